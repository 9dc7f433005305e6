import type { Labels, NodeSelectorTerm, PodSpec, Taint, Toleration } from '../k8s/objects.ts'

/** What a DaemonSet's verdict looks at in a node: nothing else plays a part (daemon_controller.go, NodeShouldRunDaemonPod). */
export interface NodeFacts {
  readonly name: string
  readonly labels: Labels
  readonly taints: readonly Taint[]
}

/** One requirement of a term on one node. `malformed`: it can't be parsed and never matches (nodeaffinity.go). */
export interface RequirementResult {
  /** The manifest's path, such as spec.template.spec.affinity.….nodeSelectorTerms[0].matchExpressions[1]. */
  readonly field: string
  readonly key: string
  readonly operator: string
  readonly values: readonly string[]
  /** The node's label or name; undefined where it has none. */
  readonly has: string | undefined
  readonly result: 'match' | 'mismatch' | 'malformed'
}

export interface TermResult {
  readonly field: string
  readonly term: NodeSelectorTerm
  /** An empty term matches nothing. */
  readonly empty: boolean
  readonly requirements: readonly RequirementResult[]
}

/**
 * Why the DaemonSet controller makes no Pod on a node. `field` is the manifest's whole path, such as
 * spec.template.spec.nodeSelector[disk].
 */
export type Reason =
  | { readonly kind: 'nodeName'; readonly field: string; readonly wants: string }
  | {
      readonly kind: 'nodeSelector'
      readonly field: string
      readonly key: string
      readonly wants: string
      readonly has: string | undefined
    }
  | { readonly kind: 'nodeAffinity'; readonly field: string; readonly terms: readonly TermResult[] }
  | {
      readonly kind: 'taint'
      readonly field: string
      readonly taint: Taint
      /** The toleration that would cover it. */
      readonly fix: Toleration
    }

export interface Verdict {
  readonly shouldRun: boolean
  readonly shouldContinueRunning: boolean
  /** Every reason against it, in the order of the controller's checks; empty exactly when shouldRun. */
  readonly reasons: readonly Reason[]
}

/** A Pod template's placement fields. */
export type PlacementSpec = Pick<
  PodSpec,
  'nodeName' | 'nodeSelector' | 'affinity' | 'tolerations' | 'hostNetwork'
>
