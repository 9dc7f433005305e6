import type { ColumnHead, GridFrame, GridRow } from '../../../../domain/grid/frame.ts'

/**
 * The next frame, with each row and the columns taken from the previous one where they say the same: what hasn't
 * changed isn't drawn again. Every frame comes from the worker as a copy, so that nothing in it is ever the same object.
 */
export function keepRows(previous: GridFrame | undefined, next: GridFrame): GridFrame {
  if (previous === undefined) return next
  const known = new Map(previous.rows.map((row) => [rowKey(row), row]))
  const rows = next.rows.map((row) => {
    const before = known.get(rowKey(row))
    return before !== undefined && isSame(before, row) ? before : row
  })
  return {
    ...next,
    rows,
    columns: keep(previous.columns, next.columns),
    groupRows: keep(previous.groupRows, next.groupRows),
    totals: keep(previous.totals, next.totals),
  }
}

/** Names a row wherever it stands. */
export function rowKey(row: GridRow): string {
  return row.kind === 'node' ? `node ${row.uid}` : `${row.kind} ${row.key}`
}

/** The heads of columns by their index. */
export function columnAt(frame: GridFrame, column: number): ColumnHead | undefined {
  return frame.columns[column - frame.window.firstColumn]
}

/** A row by its index; undefined where the frame doesn't hold it. */
export function rowOf(frame: GridFrame, row: number): GridRow | undefined {
  return frame.rows[row - frame.window.firstRow]
}

function keep<T>(before: T, now: T): T {
  return isSame(before, now) ? before : now
}

/** Deep equality of plain data. */
function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const left = Object.entries(a)
  const right = new Map(Object.entries(b))
  return (
    left.length === right.size &&
    left.every(([key, value]) => right.has(key) && isSame(value, right.get(key)))
  )
}
