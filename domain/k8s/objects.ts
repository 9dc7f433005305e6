/**
 * The parts of Kubernetes' objects that the console reads, in Kubernetes' own shape and names.
 * Pods alone are flat records: there are up to 150,000 of them, and nested objects would cost four times the memory.
 * Fields of the API that are not named here never leave the server (server/watch projects every object).
 */

export type Labels = Readonly<Record<string, string>>

export interface ObjectMeta {
  readonly name: string
  readonly namespace?: string
  readonly uid: string
  readonly resourceVersion?: string
  readonly generation?: number
  /** RFC 3339. */
  readonly creationTimestamp?: string
  readonly deletionTimestamp?: string
  readonly labels?: Labels
  /** Never of a Node. */
  readonly annotations?: Labels
  readonly ownerReferences?: readonly OwnerReference[]
}

export interface OwnerReference {
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  readonly uid: string
  readonly controller?: boolean
}

export interface Taint {
  readonly key: string
  readonly value?: string
  /** NoSchedule, PreferNoSchedule or NoExecute; text, since the API server is free to add effects. */
  readonly effect: string
  readonly timeAdded?: string
}

export interface Toleration {
  readonly key?: string
  readonly operator?: string
  readonly value?: string
  readonly effect?: string
  readonly tolerationSeconds?: number
}

export interface NodeSelectorRequirement {
  readonly key: string
  readonly operator: string
  readonly values?: readonly string[]
}

export interface NodeSelectorTerm {
  readonly matchExpressions?: readonly NodeSelectorRequirement[]
  readonly matchFields?: readonly NodeSelectorRequirement[]
}

export interface NodeSelector {
  readonly nodeSelectorTerms?: readonly NodeSelectorTerm[] | null
}

export interface LabelSelectorRequirement {
  readonly key: string
  readonly operator: string
  readonly values?: readonly string[]
}

export interface LabelSelector {
  readonly matchLabels?: Labels
  readonly matchExpressions?: readonly LabelSelectorRequirement[]
}

export interface ContainerPort {
  readonly name?: string
  readonly containerPort: number
  readonly hostPort?: number
  readonly hostIP?: string
  readonly protocol?: string
}

export interface ResourceRequirements {
  readonly requests?: Readonly<Record<string, string>>
  readonly limits?: Readonly<Record<string, string>>
}

export interface Container {
  readonly name: string
  readonly image?: string
  readonly imagePullPolicy?: string
  readonly restartPolicy?: string
  readonly ports?: readonly ContainerPort[]
  readonly resources?: ResourceRequirements
}

export interface PodSpec {
  readonly nodeName?: string
  readonly nodeSelector?: Labels
  readonly affinity?: {
    readonly nodeAffinity?: {
      readonly requiredDuringSchedulingIgnoredDuringExecution?: NodeSelector
    }
  }
  readonly tolerations?: readonly Toleration[]
  readonly hostNetwork?: boolean
  readonly priorityClassName?: string
  readonly serviceAccountName?: string
  readonly terminationGracePeriodSeconds?: number
  readonly containers?: readonly Container[]
  readonly initContainers?: readonly Container[]
}

export interface PodTemplate {
  readonly metadata?: { readonly labels?: Labels; readonly annotations?: Labels }
  readonly spec: PodSpec
}

/** A count, or a percentage such as "25%". */
export type IntOrPercent = number | string

export interface DaemonSet {
  readonly metadata: ObjectMeta
  readonly spec: {
    readonly selector?: LabelSelector
    readonly template: PodTemplate
    readonly minReadySeconds?: number
    readonly revisionHistoryLimit?: number
    readonly updateStrategy?: {
      readonly type?: string
      readonly rollingUpdate?: {
        readonly maxUnavailable?: IntOrPercent
        readonly maxSurge?: IntOrPercent
      }
    }
  }
  readonly status?: {
    readonly observedGeneration?: number
    readonly desiredNumberScheduled?: number
    readonly currentNumberScheduled?: number
    readonly numberMisscheduled?: number
    readonly numberReady?: number
    readonly updatedNumberScheduled?: number
    readonly numberAvailable?: number
    readonly numberUnavailable?: number
  }
}

