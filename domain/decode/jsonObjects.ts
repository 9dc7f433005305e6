/** The API's objects in JSON, reduced to the fields of domain/k8s/objects.ts. Pods are in jsonPod.ts. */
import type {
  Container,
  ContainerPort,
  ControllerRevision,
  DaemonSet,
  LabelSelector,
  LabelSelectorRequirement,
  Namespace,
  Node,
  NodeCondition,
  NodeSelector,
  NodeSelectorRequirement,
  NodeSelectorTerm,
  ObjectMeta,
  OwnerReference,
  PodSpec,
  PodTemplate,
  ResourceRequirements,
  Taint,
  Toleration,
} from '../k8s/objects.ts'
import type { DemandSpec } from '../k8s/podDemand.ts'
import { DecodeError, type Projected } from './projected.ts'
import {
  type Read,
  list,
  number,
  numberOrZero,
  requiredText,
  shape,
  text,
  textOrEmpty,
  texts,
  textsWithout,
  yes,
} from './readJson.ts'

const ownerReference = shape<OwnerReference>({
  apiVersion: textOrEmpty,
  kind: textOrEmpty,
  name: textOrEmpty,
  uid: textOrEmpty,
  controller: yes,
})

/** As large as the object itself, and of no use for the console. */
const dropped: ReadonlySet<string> = new Set(['kubectl.kubernetes.io/last-applied-configuration'])

const metaFields = {
  name: requiredText,
  namespace: text,
  uid: requiredText,
  resourceVersion: text,
  generation: number,
  creationTimestamp: text,
  deletionTimestamp: text,
  labels: texts,
  annotations: textsWithout(dropped),
  ownerReferences: list(ownerReference),
}

function required(read: Read<ObjectMeta | undefined>): Read<ObjectMeta> {
  return (value) => {
    const meta = read(value)
    if (meta === undefined) throw new DecodeError('an object without metadata')
    return meta
  }
}

const metadata = required(shape<ObjectMeta>(metaFields))

/** A network plugin writes kilobytes of annotations on each Node; nobody reads them here. */
const nodeMetadata = required(shape<ObjectMeta>({ ...metaFields, annotations: () => undefined }))

const taint = shape<Taint>({ key: textOrEmpty, value: text, effect: textOrEmpty, timeAdded: text })

const condition = shape<NodeCondition>({
  type: textOrEmpty,
  status: textOrEmpty,
  reason: text,
  message: text,
  lastTransitionTime: text,
})

type NodeStatus = NonNullable<Node['status']>

const nodeSpec = shape<Node['spec']>({ unschedulable: yes, taints: list(taint) })

const node = shape<Node>({
  metadata: nodeMetadata,
  spec: (value) => nodeSpec(value) ?? {},
  status: shape<NodeStatus>({
    allocatable: texts,
    conditions: list(condition),
    addresses: list(
      shape<NonNullable<NodeStatus['addresses']>[number]>({
        type: textOrEmpty,
        address: textOrEmpty,
      }),
    ),
    nodeInfo: shape<NonNullable<NodeStatus['nodeInfo']>>({
      kubeletVersion: text,
      osImage: text,
      architecture: text,
      operatingSystem: text,
      containerRuntimeVersion: text,
    }),
  }),
})

/** Label values may be empty. */
const values = list((value) => (typeof value === 'string' ? value : undefined))

const nodeRequirement = shape<NodeSelectorRequirement>({
  key: textOrEmpty,
  operator: textOrEmpty,
  values,
})

export const labelSelector = shape<LabelSelector>({
  matchLabels: texts,
  matchExpressions: list(
    shape<LabelSelectorRequirement>({ key: textOrEmpty, operator: textOrEmpty, values }),
  ),
})

const resourceRequirements = shape<ResourceRequirements>({ requests: texts, limits: texts })

