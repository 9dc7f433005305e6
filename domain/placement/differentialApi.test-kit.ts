/** What a real control plane has, for the differential test. */
import { at, listAt, textAt } from '../../cluster/json.ts'
import { projectControllerRevision, projectDaemonSet, projectNode } from '../decode/jsonObjects.ts'
import { projectPod } from '../decode/jsonPod.ts'
import { ClusterModel } from '../grid/clusterModel.ts'
import { decodeNodeFacts } from './decodePlacement.ts'
import {
  expectedSystemTaints,
  isSystemTaint,
  namespace,
  type PlannedNode,
} from './differentialPlan.test-kit.ts'
import type { NodeFacts } from './verdict.ts'

export const daemonSetsPath = `/apis/apps/v1/namespaces/${namespace}/daemonsets`
const revisionsPath = `/apis/apps/v1/namespaces/${namespace}/controllerrevisions`
const podsPath = `/api/v1/namespaces/${namespace}/pods`

/** The API server as an administrator, and time. */
export interface Api {
  readonly ask: (
    method: string,
    path: string,
    body?: unknown,
    contentType?: string,
  ) => Promise<unknown>
  readonly pause: (milliseconds: number) => Promise<void>
  readonly now: () => number
}

/** How much a differential test compares. */
export interface Extent {
  readonly pairs: number
  readonly seed: number
  /** Told after each round: a test that waits for something shall be known from one that works. */
  readonly tell: (line: string) => void
}

/** For as long the controller, or an answer, is waited for, in milliseconds. */
export const patience = 60_000

/** Pods by `DAEMONSET/NODE`, as they are now. */
export interface Observed {
  readonly nodes: readonly NodeFacts[]
  readonly pods: ReadonlyMap<string, number>
  /** All of it as the grid has it. */
  readonly model: ClusterModel
}

export async function observe(api: Api): Promise<Observed> {
  const [nodeList, podList, daemonSetList, revisionList] = await Promise.all(
    ['/api/v1/nodes', podsPath, daemonSetsPath, revisionsPath].map((path) =>
      api.ask('GET', `${path}?resourceVersion=0`),
    ),
  )
  const model = new ClusterModel()
  model.replaceNodes(listAt(nodeList, 'items').map((each) => projectNode(each).object))
  model.replaceDaemonSets(
    listAt(daemonSetList, 'items').map((each) => projectDaemonSet(each).object),
  )
  model.replaceControllerRevisions(
    listAt(revisionList, 'items').map((each) => projectControllerRevision(each).object),
  )
  model.replacePods(listAt(podList, 'items').map((each) => projectPod(each).object))
  const keys = Map.groupBy(listAt(podList, 'items'), keyOfPod)
  return {
    model,
    nodes: listAt(nodeList, 'items').map(factsOf),
    pods: new Map([...keys].map(([key, pods]) => [key, pods.length])),
  }
}

function keyOfPod(pod: unknown): string {
  const owner = textAt(listAt(pod, 'metadata', 'ownerReferences')[0], 'name')
  return `${owner}/${textAt(pod, 'spec', 'nodeName') || targetOf(pod)}`
}

function targetOf(pod: unknown): string {
  const required = at(
    pod,
    'spec',
    'affinity',
    'nodeAffinity',
    'requiredDuringSchedulingIgnoredDuringExecution',
  )
  const [field] = listAt(listAt(required, 'nodeSelectorTerms')[0], 'matchFields')
  return String(listAt(field, 'values')[0])
}

export async function readNodes(api: Api): Promise<readonly NodeFacts[]> {
  const list = await api.ask('GET', '/api/v1/nodes?resourceVersion=0')
  return listAt(list, 'items').map(factsOf)
}

function factsOf(node: unknown): NodeFacts {
  const decoded = decodeNodeFacts(node)
  if ('error' in decoded) throw new Error(decoded.error)
  return decoded.facts
}

/** Waits until something is so; throws when it takes too long. */
export async function until(api: Api, what: string, isSo: () => Promise<boolean>): Promise<void> {
  const deadline = api.now() + patience
  while (!(await isSo())) {
    if (api.now() > deadline) throw new Error(`waited in vain for ${what}`)
    await api.pause(200)
  }
}

const concurrency = 16

/** One task for each item, several at the same time. */
export async function atOnce<T>(
  items: readonly T[],
  task: (item: T, index: number) => Promise<unknown>,
): Promise<void> {
  const queue = items.entries()
  const work = async (): Promise<void> => {
    for (const [index, item] of queue) await task(item, index)
  }
  await Promise.all(Array.from({ length: concurrency }, work))
}

/** A new node is tainted by its admission first, and the node lifecycle controller adds and removes some. */
export async function untilTainted(api: Api, planned: readonly PlannedNode[]): Promise<void> {
  const expected = new Map(planned.map((node) => [node.name, expectedSystemTaints(node).join()]))
  await until(api, 'the taints of all nodes', async () => {
    const nodes = await readNodes(api)
    return nodes.every(({ name, taints }) => {
      const system = taints.filter((taint) => taint.effect === 'NoSchedule' && isSystemTaint(taint))
      return (
        system
          .map(({ key }) => key)
          .sort()
          .join() === expected.get(name)
      )
    })
  })
}

/** Takes away all DaemonSets and Pods of the test, and all nodes. */
export async function clear(api: Api): Promise<void> {
  await api.ask('DELETE', `${daemonSetsPath}?propagationPolicy=Background`)
  await until(
    api,
    'the DaemonSets to go',
    async () => listAt(await api.ask('GET', daemonSetsPath), 'items').length === 0,
  )
  await api.ask('DELETE', `${podsPath}?gracePeriodSeconds=0`)
  await api.ask('DELETE', '/api/v1/nodes')
  await until(
    api,
    'the Pods to go',
    async () => listAt(await api.ask('GET', podsPath), 'items').length === 0,
  )
}
