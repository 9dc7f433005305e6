/** The layouts of the questions that are being asked. */
import type { ClusterModel } from './clusterModel.ts'
import type { ModelPart } from './modelParts.ts'
import { addSums, type CellSum, sumColumns } from './gridSums.ts'
import type { GridQuery } from './frame.ts'
import { type GridLayout, type HeadRow, layoutGrid } from './gridLayout.ts'
import { type KeptOrder, makeKeptOrder } from './keptOrder.ts'
import { selectGrid } from './selectGrid.ts'

/** A layout with its number and sums, as of one state of the model. */
export interface NumberedLayout extends GridLayout {
  /** Rises with each change of rows or columns; no two questions have the same. */
  readonly id: number
  /** One per column, over the nodes of all rows. */
  readonly columnSums: readonly CellSum[]
  /** Over what the filters leave, but for those by state. */
  readonly totals: CellSum
  /** The sums of a group's or a fold's row, one per column. */
  readonly headSums: (row: HeadRow) => readonly CellSum[]
}

/** What layouts depend on. */
const parts: readonly ModelPart[] = ['rows', 'daemonSets', 'pods', 'controllerRevisions']

/** Layouts by question, made anew when the model has changed, and the orders that they keep. */
export class GridLayouts {
  readonly #model: ClusterModel
  readonly #layouts = new Map<
    string,
    { readonly version: number; readonly layout: NumberedLayout }
  >()
  readonly #orders = new Map<string, KeptOrder>()
  #lastId = 0

  constructor(model: ClusterModel) {
    this.#model = model
  }

  /** The layout of a question, as of now. */
  of(query: GridQuery): NumberedLayout {
    const version = gridVersion(this.#model)
    const key = JSON.stringify(query)
    const known = this.#layouts.get(key)
    if (known?.version === version) return known.layout
    const layout = this.#number(layoutGrid(this.#model, query, this.#orderOf(query)), known?.layout)
    this.#layouts.set(key, { version, layout })
    return layout
  }

  /** Forgets the questions that nobody asks any more: asked again, they are put in order anew. */
  keepOnly(queries: Iterable<GridQuery>): void {
    const [asked, ordered] = [new Set<string>(), new Set<string>()]
    for (const query of queries) {
      asked.add(JSON.stringify(query))
      ordered.add(this.#orderKey(query))
    }
    for (const key of this.#layouts.keys()) if (!asked.has(key)) this.#layouts.delete(key)
    for (const key of this.#orders.keys()) if (!ordered.has(key)) this.#orders.delete(key)
  }

  #number(layout: GridLayout, before: NumberedLayout | undefined): NumberedLayout {
    const isSame = before !== undefined && hasSameOrder(before, layout)
    if (!isSame) this.#lastId += 1
    const { nodes, daemonSets, inAnyState } = layout.selection
    const columnSums = sumColumns(this.#model, nodes, layout.columns)
    const isWhole = inAnyState.nodes === nodes && inAnyState.daemonSets === daemonSets
    const totals = isWhole
      ? columnSums
      : sumColumns(this.#model, inAnyState.nodes, inAnyState.daemonSets)
    return {
      ...layout,
      id: isSame ? before.id : this.#lastId,
      columnSums,
      totals: addSums(totals),
      headSums: this.#headSums(layout),
    }
  }

  /** Only the rows that are visible are added up. */
  #headSums({ groups, columns }: GridLayout): NumberedLayout['headSums'] {
    const known = new Map<HeadRow, readonly CellSum[]>()
    return (row) => {
      const group = groups[row.group]
      const first = row.kind === 'fold' ? group?.unfolded : 0
      const sums =
        known.get(row) ?? sumColumns(this.#model, group?.nodes.slice(first) ?? [], columns)
      known.set(row, sums)
      return sums
    }
  }

  #orderOf(query: GridQuery): KeptOrder {
    const key = this.#orderKey(query)
    const known = this.#orders.get(key)
    if (known !== undefined) return known
    const order = makeKeptOrder(selectGrid(this.#model, query).nodes.length)
    this.#orders.set(key, order)
    return order
  }

  /** Opening a group changes no order; what has just become known does. */
  #orderKey(query: GridQuery): string {
    const { nodes, daemonSets, podsKnown } = this.#model
    return JSON.stringify([
      { ...query, toggled: [] },
      nodes.length > 0,
      daemonSets.size > 0,
      podsKnown,
    ])
  }
}

/** A number that rises with each change that a grid may show. */
function gridVersion(model: ClusterModel): number {
  return parts.reduce((sum, part) => sum + model.versions[part], 0)
}

function hasSameOrder(before: GridLayout, now: GridLayout): boolean {
  return (
    isSameList(before.columns, now.columns, (a, b) => a === b) &&
    isSameList(
      before.rows,
      now.rows,
      (a, b) =>
        a === b ||
        (a.kind !== 'node' && a.kind === b.kind && a.key === b.key && a.isOpen === b.isOpen),
    )
  )
}

function isSameList<T>(a: readonly T[], b: readonly T[], isSame: (a: T, b: T) => boolean): boolean {
  return a.length === b.length && a.every((item, index) => isSame(item, b[index] ?? item))
}
