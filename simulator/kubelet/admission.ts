/** Does a kubelet take a Pod that is bound to its node (pkg/kubelet/lifecycle/predicate.go, eviction/eviction_manager.go)? */
import { at } from '../../domain/decode/readJson.ts'
import type { HostPort } from '../../domain/k8s/objects.ts'
import { pressures } from '../../domain/k8s/nodes.ts'
import { isTolerated } from '../../domain/k8s/taints.ts'
import { compilePlacement } from '../../domain/placement/compilePlacement.ts'
import { fit, nodeRoom, type NodeRoom, type Shortage } from '../../domain/placement/fit.ts'
import { shouldRunBit, verdictBits } from '../../domain/placement/placementVerdict.ts'
import { portsConflict } from '../../domain/k8s/hostPorts.ts'
import { pathOf, type KubeObject } from '../objects.ts'
import type { NodeEntry } from '../nodes/nodeTable.ts'
import { placementOf } from '../nodes/readPod.ts'

export interface Refusal {
  readonly reason: string
  readonly message: string
}

/** Why it does not; undefined where it does. The kubelet's own preemption for critical Pods is left out. */
export function refusal(pod: KubeObject, entry: NodeEntry): Refusal | undefined {
  const pressure = underPressure(pod, entry)
  if (pressure !== undefined) return pressure
  const placement = placementOf(pod)
  const shortages = hasRoomForAll(pod, entry) ? [] : shortagesOf(pod, entry)
  const lacking = shortages.find((each) => each.kind !== 'hostPort')
  if (lacking !== undefined) return outOf(lacking)
  const untainted = { ...entry.facts, taints: [] }
  if ((verdictBits(compilePlacement(placement), untainted) & shouldRunBit) === 0)
    return failed('NodeAffinity', "node(s) didn't match Pod's node affinity/selector")
  if (shortages.length > 0)
    return failed('NodePorts', "node(s) didn't have free ports for the requested pod ports")
  const isUntolerated = entry.facts.taints.some(
    (taint) => taint.effect === 'NoExecute' && !isTolerated(placement.tolerations ?? [], taint),
  )
  if (!isUntolerated) return undefined
  return failed('TaintToleration', "node(s) had taints that the pod didn't tolerate")
}

function failed(predicate: string, why: string): Refusal {
  return { reason: predicate, message: `Predicate ${predicate} failed: ${why}` }
}

const critical = 2_000_000_000

function underPressure(pod: KubeObject, { node }: NodeEntry): Refusal | undefined {
  const types = pressures(node)
    .map(({ type }) => type)
    .filter((type) => type !== 'NetworkUnavailable')
  if (types.length === 0 || Number(at(pod.spec, 'priority') ?? 0) >= critical) return undefined
  if (types.every((type) => type === 'MemoryPressure') && staysUnderMemoryPressure(pod))
    return undefined
  return { reason: 'Evicted', message: `The node had condition: [${types.join(' ')}]. ` }
}

const memoryPressure = { key: 'node.kubernetes.io/memory-pressure', effect: 'NoSchedule' }

function staysUnderMemoryPressure(pod: KubeObject): boolean {
  if (at(pod.status, 'qosClass') !== 'BestEffort') return true
  return isTolerated(placementOf(pod).tolerations ?? [], memoryPressure)
}

/** Most nodes have room for all that is bound to them, and then nothing has to be summed. */
function hasRoomForAll(pod: KubeObject, { room, placed }: NodeEntry): boolean {
  for (const [name, used] of room.used) {
    if (used > (room.allocatable.get(name) ?? (isExtended(name) ? used : 0))) return false
  }
  const ports = placed(pathOf(pod))?.demand?.hostPorts
  if (ports !== undefined && takers(ports, room) > 1) return false
  return room.pods.length <= (room.allocatable.get('pods') ?? 0)
}

/** How many of the Pods take one of these ports. */
function takers(ports: readonly HostPort[], { pods }: NodeRoom): number {
  return pods.filter(({ demand }) =>
    demand?.hostPorts?.some((taken) => ports.some((port) => portsConflict(taken, port))),
  ).length
}

/** Only Pods that it has taken already count. Extended resources that the node does not have are left to others. */
function shortagesOf(pod: KubeObject, entry: NodeEntry): readonly Shortage[] {
  const own = entry.placed(pathOf(pod))
  const others = [...entry.pods].flatMap(([path, each]) => {
    const placed = entry.placed(path)
    const isTaken = at(each.status, 'startTime') !== undefined
    return placed === undefined || placed === own || !isTaken ? [] : [placed]
  })
  const room = nodeRoom(entry.node, others)
  const fits = fit(own?.demand ?? {}, room)
  if (fits.fits) return []
  return fits.shortages.filter(
    (each) => each.kind !== 'resource' || !isMissing(each.resource, room),
  )
}

function isMissing(resource: string, { allocatable }: NodeRoom): boolean {
  return isExtended(resource) && !allocatable.has(resource)
}

function isExtended(resource: string): boolean {
  return resource.includes('/')
}

/** InsufficientResourceError */
function outOf(shortage: Exclude<Shortage, { readonly kind: 'hostPort' }>): Refusal {
  const { allocatable } = shortage
  const [resource, requested, used] =
    shortage.kind === 'pods'
      ? ['pods', 1, shortage.present]
      : [shortage.resource, shortage.requested, allocatable - shortage.free]
  const message = `Node didn't have enough resource: ${resource}, requested: ${requested}, used: ${used}, capacity: ${allocatable}`
  return { reason: `OutOf${resource}`, message }
}
