/**
 * What the page can ask the worker for. A view is a question that stays open: the worker answers at once and again
 * whenever the answer changes, until the page closes it. Every answer is a pure function of the cluster's model.
 */
import type { CellState } from '../../domain/grid/cell.ts'
import type { GridFrame, GridMap, GridQuery, GridWindow } from '../../domain/grid/frame.ts'
import type { LaggingCounter } from '../../domain/grid/statusLag.ts'
import type {
  DaemonSet,
  Labels,
  LabelSelector,
  Node,
  Pod,
  PodDemand,
  Taint,
} from '../../domain/k8s/objects.ts'
import type { AdoptedPod } from '../../domain/placement/adoption.ts'
import type { FitReason } from '../../domain/placement/fitReason.ts'
import type { PressureWarning } from '../../domain/placement/pressure.ts'
import type { PlacementReason, ProjectReason } from '../../domain/placement/projectReason.ts'
import type { ProjectSelector } from '../../domain/placement/projectSelector.ts'
import type { SelectorFix } from '../../domain/placement/projectSelectorFix.ts'
import type { ProjectRules } from '../../domain/placement/target.ts'
import type { PlacementSpec, Verdict } from '../../domain/placement/verdict.ts'
import type { LabelChanges } from '../../domain/placement/whatIf.ts'
import type { RolloutNumbers } from '../../domain/rollout/budget.ts'
import type { BudgetHolder } from '../../domain/rollout/budgetHolders.ts'
import type { DeletionCause } from '../../domain/rollout/manageNode.ts'
import type { Freshness, Resource } from '../../domain/stream/lines.ts'

/** The connection as a whole, for the masthead, and each resource, for views. */
export interface ConnectionView {
  /** connecting: no answer yet; live; reconnecting: the server of the console is gone; signedOut: 401. */
  readonly state: 'connecting' | 'live' | 'reconnecting' | 'signedOut'
  /** When something was last heard of the server, ms since the epoch; 0: never. */
  readonly lastHeard: number
  readonly resources: Readonly<Record<Resource, Freshness & { readonly count: number }>>
}

export interface CellView {
  readonly found: boolean
  readonly daemonSet: DaemonSet | undefined
  readonly node: Node | undefined
  readonly state: CellState
  readonly outdated: boolean
  readonly placeholder: boolean
  /** Missing since a moment only: its Pod may be about to be made. */
  readonly awaited: boolean
  readonly verdict: Verdict | undefined
  /** What the project's node selector does here, and what would undo it; undefined: nothing. */
  readonly project:
    { readonly reason: ProjectReason; readonly fixes: readonly SelectorFix[] } | undefined
  /** Old ones first. */
  readonly pods: readonly Pod[]
  /** Why its Pod that waits does not fit on the node as it is now; empty where it would, or none waits. */
  readonly shortages: readonly FitReason[]
  /** What the node's pressure does to Pods that are wanted there. */
  readonly pressure: readonly PressureWarning[]
  /** Hash of the newest ControllerRevision, undefined where none is known. */
  readonly currentRevision: string | undefined
  /** Place among the cells of this state, from 1, and the cells before and after it in the grid's order. */
  readonly siblings: {
    readonly position: number
    readonly of: number
    readonly previous: CellAddress | undefined
    readonly next: CellAddress | undefined
  }
  /**
   * Its row and column in the grid, to scroll there; the row of its group or fold where that is closed; absent where
   * the filters hide it.
   */
  readonly place?: { readonly row: number; readonly column: number }
}

export interface CellAddress {
  readonly namespace: string
  readonly name: string
  readonly node: string
}

export interface NodeView {
  readonly node: Node | undefined
  readonly podsKnown: boolean
  readonly here: readonly {
    readonly namespace: string
    readonly name: string
    readonly state: CellState
    readonly outdated: boolean
    readonly pods: readonly Pod[]
  }[]
  readonly notHere: readonly {
    readonly namespace: string
    readonly name: string
    readonly reasons: readonly PlacementReason[]
  }[]
}

