/** Keyboard movement in the grid, by the ARIA Authoring Practices' grid pattern. */

/** Row -1 is the head; column -1 the node, column `columns` the sum at the end. */
export interface GridPosition {
  readonly row: number
  readonly column: number
}

export interface GridExtent {
  readonly rows: number
  readonly columns: number
  /** Rows that Page Up and Page Down move by. */
  readonly page: number
}

/**
 * Where a key leads to.
 * @returns undefined for a key that doesn't move
 */
export function moveInGrid(
  key: string,
  isControl: boolean,
  from: GridPosition,
  { rows, columns, page }: GridExtent,
): GridPosition | undefined {
  const to = (row: number, column: number) => ({
    row: Math.max(-1, Math.min(rows - 1, row)),
    column: Math.max(-1, Math.min(columns, column)),
  })
  switch (key) {
    case 'ArrowUp':
      return to(from.row - 1, from.column)
    case 'ArrowDown':
      return to(from.row + 1, from.column)
    case 'ArrowLeft':
      return to(from.row, from.column - 1)
    case 'ArrowRight':
      return to(from.row, from.column + 1)
    case 'Home':
      return to(isControl ? 0 : from.row, isControl ? 0 : -1)
    case 'End':
      return to(isControl ? rows - 1 : from.row, isControl ? columns - 1 : columns)
    case 'PageUp':
      return to(Math.max(0, from.row - page), from.column)
    case 'PageDown':
      return to(from.row + page, from.column)
    default:
      return undefined
  }
}
