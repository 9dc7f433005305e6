import type { ClusterModel } from '../../../domain/grid/clusterModel.ts'
import type { DaemonSetEntry } from '../../../domain/grid/daemonSetEntry.ts'
import type { NodeEntry } from '../../../domain/grid/nodeEntry.ts'
import type { Pod, PodDemand } from '../../../domain/k8s/objects.ts'
import { fitReasons } from '../../../domain/placement/fitReason.ts'
import { criticalPriority, pressureWarnings } from '../../../domain/placement/pressure.ts'
import type { CellView } from '../views.ts'

/** What a cell's Pod lacks on its node, and what awaits it there. */
export function cellRoom(
  model: ClusterModel,
  { reading: { node } }: NodeEntry,
  daemonSet: DaemonSetEntry,
  isWanted: boolean,
): Pick<CellView, 'shortages' | 'pressure'> {
  const pods = model.podsOwnedBy(daemonSet)
  const waiting = pods.find((pod) => isWaitingFor(pod, node.metadata.name))
  const demand = model.rooms.demands.of(waiting?.demand ?? pods[0]?.demand)
  return {
    shortages: waiting === undefined ? [] : shortagesOf(model, node, demand, waiting.uid),
    pressure: isWanted ? pressureWarnings(node, priorityOf(daemonSet, demand)) : [],
  }
}

function isWaitingFor({ node, target, deleted }: Pod, name: string): boolean {
  return node === undefined && target === name && deleted === undefined
}

function shortagesOf(
  { rooms }: ClusterModel,
  node: NodeEntry['reading']['node'],
  demand: PodDemand,
  uid: string,
): CellView['shortages'] {
  const room = rooms.of(node, { priority: demand.priority ?? 0, uid })
  return fitReasons(demand, room, node).filter(({ kind }) => kind !== 'pressure')
}

/** Before there is a Pod only the names of Kubernetes' own classes tell (pkg/apis/scheduling/types.go). */
function priorityOf({ reading }: DaemonSetEntry, demand: PodDemand): number {
  const { priorityClassName = '' } = reading.daemonSet.spec.template.spec
  const isSystem = /^system-(node|cluster)-critical$/.test(priorityClassName)
  return demand.priority ?? (isSystem ? criticalPriority : 0)
}
