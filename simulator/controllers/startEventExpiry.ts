/** Events are forgotten an hour after they were last written (kube-apiserver's --event-ttl, a lease of etcd's). */
import { at, textOrEmpty } from '../../domain/decode/readJson.ts'
import type { Clock } from '../clock.ts'
import type { Registry } from '../registry/registry.ts'
import type { Store } from '../store/store.ts'
import type { KubeObject } from '../objects.ts'
import { WorkQueue } from '../workQueue.ts'

export interface EventExpiryWorld {
  readonly store: Store
  readonly registry: Registry
  readonly clock: Clock
}

const lifetimeMilliseconds = 3_600_000

/** Lets events expire. @returns what stops it */
export function startEventExpiry({ store, registry, clock }: EventExpiryWorld): () => void {
  const queue = new WorkQueue(clock, (path) => {
    const [namespace = '', name = ''] = path.split('/')
    const event = store.get('events', { namespace, name })
    if (event === undefined) return
    const left = lastWritten(event) + lifetimeMilliseconds - clock.now()
    if (left > 0) queue.add(path, left)
    else registry.delete('events', { namespace, name })
  })
  const enqueue = ({ metadata }: KubeObject, delay: number): void =>
    queue.add(`${metadata.namespace}/${metadata.name}`, delay)
  for (const event of store.all('events')) enqueue(event, 0)
  const unsubscribe = store.subscribe('events', ({ type, object }) => {
    if (type === 'ADDED') enqueue(object, lifetimeMilliseconds)
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
