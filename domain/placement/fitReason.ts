/** Why a Pod that the controller makes would not run at once: the scheduler's reasons, then the kubelet's. */
import type { HostPort, Node, PodDemand } from '../k8s/objects.ts'
import { fit, type NodeRoom, type PlacedPod, type Shortage } from './fit.ts'
import { preemption, type Preemption } from './preemption.ts'
import { pressureWarnings, type PressureWarning } from './pressure.ts'

export type PodName = Pick<PlacedPod, 'namespace' | 'name'>

/** A Shortage, of the other Pod its name alone. */
export type ShortageFacts =
  | Exclude<Shortage, { kind: 'hostPort' }>
  | { readonly kind: 'hostPort'; readonly port: HostPort; readonly pod: PodName }

/** Whether the scheduler makes room by removing Pods of lower priority, or why not. */
export type PreemptionAnswer = 'helps' | Extract<Preemption, { helps: false }>['why']

export type FitReason =
  | {
      readonly kind: 'shortage'
      readonly shortage: ShortageFacts
      readonly preemption: PreemptionAnswer
    }
  /** It runs as soon as these are gone, which the scheduler removes for it. */
  | { readonly kind: 'preempts'; readonly victims: readonly PodName[] }
  /** The kubelet rejects it, again and again, while the pressure lasts. */
  | { readonly kind: 'pressure'; readonly type: PressureWarning['type'] }

/** Why a Pod would not run on a node at once; empty where it would. */
export function fitReasons(demand: PodDemand, room: NodeRoom, node: Node): readonly FitReason[] {
  const result = fit(demand, room)
  const rejecting = rejections(node, demand.priority)
  if (result.fits) return rejecting
  const rest = preemption(demand, room)
  const answer = rest.helps ? 'helps' : rest.why
  const short = result.shortages.map((each): FitReason => ({
    kind: 'shortage',
    shortage: factsOf(each),
    preemption: answer,
  }))
  const first: readonly FitReason[] = rest.helps
    ? [{ kind: 'preempts', victims: rest.victims.map(nameOf) }]
    : []
  return [...first, ...short, ...rejecting]
}

function rejections(node: Node, priority: number | undefined): readonly FitReason[] {
  return pressureWarnings(node, priority).flatMap(({ type, effect }) =>
    effect === 'rejects' ? [{ kind: 'pressure', type } as const] : [],
  )
}

/** A shortage as it is told. */
function factsOf(shortage: Shortage): ShortageFacts {
  if (shortage.kind !== 'hostPort') return shortage
  const { kind, port, pod } = shortage
  return { kind, port, pod: nameOf(pod) }
}

function nameOf({ namespace, name }: PlacedPod): PodName {
  return { namespace, name }
}
