/** The states of a cell, worst first: the order of totals, bars and sorting. */
export const cellStates = [
  'failing',
  'missing',
  'misscheduled',
  'pending',
  'terminating',
  'starting',
  'ready',
  'notTargeted',
] as const

export type CellState = (typeof cellStates)[number]

/** The states that are problems. Terminating and Starting end by themselves. */
export const problemStates: readonly CellState[] = ['failing', 'missing', 'misscheduled', 'pending']

/**
 * A cell as the grid draws it, packed into one number:
 * bits 0–3 index in cellStates; 4 outdated; 5 tile (a Pod should run here); 6 muted (the node is not ready: shape in
 * grey, no tile); 7 placeholder (Pods not known yet); 8–11 state of a second Pod + 1 (0: none); 12–19 number of Pods.
 */
export type CellCode = number

export interface Cell {
  readonly state: CellState
  readonly outdated: boolean
  readonly targeted: boolean
  readonly muted: boolean
  readonly placeholder: boolean
  readonly second: CellState | undefined
  readonly pods: number
}

/** Packs a cell. */
export function encodeCell(cell: Cell): CellCode {
  return (
    cellStates.indexOf(cell.state) |
    (cell.outdated ? 1 << 4 : 0) |
    (cell.targeted ? 1 << 5 : 0) |
    (cell.muted ? 1 << 6 : 0) |
    (cell.placeholder ? 1 << 7 : 0) |
    ((cell.second === undefined ? 0 : cellStates.indexOf(cell.second) + 1) << 8) |
    (Math.min(cell.pods, 255) << 12)
  )
}

/** Unpacks a cell. */
export function decodeCell(code: CellCode): Cell {
  const second = (code >> 8) & 15
  return {
    state: cellStates[code & 15] ?? 'notTargeted',
    outdated: (code & (1 << 4)) !== 0,
    targeted: (code & (1 << 5)) !== 0,
    muted: (code & (1 << 6)) !== 0,
    placeholder: (code & (1 << 7)) !== 0,
    second: second === 0 ? undefined : cellStates[second - 1],
    pods: (code >> 12) & 255,
  }
}
