/** Short words for tests of fit and preemption. */
import type { Node, PodDemand } from '../k8s/objects.ts'
import { nodeRoom, type NodeRoom, type PlacedPod } from './fit.ts'

export function placed(name: string, demand?: PodDemand, more: Partial<PlacedPod> = {}): PlacedPod {
  return {
    namespace: 'team',
    name,
    phase: 'Running',
    ...(demand === undefined ? {} : { demand }),
    ...more,
  }
}

/** A node's room; it takes many Pods unless `allocatable` says how many. */
export function room(
  allocatable: Readonly<Record<string, string>>,
  ...pods: readonly PlacedPod[]
): NodeRoom {
  const node: Node = {
    metadata: { name: 'node-1', uid: 'u' },
    spec: {},
    status: { allocatable: { pods: '110', ...allocatable } },
  }
  return nodeRoom(node, pods)
}
