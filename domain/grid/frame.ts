/** What the page asks of the grid, and what it gets: only what is visible. */
import type { CellCode, CellState } from './cell.ts'

/** The grid's filters, order and grouping; all of it stands in the URL. */
export interface GridQuery {
  /** Text in the node's name (case-insensitive substring). */
  readonly nodeName: string
  /** A label selector in kubectl's syntax; '' for all. */
  readonly nodeLabels: string
  /** Text in the DaemonSet's name. */
  readonly daemonSetName: string
  /** Empty: all. */
  readonly namespaces: readonly string[]
  /** Only rows and columns that hold one of these; empty: all. 'outdated' is a modifier. */
  readonly states: readonly (CellState | 'outdated')[]
  readonly onlyProblems: boolean
  /** 'role,zone', 'role', 'none', or a label's key. */
  readonly groupBy: string
  readonly sort: 'name' | 'problems' | 'age'
  /** Groups that the user opened or closed against the default; keys of groups. */
  readonly toggled: readonly string[]
  /** Columns' order. */
  readonly sortColumns: 'namespace' | 'name' | 'problems'
  /**
   * Raise it to have rows, columns and groups that stand by their problems put in order again (see
   * GridFrame.orderChanged). Not in the URL.
   */
  readonly order?: number
}

/** Rows and columns, first inclusive, last exclusive, in the order of the filtered and grouped grid. */
export interface GridWindow {
  readonly firstRow: number
  readonly lastRow: number
  readonly firstColumn: number
  readonly lastColumn: number
}

/**
 * Cells per state; `outdated` counts cells of any state. Cells of nodes that are not ready count in none: such a node is
 * one problem. (ready and desired of columns, rows and groups do count them, as Kubernetes does.)
 */
export type StateCounts = Readonly<Record<CellState, number>> & { readonly outdated: number }

export interface ColumnHead {
  readonly index: number
  readonly uid: string
  readonly namespace: string
  readonly name: string
  /** Nodes that should run it, and those whose Pod is Ready, of the nodes that the filters leave. */
  readonly desired: number
  readonly ready: number
  readonly counts: StateCounts
  /** Updated part of the desired Pods, 0–1, on all nodes, while a rollout is under way. */
  readonly rollout?: number
  /** Its status counts other nodes than should run it; for a moment that is so after every change. */
  readonly lags: boolean
  readonly deleting: boolean
}

export interface NodeBadge {
  readonly kind:
    | 'notReady'
    | 'cordoned'
    | 'memoryPressure'
    | 'diskPressure'
    | 'pidPressure'
    | 'networkUnavailable'
  /** Milliseconds since the epoch. */
  readonly since?: number
}

export type GridRow =
  | {
      readonly kind: 'group'
      readonly index: number
      readonly key: string
      /** The value of each label that it is grouped by, for example ['worker', 'tokyo-a']. */
      readonly values: readonly string[]
      readonly role: string
      readonly nodes: number
      readonly notReady: number
      readonly open: boolean
      /** One per column of the window. */
      readonly cells: readonly {
        readonly ready: number
        readonly desired: number
        readonly counts: StateCounts
      }[]
      readonly ready: number
      readonly desired: number
    }
  | {
      readonly kind: 'node'
      readonly index: number
      readonly uid: string
      readonly name: string
      /** First role of the node, 'worker' where it has none. */
      readonly role: string
      readonly roles: readonly string[]
      readonly zone: string | undefined
      readonly notReady: boolean
      readonly badges: readonly NodeBadge[]
      /** One per column of the window. */
      readonly cells: readonly CellCode[]
      readonly ready: number
      readonly desired: number
    }
  | {
      /** The nodes without a problem of an open large group, folded into one row. */
      readonly kind: 'fold'
      readonly index: number
      readonly key: string
      readonly nodes: number
      readonly open: boolean
      readonly cells: readonly {
        readonly ready: number
        readonly desired: number
        readonly counts: StateCounts
      }[]
      readonly ready: number
      readonly desired: number
    }

export interface GridFrame {
  /** Rises with each change of order or number of rows or columns: indices of another layout mean other things. */
  readonly layout: number
  readonly window: GridWindow
  readonly rowCount: number
  readonly columnCount: number
  /** Indices of group rows, ascending: they are higher than others. */
  readonly groupRows: readonly number[]
  readonly rows: readonly GridRow[]
  readonly columns: readonly ColumnHead[]
  /** Over all nodes and DaemonSets that the filters leave, but for the filter by state. */
  readonly totals: StateCounts
  readonly nodes: { readonly shown: number; readonly all: number }
  readonly daemonSets: { readonly shown: number; readonly all: number }
  /** A suffix that all nodes' names share, from a dot on: said once; '' where there is none. */
  readonly nameSuffix: string
  /** False until the Pods' first snapshot is complete: cells are placeholders. */
  readonly podsKnown: boolean
  /**
   * What stands by its problems would stand elsewhere by now. It is put in order when the question changes, never under
   * the pointer: see GridQuery.order.
   */
  readonly orderChanged: boolean
  /** Problem with the query, for its field: for example an invalid selector. */
  readonly queryError?: { readonly field: 'nodeLabels'; readonly message: string }
}

/** The whole matrix, made small for the map: one byte a pixel row and column. */
export interface GridMap {
  readonly layout: number
  /** Rows of the picture (at most what was asked for) and columns of the grid. */
  readonly height: number
  readonly columnCount: number
  readonly rowCount: number
  /**
   * height × columnCount, row by row: 0 nothing; else 1 + index in cellStates of the worst state in it; 9 where there
   * are only Pods of nodes that are not ready. The row of an open group is empty: a gap.
   */
  readonly pixels: Uint8Array
  readonly groups: readonly { readonly label: string; readonly from: number; readonly to: number }[]
}
