import { expect, it } from 'vitest'
import { listOf, at, text } from '../domain/decode/readJson.ts'
import { SteppedClock } from './clock.ts'
import { createNode } from './nodes/createNode.ts'
import { createSimulatedCluster } from './simulatedCluster.ts'

const admin = { user: 'admin', groups: ['system:masters'] }

const agent = {
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  metadata: { name: 'agent', namespace: 'shop' },
  spec: {
    selector: { matchLabels: { app: 'agent' } },
    template: {
      metadata: { labels: { app: 'agent' } },
      spec: { containers: [{ name: 'main', image: 'agent:1' }] },
    },
  },
}

it('runs a DaemonSet that came over its API on every node, until it is deleted', async () => {
  const clock = new SteppedClock()
  let turns = 0
  const random = (): number => ((turns += 7) % 1009) / 1009
  const cluster = createSimulatedCluster({ clock, random })
  const upstream = cluster.upstreamOf(admin)
  const ask = async (method: string, path: string, body?: object): Promise<unknown> => {
    const sent = body && { body: JSON.stringify(body) }
    const headers = { 'content-type': 'application/json' }
    const request = new Request(`http://cluster${path}`, { method, headers, ...sent })
    const answer = await upstream(request)
    expect(answer.ok).toBe(true)
    return answer.json()
  }
  const pods = async (): Promise<readonly string[]> => {
    const list = await ask('GET', '/api/v1/namespaces/shop/pods')
    return listOf(at(list, 'items'), (pod) => pod)
      .map(
        (pod) => `${text(at(at(pod, 'spec'), 'nodeName'))} ${text(at(at(pod, 'status'), 'phase'))}`,
      )
      .sort()
  }
  for (const name of ['n1', 'n2']) createNode(cluster.registry, { name })
  await ask('POST', '/api/v1/namespaces', { metadata: { name: 'shop' } })
  await ask('POST', '/apis/apps/v1/namespaces/shop/daemonsets', agent)
  clock.step(60_000)
  expect(await pods()).toStrictEqual(['n1 Running', 'n2 Running'])

  createNode(cluster.registry, { name: 'n3' })
  clock.step(60_000)
  expect(await pods()).toStrictEqual(['n1 Running', 'n2 Running', 'n3 Running'])

  await ask('DELETE', '/apis/apps/v1/namespaces/shop/daemonsets/agent')
  clock.step(60_000)
  expect(await pods()).toStrictEqual([])
  cluster.stop()
})

it('begins with the namespaces, roles and priority classes of every cluster, and each namespace has its service account', () => {
  const clock = new SteppedClock()
  const { registry, stop } = createSimulatedCluster({ clock, random: Math.random })
  clock.step(1000)
  const has = (resource: string, name: string, namespace = ''): string =>
    registry.get(resource, { namespace, name }).metadata.name
  expect(has('namespaces', 'kube-system')).toBe('kube-system')
  expect(has('clusterroles', 'cluster-admin')).toBe('cluster-admin')
  expect(has('priorityclasses', 'system-node-critical')).toBe('system-node-critical')
  expect(has('serviceaccounts', 'default', 'default')).toBe('default')
  stop()
})