export interface NodeCondition {
  readonly type: string
  /** True, False or Unknown. */
  readonly status: string
  readonly reason?: string
  readonly message?: string
  readonly lastTransitionTime?: string
}

export interface Node {
  readonly metadata: ObjectMeta
  readonly spec: {
    readonly unschedulable?: boolean
    readonly taints?: readonly Taint[]
  }
  readonly status?: {
    readonly allocatable?: Readonly<Record<string, string>>
    readonly conditions?: readonly NodeCondition[]
    readonly addresses?: readonly { readonly type: string; readonly address: string }[]
    readonly nodeInfo?: {
      readonly kubeletVersion?: string
      readonly osImage?: string
      readonly architecture?: string
      readonly operatingSystem?: string
      readonly containerRuntimeVersion?: string
    }
  }
}

export interface Namespace {
  readonly metadata: ObjectMeta
  readonly status?: { readonly phase?: string }
}

export interface ControllerRevision {
  readonly metadata: ObjectMeta
  readonly revision: number
}

/** What is wrong with one container, as its status says. */
export interface ContainerTrouble {
  readonly container: string
  /** For example CrashLoopBackOff, ImagePullBackOff, OOMKilled, Error. */
  readonly reason: string
  readonly message?: string
  readonly exitCode?: number
  readonly image?: string
}

/** A port of the node that a Pod takes. */
export interface HostPort {
  readonly port: number
  /** Absent: TCP. */
  readonly protocol?: string
  /** Absent: every address of the node. */
  readonly ip?: string
}

/** Resource name → milli for cpu, whole units for all else. A name that is not there means 0. */
export type ResourceAmounts = Readonly<Record<string, number>>

/** What the scheduler weighs of a Pod. Absent fields mean nothing: no requests, no host ports, priority 0. */
export interface PodDemand {
  readonly requests?: ResourceAmounts
  readonly hostPorts?: readonly HostPort[]
  readonly priority?: number
  /** preemptionPolicy is Never. */
  readonly neverPreempts?: true
}

/** One Pod, flat. Times are seconds since the epoch. Absent means: not set in the API. */
export interface Pod {
  readonly uid: string
  readonly namespace: string
  readonly name: string
  readonly created: number
  /** metadata.deletionTimestamp: it is being deleted. */
  readonly deleted?: number
  /** The controlling owner, if there is one. */
  readonly owner?: { readonly kind: string; readonly name: string; readonly uid: string }
  /** Only for a Pod without a controller: it could be adopted (controller_ref_manager.go). */
  readonly labels?: Labels
  /** Label controller-revision-hash. */
  readonly revision?: string
  /** Label pod-template-generation. */
  readonly templateGeneration?: string
  /** spec.nodeName: it is bound. */
  readonly node?: string
  /**
   * The node that a daemon Pod waits for: the first required matchFields `metadata.name In` with exactly one value
   * (pkg/controller/daemon/util, GetTargetNodeName).
   */
  readonly target?: string
  /** Pending, Running, Succeeded, Failed or Unknown. */
  readonly phase: string
  /** status.reason, for example Evicted. */
  readonly reason?: string
  readonly message?: string
  /** Condition Ready is True. */
  readonly ready: boolean
  /** When condition Ready last changed. */
  readonly readySince?: number
  /** Condition PodScheduled, where it is not True: Unschedulable, SchedulerError, SchedulingGated. */
  readonly unscheduled?: {
    readonly reason: string
    readonly message?: string
    readonly since?: number
  }
  readonly hostIP?: string
  readonly podIP?: string
  /** Sum over all containers. */
  readonly restarts: number
  /** Containers that wait with an error or have ended with one. */
  readonly trouble?: readonly ContainerTrouble[]
  readonly hostNetwork?: boolean
  /** What the scheduler weighs, as demandText.ts writes it: most Pods share it with many. Absent: nothing. */
  readonly demand?: string
  /** status.startTime: its kubelet has taken it. */
  readonly started?: number
  /** status.nominatedNodeName: the node where the scheduler has made room for it, or is about to. */
  readonly nominated?: string
}
