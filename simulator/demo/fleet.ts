/**
 * The many further nodes of a large demo. Making every Pod of 5,000 nodes as controller, scheduler and kubelet do takes
 * minutes: where a DaemonSet has a Pod that runs well on a node of the same pool, its further Pods are copies of that.
 * All others are left to the controllers, which also find the copies as they would have made them.
 */
import { at, isJson, listOf, textOrEmpty } from '../../domain/decode/readJson.ts'
import type { NodeFacts } from '../../domain/placement/verdict.ts'
import { shouldRunBit } from '../../domain/placement/placementVerdict.ts'
import { bitsOn, SubjectReader } from '../controllers/daemonset/subject.ts'
import { fateOf } from '../kubelet/fate.ts'
import { containersOf } from '../kubelet/containerStatus.ts'
import { reportNode } from '../kubelet/nodeReport.ts'
import { runningPod } from '../kubelet/runningPod.ts'
import { conditionStatus } from '../nodes/conditions.ts'
import { conditionTaints, taintsOf } from '../nodes/conditionTaints.ts'
import { createNode } from '../nodes/createNode.ts'
import { nodeTable } from '../nodes/nodeTable.ts'
import { hexOf } from '../nodes/hash.ts'
import { isBeingDeleted, nodeNameOf } from '../nodes/readPod.ts'
import { keyOf, type KubeObject, type Texts } from '../objects.ts'
import { timeText, type Store } from '../store/store.ts'
import { generateName } from '../registry/generateName.ts'
import type { DemoNode, DemoNodes } from './nodes.ts'
import type { PoolName } from './machines.ts'
import type { Stage } from './stage.ts'

/** A DaemonSet with its Pods that run well, one a pool. */
interface Pattern {
  readonly runsOn: ReadonlyMap<PoolName, KubeObject>
  readonly wants: (node: NodeFacts) => boolean
}

/** Adds the nodes that the cluster does not have yet, and their Pods. */
export function enlarge(stage: Stage, nodes: DemoNodes): void {
  const { store, registry, random } = stage.cluster
  const poolOf = new Map(nodes.all.map(({ name, pool }) => [name, pool]))
  const patterns = patternsOf(stage, poolOf)
  const table = nodeTable(store)
  for (const node of nodes.all) {
    if (stage.node(node.name) !== undefined) continue
    makeReady(stage, createNode(registry, node))
    const facts = table.get(node.name)?.facts
    if (facts === undefined) continue
    patterns.forEach(({ runsOn, wants }, index) => {
      const pod = runsOn.get(node.pool)
      if (pod === undefined || !wants(facts) || !isFit(pod, node)) return
      store.add('pods', copyOf(pod, node, freeName(store, pod, random), index + 2))
    })
  }
}

/** What its kubelet and the node controller would write of it within seconds, 5,000 times each. */
function makeReady({ cluster: { registry, clock } }: Stage, created: KubeObject): void {
  const record = (): void => undefined
  reportNode({ registry, clock, record }, created)
  const node = registry.get('nodes', keyOf(created))
  const taints = conditionTaints(node, taintsOf(node), false, timeText(clock.now()))
  registry.update('nodes', keyOf(node), { ...node, spec: { ...node.spec, taints } })
}

function freeName(store: Store, { metadata }: KubeObject, random: () => number): string {
  const { namespace = '', generateName: prefix = '' } = metadata
  for (;;) {
    const name = generateName(prefix, random)
    if (store.get('pods', { namespace, name }) === undefined) return name
  }
}

function patternsOf({ cluster }: Stage, poolOf: ReadonlyMap<string, PoolName>): readonly Pattern[] {
  const { store, clock } = cluster
  const subjects = new SubjectReader({ store, flavour: 'openshift' })
  const good = new Map<string, Map<PoolName, KubeObject>>()
  for (const pod of store.all('pods')) {
    const pool = poolOf.get(nodeNameOf(pod))
    const owner = pod.metadata.ownerReferences?.[0]?.uid
    if (pool === undefined || owner === undefined || !runsWell(pod)) continue
    const runsOn = good.get(owner) ?? new Map<PoolName, KubeObject>()
    if (!runsOn.has(pool)) runsOn.set(pool, prototypeOf(pod, clock.now()))
    good.set(owner, runsOn)
  }
  return store.list('daemonsets').map((daemonSet) => {
    const subject = subjects.read(daemonSet)
    return {
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

/** A Pod that has run since the given time, on a node that the copies have yet to name. */
function prototypeOf(pod: KubeObject, since: number): KubeObject {
  const { status, ...unplaced } = pod
  const created = { ...unplaced, status: { qosClass: at(status, 'qosClass') } }
  return runningPod(created, { node: '', hostIP: '', podIP: '', since })
}

/** @param place of the Pod among those of its node: the last part of its address */
function copyOf(prototype: KubeObject, node: DemoNode, name: string, place: number): KubeObject {
  const { metadata, spec, status } = prototype
  const { internalIP: hostIP = '', podCIDR = '' } = node
  const network = podCIDR.split('.', 3).join('.')
  const podIP = spec?.['hostNetwork'] === true ? hostIP : `${network}.${place}`
  const id = hexOf(`${node.name}/${name}`, 32)
  return {
    ...prototype,
    metadata: { ...metadata, name, labels: { ...metadata.labels, ...topologyOf(node) } },
    spec: { ...spec, nodeName: node.name, affinity: pinned(spec?.['affinity'], node.name) },
    status: {
      ...status,
      hostIP,
      hostIPs: [{ ip: hostIP }],
      podIP,
      podIPs: [{ ip: podIP }],
      containerStatuses: listOf(status?.['containerStatuses'], (each) => withOwnId(each, id)),
    },
  }
}

/** No two containers have the same id: half of it is the Pod's, half the container's. */
function withOwnId(container: unknown, podId: string): unknown {
  const own = textOrEmpty(at(container, 'containerID'))
  return isJson(container) ? { ...container, containerID: own.slice(0, -32) + podId } : container
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
