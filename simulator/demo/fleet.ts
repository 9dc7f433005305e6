/**
 * The many further nodes of a large demo. Making every Pod of 5,000 nodes as controller, scheduler and kubelet do takes
 * minutes: where a DaemonSet has a Pod that runs well on a node of the same pool, its further Pods are copies of that.
 * All others are left to the controllers, which also find the copies as they would have made them.
 */
import { at, isJson } from '../../domain/decode/readJson.ts'
import type { NodeFacts } from '../../domain/placement/verdict.ts'
import { shouldRunBit } from '../../domain/placement/placementVerdict.ts'
import { bitsOn, SubjectReader } from '../controllers/daemonset/subject.ts'
import { fateOf } from '../kubelet/fate.ts'
import { containersOf } from '../kubelet/containerStatus.ts'
import { runningPod } from '../kubelet/runningPod.ts'
import { conditionStatus } from '../nodes/conditions.ts'
import { createNode } from '../nodes/createNode.ts'
import { nodeTable } from '../nodes/nodeTable.ts'
import { isBeingDeleted, nodeNameOf } from '../nodes/readPod.ts'
import type { KubeObject, Texts } from '../objects.ts'
import { generateName } from '../registry/generateName.ts'
import type { DemoNode, DemoNodes } from './nodes.ts'
import type { PoolName } from './machines.ts'
import type { Stage } from './stage.ts'

/** A DaemonSet with its Pods that run well, one a pool. */
interface Pattern {
  readonly daemonSet: KubeObject
  readonly runsOn: ReadonlyMap<PoolName, KubeObject>
  readonly wants: (node: NodeFacts) => boolean
}

/** Adds the nodes that the cluster does not have yet, and their Pods. */
export function enlarge(stage: Stage, nodes: DemoNodes): void {
  const { store, registry, clock } = stage.cluster
  const poolOf = new Map(nodes.all.map(({ name, pool }) => [name, pool]))
  const patterns = patternsOf(stage, poolOf)
  const table = nodeTable(store)
  for (const node of nodes.all) {
    if (stage.node(node.name) !== undefined) continue
    createNode(registry, node)
    const facts = table.get(node.name)?.facts
    if (facts === undefined) continue
    const whenReady = { ...facts, taints: node.taints ?? [] }
    patterns.forEach((pattern, index) => {
      const pod = pattern.runsOn.get(node.pool)
      if (pod !== undefined && pattern.wants(whenReady) && isFit(pod, node))
        store.add('pods', copyOf(pod, node, { host: index + 2, since: clock.now(), stage }))
    })
  }
}

function patternsOf({ cluster }: Stage, poolOf: ReadonlyMap<string, PoolName>): readonly Pattern[] {
  const { store } = cluster
  const subjects = new SubjectReader({ store, flavour: 'openshift' })
  const good = new Map<string, Map<PoolName, KubeObject>>()
  for (const pod of store.all('pods')) {
    const pool = poolOf.get(nodeNameOf(pod))
    const owner = pod.metadata.ownerReferences?.[0]?.uid
    if (pool === undefined || owner === undefined || !runsWell(pod)) continue
    const runsOn = good.get(owner) ?? new Map<PoolName, KubeObject>()
    good.set(owner, runsOn.set(pool, pod))
  }
  return store.list('daemonsets').map((daemonSet) => {
    const subject = subjects.read(daemonSet)
    return {
      daemonSet,
      runsOn: good.get(daemonSet.metadata.uid) ?? new Map(),
      wants: (node) => (bitsOn(subject, node) & shouldRunBit) !== 0,
    }
  })
}

function runsWell(pod: KubeObject): boolean {
  return !isBeingDeleted(pod) && conditionStatus(pod, 'Ready') === 'True'
}

function isFit(pod: KubeObject, { architecture = 'amd64' }: DemoNode): boolean {
  return containersOf(pod).every(({ image }) => fateOf(pod, image, architecture) === 'well')
}

interface CopyContext {
  /** The last part of its address. */
  readonly host: number
  readonly since: number
  readonly stage: Stage
}

function copyOf(pod: KubeObject, node: DemoNode, { host, since, stage }: CopyContext): KubeObject {
  const { metadata, spec, ...rest } = pod
  const { namespace = '', generateName: prefix = '', generation = 1 } = metadata
  const { store, random } = stage.cluster
  let name = generateName(prefix, random)
  while (store.get('pods', { namespace, name }) !== undefined) name = generateName(prefix, random)
  const { uid: _, resourceVersion, creationTimestamp, ...kept } = metadata
  const network = node.podCIDR?.split('.').slice(0, 3).join('.') ?? ''
  const unplaced = {
    ...rest,
    metadata: {
      ...kept,
      name,
      uid: name,
      resourceVersion,
      creationTimestamp,
      generation,
      labels: { ...metadata.labels, ...topologyOf(node) },
    },
    spec: { ...spec, affinity: pinned(at(spec, 'affinity'), node.name) },
    status: { qosClass: at(pod.status, 'qosClass') },
  }
  const { internalIP = '', name: nodeName } = node
  return runningPod(unplaced, {
    node: nodeName,
    hostIP: internalIP,
    podIP: `${network}.${host}`,
    since,
  })
}

function topologyOf({ labels = {} }: DemoNode): Texts {
  return Object.fromEntries(
    Object.entries(labels).filter(([key]) => key.startsWith('topology.kubernetes.io/')),
  )
}

function pinned(affinity: unknown, node: string): object {
  const matchFields = [{ key: 'metadata.name', operator: 'In', values: [node] }]
  const required = { nodeSelectorTerms: [{ matchFields }] }
  return {
    ...(isJson(affinity) ? affinity : {}),
    nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: required },
  }
}