const container = shape<Container>({
  name: textOrEmpty,
  image: text,
  imagePullPolicy: text,
  restartPolicy: text,
  ports: list(
    shape<ContainerPort>({
      name: text,
      containerPort: numberOrZero,
      hostPort: number,
      hostIP: text,
      protocol: text,
    }),
  ),
  resources: resourceRequirements,
})

const nodeSelector = shape<NodeSelector>({
  nodeSelectorTerms: list(
    shape<NodeSelectorTerm>({
      matchExpressions: list(nodeRequirement),
      matchFields: list(nodeRequirement),
    }),
  ),
})

const nodeAffinity = shape<NonNullable<NonNullable<PodSpec['affinity']>['nodeAffinity']>>({
  requiredDuringSchedulingIgnoredDuringExecution: nodeSelector,
})

/** Where a Pod may run. */
export type PodPlacement = Pick<PodSpec, 'nodeSelector' | 'affinity' | 'tolerations'>

const placementFields = {
  nodeSelector: texts,
  affinity: shape<NonNullable<PodSpec['affinity']>>({ nodeAffinity }),
  tolerations: list(
    shape<Toleration>({
      key: text,
      operator: text,
      value: text,
      effect: text,
      tolerationSeconds: number,
    }),
  ),
}

export const readPlacement = shape<PodPlacement>(placementFields)

const podSpec = shape<PodSpec>({
  ...placementFields,
  nodeName: text,
  hostNetwork: yes,
  priorityClassName: text,
  serviceAccountName: text,
  terminationGracePeriodSeconds: number,
  containers: list(container),
  initContainers: list(container),
})

/** What a Pod's own spec says of its demand. */
export const demandSpec = shape<DemandSpec>({
  containers: list(container),
  initContainers: list(container),
  hostNetwork: yes,
  resources: resourceRequirements,
  overhead: texts,
  priority: number,
  preemptionPolicy: text,
})

const podTemplate = shape<PodTemplate>({
  metadata: shape<NonNullable<PodTemplate['metadata']>>({ labels: texts, annotations: texts }),
  spec: (value) => podSpec(value) ?? {},
})

function intOrPercent(value: unknown): number | string | undefined {
  return typeof value === 'number' ? value : text(value)
}

type Strategy = NonNullable<DaemonSet['spec']['updateStrategy']>

const daemonSetSpec = shape<DaemonSet['spec']>({
  selector: labelSelector,
  template: (value) => podTemplate(value) ?? { spec: {} },
  minReadySeconds: number,
  revisionHistoryLimit: number,
  updateStrategy: shape<Strategy>({
    type: text,
    rollingUpdate: shape<NonNullable<Strategy['rollingUpdate']>>({
      maxUnavailable: intOrPercent,
      maxSurge: intOrPercent,
    }),
  }),
})

const daemonSet = shape<DaemonSet>({
  metadata,
  spec: (value) => daemonSetSpec(value) ?? { template: { spec: {} } },
  status: shape<NonNullable<DaemonSet['status']>>({
    observedGeneration: number,
    desiredNumberScheduled: number,
    currentNumberScheduled: number,
    numberMisscheduled: number,
    numberReady: number,
    updatedNumberScheduled: number,
    numberAvailable: number,
    numberUnavailable: number,
  }),
})

const namespace = shape<Namespace>({
  metadata,
  status: shape<NonNullable<Namespace['status']>>({ phase: text }),
})

const controllerRevision = shape<ControllerRevision>({ metadata, revision: numberOrZero })

/** Projects one object of the API. @throws DecodeError where it is none of this kind */
function projectWith<T extends { readonly metadata: ObjectMeta }>(
  read: Read<T | undefined>,
): Read<Projected<T>> {
  return (value) => {
    const object = read(value)
    if (object === undefined) throw new DecodeError('not an object')
    const { uid, resourceVersion } = object.metadata
    return { uid, version: resourceVersion ?? '', object }
  }
}

export const projectNode = projectWith(node)
export const projectDaemonSet = projectWith(daemonSet)
export const projectNamespace = projectWith(namespace)
export const projectControllerRevision = projectWith(controllerRevision)
