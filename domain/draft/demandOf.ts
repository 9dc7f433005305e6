import type { PodDemand } from '../k8s/objects.ts'
import { podDemand } from '../k8s/podDemand.ts'
import type { Draft } from './draft.ts'
import { containerOf } from './manifest.ts'

/** A PriorityClass, as far as it decides what its Pods may do. */
export interface Priority {
  readonly value: number
  readonly preemptionPolicy: string
}

/**
 * What the scheduler will weigh of each Pod of the draft. What is typed in half counts as if it were not there.
 * @param priority of the draft's PriorityClass, or the cluster's default; undefined: none, or not known
 */
export function demandOf(draft: Draft, priority: Priority | undefined): PodDemand {
  const { value, preemptionPolicy } = priority ?? { value: 0, preemptionPolicy: '' }
  return podDemand({ containers: [containerOf(draft)], priority: value, preemptionPolicy }).demand
}
