import type { ColumnHead, GridRow } from '../../../../domain/grid/frame.ts'

export type NodeGridRow = Extract<GridRow, { kind: 'node' }>
/** Rows that add up the cells of several nodes. */
export type SumRow = Extract<GridRow, { kind: 'group' | 'fold' }>

/** Which columns all rows of a grid draw. */
export interface RowColumns {
  /** The frame's heads; the first one has the index `offset`. */
  readonly heads: readonly ColumnHead[]
  readonly offset: number
  /** Columns to draw: first inclusive, last exclusive. */
  readonly first: number
  readonly last: number
  /** Columns of the whole grid. */
  readonly count: number
  readonly width: number
  /** Until then nothing is said of Pods. */
  readonly podsKnown: boolean
}

/** The columns to draw that the frame has, each with its place in the frame. */
export function drawnColumns({
  heads,
  offset,
  first,
  last,
}: RowColumns): readonly { readonly head: ColumnHead; readonly place: number }[] {
  return heads.flatMap((head, place) => {
    const column = offset + place
    return column >= first && column < last ? [{ head, place }] : []
  })
}

/** namespace/name */
export function daemonSetName({ namespace, name }: Pick<ColumnHead, 'namespace' | 'name'>): string {
  return `${namespace}/${name}`
}
