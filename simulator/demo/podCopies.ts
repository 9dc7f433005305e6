/** Pods of one DaemonSet that are copies of one another, each on a node of its own. */
import { at, isJson, listOf, textOrEmpty, type Json } from '../../domain/decode/readJson.ts'
import { onlyNode } from '../../domain/placement/effectivePod.ts'
import { containersOf } from '../kubelet/containerStatus.ts'
import { fateOf } from '../kubelet/fate.ts'
import { runningPod } from '../kubelet/runningPod.ts'
import { hexOf } from '../nodes/hash.ts'
import type { KubeObject } from '../objects.ts'
import type { DemoNode } from './nodes.ts'

/** A Pod that others are copies of. */
export interface Prototype {
  readonly pod: KubeObject
  readonly containerStatuses: readonly Json[]
}

export const zoneLabel = 'topology.kubernetes.io/zone'

/** A Pod that has run since the given time; undefined where it would not run well on such a node. */
export function prototypeOf(pod: KubeObject, like: DemoNode, since: number): Prototype | undefined {
  const { architecture = 'amd64', labels = {} } = like
  const isFit = containersOf(pod).every(({ image }) => fateOf(pod, image, architecture) === 'well')
  // With an affinity of its own it could not share that of its node's other Pods.
  const others = Object.keys(isJson(pod.spec?.['affinity']) ? pod.spec['affinity'] : {})
  if (!isFit || others.some((key) => key !== 'nodeAffinity')) return undefined
  const { status, metadata, ...unplaced } = pod
  const zone = { [zoneLabel]: labels[zoneLabel] ?? '' }
  const created = {
    ...unplaced,
    metadata: { ...metadata, labels: { ...metadata.labels, ...zone } },
    status: { qosClass: at(status, 'qosClass') },
  }
  const running = runningPod(created, { node: '', hostIP: '', podIP: '', since })
  const containerStatuses = listOf(running.status?.['containerStatuses'], (each) =>
    isJson(each) ? each : undefined,
  )
  return { pod: running, containerStatuses }
}

/** What the Pods of a node have in common. */
export interface Place {
  readonly fields: { readonly nodeName: string; readonly affinity: object }
  readonly hostIP: string
  readonly hostIPs: readonly object[]
  /** The first three parts of its Pods' addresses. */
  readonly network: string
  /** Part of its containers' ids: 24 digits. */
  readonly id: string
}

export function placeOn({ name, internalIP: hostIP = '', podCIDR = '' }: DemoNode): Place {
  const nodeAffinity = { requiredDuringSchedulingIgnoredDuringExecution: onlyNode(name) }
  return {
    fields: { nodeName: name, affinity: { nodeAffinity } },
    hostIP,
    hostIPs: [{ ip: hostIP }],
    network: podCIDR.replace(/\.[^.]*$/, ''),
    id: hexOf(name, 24),
  }
}

/** @param host the last part of its address */
export function copyOf(
  { pod, containerStatuses }: Prototype,
  { fields, hostIP, hostIPs, network, id }: Place,
  { name, host }: { readonly name: string; readonly host: number },
): KubeObject {
  const { metadata, spec, status } = pod
  const isOnHost = spec?.['hostNetwork'] === true
  const podIP = isOnHost ? hostIP : `${network}.${String(host)}`
  const podIPs = isOnHost ? hostIPs : [{ ip: podIP }]
  const ownId = id + hexOf(name, 8)
  return {
    ...pod,
    metadata: { ...metadata, name },
    spec: { ...spec, ...fields },
    status: {
      ...status,
      hostIP,
      hostIPs,
      podIP,
      podIPs,
      containerStatuses: containerStatuses.map((each) => withOwnId(each, ownId)),
    },
  }
}

/** No two containers have the same id: half of it is the Pod's, half the container's. */
function withOwnId(container: Json, podId: string): Json {
  const own = textOrEmpty(container['containerID'])
  return { ...container, containerID: own.slice(0, -32) + podId }
}