export interface PlacementView {
  readonly total: number
  readonly runs: number
  /**
   * Reasons with the number of nodes that have each; a node can have several. Most nodes first. `has` of a label is
   * undefined where the nodes have different ones.
   */
  readonly reasons: readonly { readonly reason: PlacementReason; readonly nodes: number }[]
  /** Of all nodes; '' where they share none. */
  readonly nameSuffix: string
  /** Grouped by role and zone. */
  readonly groups: readonly {
    readonly role: string
    readonly zone: string
    readonly runs: number
    /** The nodes, by name; the same list for as long as the nodes are the same: each keystroke is answered. */
    readonly names: readonly string[]
    /** For each of them the index of its first reason in `reasons`; -1 where it runs. */
    readonly firsts: Int32Array
  }[]
  /** undefined where no namespace was given, or nothing acts on such selectors. */
  readonly project: ProjectSelector | undefined
  /** False until the Pods are complete: until then nothing is said of the room on nodes. */
  readonly podsKnown: boolean
}

/** What a DaemonSet that is about to be created would find under its selector. */
export interface SelectorView {
  /** DaemonSets of the namespace that select its Pods, or whose Pods it selects. */
  readonly overlaps: {
    readonly count: number
    /** By name. */
    readonly first: readonly {
      readonly name: string
      readonly selectsTheirs: boolean
      readonly theySelectOurs: boolean
      /** Labels of a Pod that both would select. */
      readonly commonLabels: Labels
    }[]
  }
  /** False until the Pods are complete: until then there may be more to adopt. */
  readonly podsKnown: boolean
  readonly adopted: AdoptionView
}

/** The Pods without a controller that it would adopt; see AdoptedPod. */
export interface AdoptionView {
  readonly count: number
  readonly deleted: number
  /** Of those that stay. */
  readonly neverUpdated: number
  readonly first: readonly (Pick<AdoptedPod, 'node' | 'deletedBecause' | 'update'> & {
    readonly name: string
  })[]
}

/** A change that is asked about before it is made. */
export type PlacementChange =
  | { readonly kind: 'nodeLabels'; readonly node: string; readonly labels: LabelChanges }
  /** The placement that a DaemonSet's template would have. */
  | {
      readonly kind: 'template'
      readonly namespace: string
      readonly name: string
      readonly spec: PlacementSpec
    }

/** How many cells, and the first of them. */
export interface CellCount {
  readonly count: number
  readonly first: readonly CellAddress[]
}

/** What a change would do; see CellEffect. */
export interface WhatIfView {
  /** The object that would be changed exists. */
  readonly found: boolean
  readonly added: CellCount
  readonly removed: CellCount
  readonly stranded: CellCount
  /** Pods that stay and are wanted: those that a rollout replaces, where the template changes. */
  readonly kept: number
}

export interface VocabularyView {
  /** Labels of nodes, for completion. */
  readonly labels: readonly {
    readonly key: string
    readonly nodes: number
    readonly values: readonly { readonly value: string; readonly nodes: number }[]
  }[]
  readonly taints: readonly { readonly taint: Taint; readonly nodes: number }[]
  readonly namespaces: readonly { readonly name: string; readonly terminating: boolean }[]
  /** namespace/name of each DaemonSet. */
  readonly daemonSets: readonly string[]
}

export interface DaemonSetView {
  readonly daemonSet: DaemonSet | undefined
  /** Of nodes that are ready. */
  readonly counts: Readonly<Record<CellState, number>> & { readonly outdated: number }
  readonly nodesNotReady: number
  /** Where its status says other than its nodes and Pods; for a moment that is so after every change. */
  readonly lag: readonly LaggingCounter[]
}

/** A DaemonSet's rollout, or why nothing can be said of it. */
export type RolloutView =
  | KnownRollout
  | {
      readonly kind: 'unknown'
      /** unobserved: the controller has not seen the newest change yet. */
      readonly why: 'noDaemonSet' | 'deleting' | 'pods' | 'revisions' | 'unobserved'
    }

/** As it stands, and what becomes of it; see RolloutForecast. */
export interface KnownRollout {
  readonly kind: 'known'
  /** Pods of older templates that are not being deleted. */
  readonly outdated: number
  /** Of the nodes that should run the Pod (numbers.desired) those that have one of the current template. */
  readonly updatedNodes: number
  readonly numbers: RolloutNumbers
  /** Who holds the budget now. There can be more of them than the budget has places. */
  readonly holders: HolderCount
  readonly next: NextRolloutStep
  readonly end: RolloutOutlook
}

