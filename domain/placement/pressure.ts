/** Nodes under pressure: every daemon Pod tolerates the taints, but the kubelet does not take every Pod. */
import { pressures } from '../k8s/nodes.ts'
import type { Node } from '../k8s/objects.ts'

export interface PressureWarning {
  readonly type: 'MemoryPressure' | 'DiskPressure' | 'PIDPressure'
  /**
   * rejects: a new Pod becomes Failed with reason Evicted, is deleted and created again, for as long as the pressure
   * lasts. mayEvict: a new Pod is taken, but the kubelet may evict it to free memory.
   */
  readonly effect: 'rejects' | 'mayEvict'
}

/** From this priority on the kubelet neither rejects nor evicts (scheduling.SystemCriticalPriority). */
export const criticalPriority = 2_000_000_000

/**
 * What a node's pressure does to a daemon Pod of a priority (pkg/kubelet/eviction/eviction_manager.go, Admit and
 * evictPod). Under memory pressure alone only Pods that do not tolerate it are rejected, and daemon Pods do. It goes
 * by the conditions, which are the kubelet's own; the taints follow from them.
 */
export function pressureWarnings(node: Node, priority = 0): readonly PressureWarning[] {
  if (priority >= criticalPriority) return []
  return pressures(node).flatMap(({ type }) => {
    if (type === 'NetworkUnavailable') return []
    return [{ type, effect: type === 'MemoryPressure' ? 'mayEvict' : 'rejects' }]
  })
}
