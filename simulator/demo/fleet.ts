/**
 * The many further nodes of a large demo. Making every Pod of 5,000 nodes as controller, scheduler and kubelet do takes
 * minutes: where a DaemonSet has a Pod that runs well on a node of the same pool, its further Pods are copies of that.
 * All others are left to the controllers, which also find the copies as they would have made them.
 */
import type { NodeFacts } from '../../domain/placement/verdict.ts'
import { shouldRunBit } from '../../domain/placement/placementVerdict.ts'
import { bitsOn, SubjectReader } from '../controllers/daemonset/subject.ts'
import { reportedConditions } from '../kubelet/nodeReport.ts'
import { isReady } from '../nodes/conditions.ts'
import { conditionTaints, taintsOf, withTaints } from '../nodes/conditionTaints.ts'
import { createNode } from '../nodes/createNode.ts'
import { nodeTable } from '../nodes/nodeTable.ts'
import { isBeingDeleted, nodeNameOf } from '../nodes/readPod.ts'
import type { KubeObject } from '../objects.ts'
import { timeText, type Store } from '../store/store.ts'
import { generateName } from '../registry/generateName.ts'
import type { DemoNode, DemoNodes } from './nodes.ts'
import { copyOf, placeOn, type Prototype, prototypeOf, zoneLabel } from './podCopies.ts'
import type { Stage } from './stage.ts'

/** A DaemonSet, as it is on further nodes. */
interface Pattern {
  readonly wants: (node: NodeFacts) => boolean
  /** What its Pods on nodes like this one are copies of; undefined where there is none that runs well. */
  readonly prototypeFor: (node: DemoNode) => Prototype | undefined
}

/** Adds the nodes that the cluster does not have yet, and their Pods. */
export function enlarge(stage: Stage, nodes: DemoNodes): void {
  const { store, random } = stage.cluster
  const patterns = patternsOf(stage, nodes)
  const table = nodeTable(store)
  for (const node of nodes.all) {
    if (stage.node(node.name) !== undefined) continue
    store.add('nodes', readyNode(stage, node))
    const facts = table.get(node.name)?.facts
    if (facts === undefined) continue
    const place = placeOn(node)
    patterns.forEach(({ wants, prototypeFor }, index) => {
      const prototype = wants(facts) ? prototypeFor(node) : undefined
      if (prototype === undefined) return
      const name = freeName(store, prototype.pod, random)
      store.add('pods', copyOf(prototype, place, { name, host: index + 2 }))
    })
  }
}

/** A node as its kubelet and the node controller would leave it after some writes. */
function readyNode({ cluster: { registry, clock } }: Stage, node: DemoNode): KubeObject {
  const now = timeText(clock.now())
  const created = createNode(registry, node, { dryRun: true })
  const conditions = reportedConditions(created, now)
  const ready = { ...created, status: { ...created.status, conditions } }
  return withTaints(ready, conditionTaints(ready, taintsOf(ready), false, now))
}

function freeName(store: Store, { metadata }: KubeObject, random: () => number): string {
  const { namespace = '', generateName: prefix = '' } = metadata
  for (;;) {
    const name = generateName(prefix, random)
    if (store.get('pods', { namespace, name }) === undefined) return name
  }
}

function patternsOf({ cluster }: Stage, nodes: DemoNodes): readonly Pattern[] {
  const { store, clock } = cluster
  const poolOf = new Map(nodes.all.map(({ name, pool }) => [name, pool]))
  const subjects = new SubjectReader({ store, flavour: 'openshift' })
  const samples = new Map<string, KubeObject>()
  for (const pod of store.all('pods')) {
    const [owner] = pod.metadata.ownerReferences ?? []
    if (runsWell(pod)) samples.set(`${owner?.uid} ${poolOf.get(nodeNameOf(pod))}`, pod)
  }
  return store.list('daemonsets').map((daemonSet) => {
    const subject = subjects.read(daemonSet)
    const known = new Map<string, Prototype | undefined>()
    return {
      wants: (node) => (bitsOn(subject, node) & shouldRunBit) !== 0,
      prototypeFor: (node) => {
        const { pool, architecture, labels } = node
        const kind = `${pool} ${architecture} ${labels?.[zoneLabel]}`
        if (!known.has(kind)) {
          const sample = samples.get(`${daemonSet.metadata.uid} ${pool}`)
          known.set(kind, sample && prototypeOf(sample, node, clock.now()))
        }
        return known.get(kind)
      },
    }
  })
}

function runsWell(pod: KubeObject): boolean {
  return !isBeingDeleted(pod) && isReady(pod)
}
