/** All controllers of nodes. */
import { stopAll } from '../actor.ts'
import { startNodeLifecycle, type NodeLifecycleWorld } from './startNodeLifecycle.ts'
import { startPodGarbageCollector } from './startPodGarbageCollector.ts'
import { startTaintEviction } from './startTaintEviction.ts'

/** Starts them: node lifecycle, taint eviction and Pod garbage collection. @returns what stops them */
export function startNodeControllers(world: NodeLifecycleWorld): () => void {
  return stopAll([
    startNodeLifecycle(world),
    startTaintEviction(world),
    startPodGarbageCollector(world),
  ])
}
