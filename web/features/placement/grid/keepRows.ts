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
    nodes: keep(previous.nodes, next.nodes),
    daemonSets: keep(previous.daemonSets, next.daemonSets),
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

/** Deep equality of plain data whose fields stand in the same order: copies of the same shape, without Maps and Dates. */
function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (Array.isArray(a) && Array.isArray(b)) return isSameList(a, b)
  if (!isRecord(a) || !isRecord(b)) return false
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length) return false
  for (const key of keys) if (!isSame(a[key], b[key])) return false
  return true
}

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a.length !== b.length) return false
  for (let index = 0; index < a.length; index++) {
    if (a[index] !== b[index] && !isSame(a[index], b[index])) return false
  }
  return true
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
