/** What the differential test of rollouts sees of a real control plane, and does to it as kubelet and as user. */
import { listAt } from '../../cluster/json.ts'
import type { ControllerRevision, DaemonSet, Node, Pod } from '../k8s/objects.ts'
import { atOnce, type Api } from '../placement/differentialApi.test-kit.ts'
import { namespace } from './rolloutDifferentialPlan.test-kit.ts'

export const daemonSetsPath = `/apis/apps/v1/namespaces/${namespace}/daemonsets`
const podsPath = `/api/v1/namespaces/${namespace}/pods`
const revisionsPath = `/apis/apps/v1/namespaces/${namespace}/controllerrevisions`

/** The server's decoders of JSON. */
export interface Decode {
  readonly pod: (value: unknown) => Pod
  readonly node: (value: unknown) => Node
  readonly daemonSet: (value: unknown) => DaemonSet
  readonly revision: (value: unknown) => ControllerRevision
}

/** What there is at an instant; Pods by the uid of their owner. */
export interface Look {
  readonly daemonSets: ReadonlyMap<string, DaemonSet>
  readonly pods: ReadonlyMap<string, readonly Pod[]>
  readonly revisions: readonly ControllerRevision[]
}

/** Looks are this far apart, in milliseconds. */
const interval = 250

/** The next look, the same for all who wait for it. */
export function sharedLooks(api: Api, decode: Decode): () => Promise<Look> {
  let upcoming: Promise<Look> | undefined
  const start = async (): Promise<Look> => {
    await api.pause(interval)
    upcoming = undefined
    return look(api, decode)
  }
  return () => (upcoming ??= start())
}

async function look(api: Api, decode: Decode): Promise<Look> {
  const [daemonSets, pods, revisions] = await Promise.all(
    [daemonSetsPath, podsPath, revisionsPath].map(async (path) =>
      listAt(await api.ask('GET', `${path}?resourceVersion=0`), 'items'),
    ),
  )
  return {
    daemonSets: new Map(
      daemonSets?.map(decode.daemonSet).map((each) => [each.metadata.name, each] as const),
    ),
    pods: Map.groupBy(pods?.map(decode.pod) ?? [], ({ owner }) => owner?.uid ?? ''),
    revisions: revisions?.map(decode.revision) ?? [],
  }
}

/** Something that happens to a Pod, and the Pod afterwards: none where it is gone. */
export interface PodAction {
  readonly pod: Pod
  readonly kind: 'finish' | 'delete' | 'become'
  readonly after: Pod | undefined
}

/** The kubelet, or the garbage collector in its place, is done with a Pod that is being deleted. */
export function finish(pod: Pod): PodAction {
  return { pod, kind: 'finish', after: undefined }
}

/** Someone deletes it. */
export function deleteByHand(pod: Pod, now: number): PodAction {
  const isKept = pod.node !== undefined && pod.phase !== 'Failed'
  return { pod, kind: 'delete', after: isKept ? { ...pod, deleted: now } : undefined }
}

export function becomeReady(pod: Pod, since: number): PodAction {
  const { trouble: _, ...rest } = pod
  return become(pod, { ...rest, phase: 'Running', ready: true, readySince: since })
}

export function becomeUnready(pod: Pod, now: number): PodAction {
  return become(pod, { ...pod, ready: false, readySince: now })
}

export function becomeFailed(pod: Pod, now: number): PodAction {
  return become(pod, { ...pod, phase: 'Failed', ready: false, readySince: now })
}

export function becomeCrashing(pod: Pod, now: number): PodAction {
  const trouble = [{ container: 'main', reason: 'CrashLoopBackOff' }]
  return become(pod, { ...pod, phase: 'Running', ready: false, readySince: now, trouble })
}

function become(pod: Pod, after: Pod): PodAction {
  return { pod, kind: 'become', after }
}

/** The Pods after something has happened to some of them. */
export function after(pods: readonly Pod[], actions: readonly PodAction[]): readonly Pod[] {
  const changed = new Map(actions.map((action) => [action.pod.name, action]))
  return pods.flatMap((pod) => {
    const action = changed.get(pod.name)
    if (action === undefined) return [pod]
    return action.after === undefined ? [] : [action.after]
  })
}

/** Does all of them. */
export async function act(api: Api, actions: readonly PodAction[]): Promise<void> {
  await atOnce(actions, ({ pod, kind, after }) => {
    const path = `${podsPath}/${pod.name}`
    if (kind === 'finish') return api.ask('DELETE', `${path}?gracePeriodSeconds=0`)
    if (kind === 'delete' || after === undefined) return api.ask('DELETE', path)
    return api.ask('PATCH', `${path}/status`, { status: statusOf(after) })
  })
}

function statusOf({ phase, ready, readySince = 0, trouble = [] }: Pod): unknown {
  const lastTransitionTime = new Date(readySince * 1000).toISOString()
  return {
    phase,
    conditions: [
      { type: 'PodScheduled', status: 'True', lastTransitionTime },
      { type: 'Ready', status: ready ? 'True' : 'False', lastTransitionTime },
    ],
    containerStatuses: trouble.map(({ container, reason }) => ({
      name: container,
      image: '',
      imageID: '',
      ready: false,
      restartCount: 1,
      state: { waiting: { reason } },
    })),
  }
}
