/** A Pod as its kubelet leaves it once it runs: for large clusters, which begin with Pods that have run for a while. */
import type { KubeObject } from '../objects.ts'
import { timeText } from '../store/store.ts'
import {
  containersOf,
  notStarted,
  running,
  terminated,
  type ContainerSpec,
  type ContainerStatus,
} from './containerStatus.ts'
import { podStatus } from './podStatus.ts'

export interface RunningOn {
  readonly node: string
  readonly hostIP: string
  /** Of no meaning for a Pod on the node's own network. */
  readonly podIP: string
  /** Milliseconds since the epoch. */
  readonly since: number
}

/**
 * Binds a Pod and lets all be well with it.
 * @param pod as the registry creates it, such as for a dry run
 */
export function runningPod(pod: KubeObject, { node, hostIP, podIP, since }: RunningOn): KubeObject {
  const now = timeText(since)
  const scheduled = { type: 'PodScheduled', status: 'True', lastTransitionTime: now }
  const bound = {
    ...pod,
    spec: { ...pod.spec, nodeName: node },
    status: { ...pod.status, conditions: [scheduled] },
  }
  const containers = containersOf(pod).map((spec) => ({
    spec,
    status: statusOf(spec, pod.metadata.uid, now),
  }))
  const ownIP = pod.spec?.['hostNetwork'] === true ? hostIP : podIP
  return { ...bound, status: podStatus(bound, containers, { hostIP, podIP: ownIP }, now) }
}

function statusOf(spec: ContainerSpec, uid: string, now: string): ContainerStatus {
  const runs = running(notStarted(spec, ''), uid, now, true)
  return spec.kind === 'init' ? { ...terminated(runs, 0, now), ready: true } : runs
}
