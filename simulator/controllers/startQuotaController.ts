/** Counts what namespaces use of their quotas (pkg/controller/resourcequota/resource_quota_controller.go). */
import { every } from '../clock.ts'
import { stopAll, type ActorWorld } from '../actor.ts'
import { at, texts } from '../../domain/decode/readJson.ts'
import { addQuantities, printQuantity, type Quantity } from '../../domain/k8s/quantity.ts'
import { isInScope } from '../admission/quotaScope.ts'
import { quotaUsage } from '../admission/quotaUsage.ts'
import { keyOf, keyOfPath, pathOf, type KubeObject } from '../objects.ts'
import { hasEnded } from '../nodes/readPod.ts'
import { type Resource, resources } from '../registry/resources.ts'
import { isSame, type Store, type StoreEvent } from '../store/store.ts'
import { WorkQueue } from '../workQueue.ts'

/** What goes away in that time is counted once. */
const pauseMilliseconds = 200
/** All quotas are counted anew in this time (resource-quota-sync-period). */
const resyncMilliseconds = 300_000

const counted = resources.filter(
  ({ namespaced, viewOf, plural }) => namespaced && viewOf === undefined && plural !== 'events',
)

/**
 * Runs the controller. What is created is counted at its admission; here what is new is the quota itself, and what goes.
 * @returns what stops it
 */
export function startQuotaController(world: ActorWorld): () => void {
  const { store, clock } = world
  const queue = new WorkQueue(clock, (path) => syncQuota(world, path), { pause: pauseMilliseconds })
  const enqueue = (quota: KubeObject): void => queue.add(pathOf(quota))
  const resync = (): void => {
    for (const quota of store.all('resourcequotas')) enqueue(quota)
  }
  resync()
  return stopAll([
    store.subscribe('resourcequotas', ({ type, object, before }) => {
      if (type === 'DELETED') queue.remove(pathOf(object))
      else if (!isSame(before?.spec, object.spec)) enqueue(object)
    }),
    ...counted.map(({ plural }) =>
      store.subscribe(plural, (event) => {
        if (!frees(plural, event)) return
        const { namespace = '' } = event.object.metadata
        for (const quota of store.all('resourcequotas', namespace)) enqueue(quota)
      }),
    ),
    every(clock, () => resyncMilliseconds, resync),
    () => queue.stop(),
  ])
}

/** It has gone, or is a Pod that has ended: Pods that have ended use nothing but their place. */
function frees(plural: string, { type, object, before }: StoreEvent): boolean {
  if (type === 'DELETED') return true
  return plural === 'pods' && before !== undefined && hasEnded(object) && !hasEnded(before)
}

function syncQuota({ store, registry }: ActorWorld, path: string): void {
  const quota = store.get('resourcequotas', keyOfPath(path))
  if (quota === undefined) return
  const hard = texts(at(quota.spec, 'hard')) ?? {}
  const status = { hard, used: usedOf(store, quota, Object.keys(hard)) }
  if (!isSame(quota.status, status)) {
    registry.updateStatus('resourcequotas', keyOf(quota), { ...quota, status })
  }
}

const zero: Quantity = { unscaled: 0n, scale: 0, format: 'DecimalSI' }

function usedOf(
  store: Store,
  quota: KubeObject,
  names: readonly string[],
): Readonly<Record<string, string>> {
  const used = new Map(names.map((name) => [name, zero] as const))
  for (const resource of counted) {
    if (!isAbout(resource, names)) continue
    for (const object of store.all(resource.plural, quota.metadata.namespace)) {
      if (!isInScope(quota, { object })) continue
      for (const [name, amount] of quotaUsage(resource, object)) {
        const before = used.get(name)
        if (before !== undefined) used.set(name, addQuantities(before, amount))
      }
    }
  }
  return Object.fromEntries([...used].map(([name, amount]) => [name, printQuantity(amount)]))
}

/** Does a quota with these names count objects of the resource? Pods are what most names are about. */
function isAbout(resource: Resource, names: readonly string[]): boolean {
  const usage = quotaUsage(resource, {})
  return resource.plural === 'pods' || names.some((name) => usage.has(name))
}
