/** All controllers of nodes. */
import { startNodeLifecycle, type NodeLifecycleWorld } from './startNodeLifecycle.ts'
import { startPodGarbageCollector } from './startPodGarbageCollector.ts'
import { startTaintEviction } from './startTaintEviction.ts'

/** Starts them: node lifecycle, taint eviction and Pod garbage collection. @returns what stops them */
export function startNodeControllers(world: NodeLifecycleWorld): () => void {
  const stops = [
    startNodeLifecycle(world),
    startTaintEviction(world),
    startPodGarbageCollector(world),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
