/** Every namespace has a service account `default` (pkg/controller/serviceaccount/serviceaccounts_controller.go). */
import { stopAll, type ActorWorld } from '../actor.ts'
import { WorkQueue } from '../workQueue.ts'

const account = 'default'

/** Runs the controller. @returns what stops it */
export function startServiceAccountController({ store, registry, clock }: ActorWorld): () => void {
  const queue = new WorkQueue(clock, (namespace) => {
    const found = store.get('namespaces', { namespace: '', name: namespace })
    const isThere = store.get('serviceaccounts', { namespace, name: account }) !== undefined
    if (found === undefined || found.metadata.deletionTimestamp !== undefined || isThere) return
    registry.create('serviceaccounts', namespace, { metadata: { name: account } })
  })
  for (const { metadata } of store.all('namespaces')) queue.add(metadata.name)
  return stopAll([
    store.subscribe('namespaces', ({ type, object }) => {
      if (type !== 'DELETED') queue.add(object.metadata.name)
    }),
    store.subscribe('serviceaccounts', ({ type, object }) => {
      if (type === 'DELETED') queue.add(object.metadata.namespace ?? '')
    }),
    () => queue.stop(),
  ])
}
