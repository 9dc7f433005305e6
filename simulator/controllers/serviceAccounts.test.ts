import { describe, expect, it } from 'vitest'
import { type TestCluster, testCluster } from '../registry/registry.test-kit.ts'
import { startServiceAccountController } from './startServiceAccountController.ts'

function accounts({ store, clock }: TestCluster): readonly string[] {
  clock.step(1000)
  return store
    .list('serviceaccounts')
    .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)
}

describe('the service account default', () => {
  it('is there in every namespace, old and new, and comes again when it is deleted', () => {
    const cluster = testCluster()
    startServiceAccountController(cluster)
    cluster.registry.create('namespaces', '', { metadata: { name: 'bank' } })
    expect(accounts(cluster)).toEqual(['bank/default', 'shop/default'])
    cluster.registry.delete('serviceaccounts', { namespace: 'shop', name: 'default' })
    expect(accounts(cluster)).toEqual(['bank/default', 'shop/default'])
  })

  it('does not come again in a namespace that is being deleted', () => {
    const cluster = testCluster()
    startServiceAccountController(cluster)
    expect(accounts(cluster)).toEqual(['shop/default'])
    cluster.registry.delete('namespaces', { namespace: '', name: 'shop' })
    cluster.registry.delete('serviceaccounts', { namespace: 'shop', name: 'default' })
    expect(accounts(cluster)).toEqual([])
  })
})
