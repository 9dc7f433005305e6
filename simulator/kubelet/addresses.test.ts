import { describe, expect, it } from 'vitest'
import { NodesCluster } from '../nodes/nodes.test-kit.ts'
import { nodeTable, type NodeEntry } from '../nodes/nodeTable.ts'
import { PodAddresses } from './addresses.ts'

function nodeA(cluster: NodesCluster): NodeEntry {
  const entry = nodeTable(cluster.store).get('a')
  if (entry === undefined) throw new Error('there is no node a')
  return entry
}

describe('the addresses of Pods', () => {
  it('begin after those that the node’s Pods have already', () => {
    const cluster = new NodesCluster()
    cluster.addNode('a')
    cluster.addPod('web', { nodeName: 'a' }, { status: { podIP: '10.1.2.7' } })
    expect(new PodAddresses().next(nodeA(cluster))).toBe('10.1.2.8')
  })

  it('come again once all have been given, but not those that are in use', () => {
    const cluster = new NodesCluster()
    cluster.addNode('a')
    const addresses = new PodAddresses()
    const all = Array.from({ length: 253 }, () => addresses.next(nodeA(cluster)))
    expect(new Set(all).size).toBe(253)
    cluster.addPod('web', { nodeName: 'a' }, { status: { podIP: '10.1.2.2' } })
    expect(addresses.next(nodeA(cluster))).toBe('10.1.2.3')
  })
})
