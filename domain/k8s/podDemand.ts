/** What the scheduler weighs of a Pod, small enough to be kept for every Pod of a cluster. */
import { hostPorts } from './hostPorts.ts'
import type { PodDemand, PodSpec } from './objects.ts'
import { podRequests, type RequestsSpec } from './podRequests.ts'
import type { QuantityProblem } from './resourceList.ts'

/** The parts of a Pod's spec that the scheduler weighs here. */
export interface DemandSpec extends RequestsSpec, Pick<PodSpec, 'hostNetwork'> {
  /** What admission makes of priorityClassName. */
  readonly priority?: number
  readonly preemptionPolicy?: string
}

/**
 * The demand of a Pod, or of a template's Pods. A template has no priority and no preemptionPolicy of its own: admission
 * takes both from the PriorityClass.
 * @param field path of `spec`, for problems: quantities that cannot be read, which count as if they were not there
 */
export function podDemand(
  spec: DemandSpec,
  field = 'spec',
): { readonly demand: PodDemand; readonly problems: readonly QuantityProblem[] } {
  const { requests, problems } = podRequests(spec, field)
  const ports = hostPorts(spec)
  const { priority = 0, preemptionPolicy } = spec
  const demand: PodDemand = {
    ...(Object.keys(requests).length === 0 ? {} : { requests }),
    ...(ports.length === 0 ? {} : { hostPorts: ports }),
    ...(priority === 0 ? {} : { priority }),
    ...(preemptionPolicy === 'Never' ? { neverPreempts: true } : {}),
  }
  return { demand, problems }
}
