/** Events are forgotten an hour after they were last written (kube-apiserver's --event-ttl, a lease of etcd's). */
import type { ActorWorld } from '../actor.ts'
import { at, textOrEmpty } from '../../domain/decode/readJson.ts'
import { keyOfPath, pathOf, type KubeObject } from '../objects.ts'
import { WorkQueue } from '../workQueue.ts'

const lifetimeMilliseconds = 3_600_000

/** Lets events expire. @returns what stops it */
export function startEventExpiry({ store, registry, clock }: ActorWorld): () => void {
  const queue = new WorkQueue(clock, (path) => {
    const key = keyOfPath(path)
    const event = store.get('events', key)
    if (event === undefined) return
    const left = lastWritten(event) + lifetimeMilliseconds - clock.now()
    if (left > 0) queue.add(path, left)
    else registry.delete('events', key)
  })
  for (const event of store.all('events')) queue.add(pathOf(event))
  const unsubscribe = store.subscribe('events', ({ type, object }) => {
    if (type === 'ADDED') queue.add(pathOf(object), lifetimeMilliseconds)
  })
  return () => {
    unsubscribe()
    queue.stop()
  }
}

/** By what it says of itself; who writes an event anew says so. */
function lastWritten(event: KubeObject): number {
  const series = at(event['series'], 'lastObservedTime')
  const times = [event.metadata.creationTimestamp, event['lastTimestamp'], series]
  return Math.max(...times.map((time) => Date.parse(textOrEmpty(time)) || 0))
}