/** How many nodes hold a rollout up, and the first of them: those that will not let go by themselves before others. */
export interface HolderCount {
  readonly count: number
  readonly first: readonly BudgetHolder[]
}

/** The controller's next step (RolloutStep), in nodes, `deleted` in Pods. */
export interface NextRolloutStep {
  readonly created: number
  /** Whatever the budget. */
  readonly deleted: Readonly<Partial<Record<DeletionCause, number>>>
  readonly surged: number
  /** Candidates that the budget lets through, and those that wait for it. */
  readonly chosen: number
  readonly blocked: number
  readonly misplaced: number
  readonly stray: number
}

/** How a rollout ends, when nothing intervenes; see RolloutEnd and RolloutStall. */
export type RolloutOutlook =
  | {
      readonly kind: 'complete'
      readonly steps: number
      /** It can also stall, by chance (RolloutForecast); the Pods that would stay outdated at most, and who holds it up. */
      readonly mayStall?: { readonly outdated: number; readonly holders: HolderCount }
    }
  | { readonly kind: 'manual' }
  | {
      readonly kind: 'stalled'
      readonly when: 'now' | 'later'
      readonly outdated: number
      readonly holders: HolderCount
    }

/** Question → answer, by kind. */
export interface Views {
  readonly connection: { readonly ask: object; readonly answer: ConnectionView }
  readonly grid: {
    readonly ask: { readonly query: GridQuery; readonly window: GridWindow }
    readonly answer: GridFrame
  }
  readonly map: {
    readonly ask: { readonly query: GridQuery; readonly height: number }
    readonly answer: GridMap
  }
  readonly cell: {
    readonly ask: { readonly query: GridQuery; readonly cell: CellAddress }
    readonly answer: CellView
  }
  readonly node: { readonly ask: { readonly name: string }; readonly answer: NodeView }
  readonly daemonSets: {
    readonly ask: object
    readonly answer: readonly (DaemonSetView & { readonly daemonSet: DaemonSet })[]
  }
  readonly daemonSet: {
    readonly ask: { readonly namespace: string; readonly name: string }
    readonly answer: DaemonSetView
  }
  readonly placement: {
    readonly ask: {
      readonly spec: PlacementSpec
      /** Of each Pod; absent: it is not asked whether it fits. */
      readonly demand?: PodDemand
      /** Without a namespace the template alone decides. */
      readonly namespace?: string
    }
    readonly answer: PlacementView
  }
  readonly selector: {
    readonly ask: {
      readonly namespace: string
      readonly name: string
      readonly selector: LabelSelector
      readonly templateLabels: Labels
      readonly spec: PlacementSpec
    }
    readonly answer: SelectorView
  }
  readonly whatIf: {
    readonly ask: { readonly change: PlacementChange }
    readonly answer: WhatIfView
  }
  readonly rollout: {
    readonly ask: {
      readonly namespace: string
      readonly name: string
      /** Asks what a changed template would set going; without it, how the rollout stands. */
      readonly changed?: PlacementSpec
    }
    readonly answer: RolloutView
  }
  readonly vocabulary: { readonly ask: object; readonly answer: VocabularyView }
}

export type ViewKind = keyof Views
export type Ask<K extends ViewKind> = Views[K]['ask']
export type Answer<K extends ViewKind> = Views[K]['answer']

export type ToWorker =
  /** Opens a view, or gives an open one another question. The question is of the view's kind. */
  | {
      readonly type: 'open'
      readonly id: number
      readonly kind: ViewKind
      readonly ask: Ask<ViewKind>
    }
  | { readonly type: 'close'; readonly id: number }
  /** A hidden page gets no answers until it is shown again. */
  | { readonly type: 'visible'; readonly visible: boolean }
  /** The page is being left: nothing is to be sent to it any more. */
  | { readonly type: 'bye' }
  /** Try the connection again now. */
  | { readonly type: 'reconnect' }
  /** What the cluster does with node selectors of projects: the page finds it out. */
  | { readonly type: 'projectRules'; readonly rules: ProjectRules }

export interface FromWorker {
  readonly type: 'answer'
  readonly id: number
  readonly kind: ViewKind
  readonly answer: unknown
}
