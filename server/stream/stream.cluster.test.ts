import { isDeepStrictEqual } from 'node:util'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { clusterAvailability } from '../../cluster/available.ts'
import { createDaemonSets, daemonSetsReady } from '../../cluster/daemonSets.ts'
import { startCluster } from '../../cluster/start.ts'
import type { Cluster, ClusterOptions, User } from '../../cluster/types.ts'
import { forEachAtOnce, waitFor } from '../../cluster/waitFor.ts'
import { type Resource, resources } from '../../domain/stream/lines.ts'
import { loadClusterAccess } from '../upstream/clusterAccess.ts'
import { type ClusterConnection, createUpstream } from '../upstream/createUpstream.ts'
import type { Upstream } from '../upstream/upstream.ts'
import { listOf, at } from '../../domain/decode/readJson.ts'
import { resourceKinds } from '../watch/decode/resources.ts'
import { ModelClient } from './modelClient.test-kit.ts'
import type { StreamOptions } from './placementStream.ts'
import { streamResponse } from './stream.ts'

const availability = clusterAvailability()
const why = availability.available ? '' : `: ${availability.reason}`

/** A client of a stream of its own, on the test's cluster. */
class Watcher {
  readonly client: ModelClient
  readonly asked: { readonly path: string; readonly query: string }[] = []
  /** Called between the chunks of every answer. */
  betweenChunks: (path: string) => Promise<void> = () => Promise.resolve()
  readonly #connection: ClusterConnection
  readonly #requests: Request[] = []

  constructor(cluster: Cluster, user: User = 'admin-cert', options: Partial<StreamOptions> = {}) {
    const choice = { kubeconfig: cluster.kubeconfig, context: user, env: {}, home: '/' }
    this.#connection = createUpstream(loadClusterAccess(choice))
    watchers.add(this)
    const upstream: Upstream = async (request) => this.#observe(request)
    this.client = new ModelClient((request) => streamResponse(request, upstream, options))
  }

  async #observe(request: Request): Promise<Response> {
    const { pathname, search } = new URL(request.url)
    this.asked.push({ path: pathname, query: search })
    this.#requests.push(request)
    const response = await this.#connection.upstream(request)
    const between = () => this.betweenChunks(pathname)
    const transform = async (
      chunk: Uint8Array,
      controller: TransformStreamDefaultController<Uint8Array>,
    ): Promise<void> => {
      controller.enqueue(chunk)
      await between()
    }
    const body = response.body?.pipeThrough(new TransformStream({ transform })) ?? null
    return new Response(body, response)
  }

  /** A request for this path was given up. */
  hasGivenUp(path: string): boolean {
    return this.#requests.some(
      ({ url, signal }) => new URL(url).pathname === path && signal.aborted,
    )
  }

  async stop(): Promise<void> {
    this.client.goOn()
    this.client.leave()
    await this.#connection.close()
  }
}

/** Of the test that runs. */
const watchers = new Set<Watcher>()

afterEach(async () => {
  await Promise.all([...watchers].map((watcher) => watcher.stop()))
  watchers.clear()
})

async function freshList(cluster: Cluster, resource: Resource): Promise<Map<string, unknown>> {
  const { path, readJson } = resourceKinds[resource]
  const list = await cluster.request('admin-cert', 'GET', path)
  return new Map(
    listOf(at(list, 'items'), (item) => {
      const { uid, object } = readJson(item)
      return [uid, object] as const
    }),
  )
}

/** Waits until the client has, object by object, what fresh lists in JSON show. */
async function untilFresh({ client }: Watcher, cluster: Cluster, within = 30_000): Promise<void> {
  const differing = async (): Promise<Resource | undefined> => {
    for (const resource of resources) {
      const fresh = await freshList(cluster, resource)
      if (!isDeepStrictEqual(new Map<string, unknown>(client.store[resource].objects), fresh))
        return resource
    }
    return undefined
  }
  let last: Resource | undefined
  const same = async (): Promise<boolean> => (last = await differing()) === undefined
  await waitFor(same, 'the stream to be equal to fresh lists', within).catch((error: unknown) => {
    throw new Error(`${String(last)}: ${String(client.error)}`, { cause: error })
  })
  await waitFor(() => client.states.every((state) => state === 'live'), 'all to be live', within)
}

const pods = '/api/v1/namespaces/default/pods'

async function createPod(cluster: Cluster, name: string, annotation = ''): Promise<void> {
  await cluster.request('admin-cert', 'POST', pods, {
    metadata: { name, annotations: { 'example.com/ballast': annotation } },
    spec: {
      schedulerName: 'nobody',
      automountServiceAccountToken: false,
      containers: [{ name: 'main', image: 'example.com/image:1' }],
    },
  })
}

function names(count: number, prefix: string): string[] {
  return Array.from({ length: count }, (_, i) => `${prefix}-${i}`)
}

async function labelNode(cluster: Cluster, label: string): Promise<void> {
  const [node] = (await freshList(cluster, 'nodes')).values()
  const name = String(at(at(node, 'metadata'), 'name'))
  const metadata = { labels: { 'example.com/test': label } }
  await cluster.request('admin-cert', 'PATCH', `/api/v1/nodes/${name}`, { metadata })
}

function withCluster(options: ClusterOptions, daemonSets: number): () => Cluster {
  let cluster: Cluster | undefined
  beforeAll(async () => {
    cluster = await startCluster(options)
    await createDaemonSets(cluster, daemonSets)
    const started = cluster
    await waitFor(async () => (await daemonSetsReady(started)).settled, 'all Pods', 60_000, 500)
  })
  afterAll(() => cluster?.stop())
  return () => {
    if (cluster === undefined) throw new Error('the cluster has not started')
    return cluster
  }
}

describe.skipIf(!availability.available)(`the stream of a real control plane${why}`, () => {
  const cluster = withCluster({ nodes: 20 }, 8)
  let watcher: Watcher
  beforeEach(async () => {
    watcher = new Watcher(cluster())
    await watcher.client.connect()
    await untilFresh(watcher, cluster())
  })

  it('has all that the lists have, and follows every change', async () => {
    expect(watcher.client.store.pods.objects.size).toBeGreaterThan(50)
    await createPod(cluster(), 'follow')
    await labelNode(cluster(), 'follow')
    await untilFresh(watcher, cluster())
    await cluster().request('admin-cert', 'DELETE', `${pods}/follow`)
    await createPod(cluster(), 'follow').catch(() => {})
    await untilFresh(watcher, cluster())
    expect(watcher.client.lines.filter(({ type }) => type === 'reset')).toHaveLength(5)
  })

  // First: after a restart of the API server its other clients come and go.
  it('ends every request to the API server when the browser leaves', async () => {
    const open = await longRunning(cluster())
    watcher.client.leave()
    await waitFor(
      async () => (await longRunning(cluster())) === open - 5,
      'the requests to end',
      5000,
    )
  })

  it('resumes after the connection to the console was lost, without a reset', async () => {
    watcher.client.leave()
    await labelNode(cluster(), 'away')
    watcher.client.lines.length = 0
    await watcher.client.connect()
    await untilFresh(watcher, cluster())
    expect(watcher.client.lines.filter(({ type }) => type === 'reset')).toEqual([])
  })

  it('survives that the API server is killed while it watches, and says so meanwhile', async () => {
    await cluster().killApiServer()
    await waitFor(
      () => watcher.client.states.every((state) => state === 'retrying'),
      'the mark',
      5000,
    )
    expect(watcher.client.store.pods.objects.size).toBeGreaterThan(50)
    await cluster().startApiServer()
    await labelNode(cluster(), 'killed')
    await untilFresh(watcher, cluster())
  })

  it('begins anew where history was compacted while it was away', async () => {
    await cluster().killApiServer()
    await cluster().compactEtcd()
    watcher.client.lines.length = 0
    await cluster().startApiServer()
    await labelNode(cluster(), 'compacted')
    await untilFresh(watcher, cluster())
    const expired = watcher.client.lines.flatMap((line) =>
      line.type === 'freshness' && line.freshness.why?.code === 'expired' ? [line.resource] : [],
    )
    expect(expired).not.toEqual([])
    const anew = watcher.client.lines.flatMap((line) =>
      line.type === 'reset' ? [line.resource] : [],
    )
    expect(anew).toEqual(expect.arrayContaining(expired))
  })
})

/** How many watches the API server serves. */
async function longRunning(cluster: Cluster): Promise<number> {
  const metrics = await cluster.request('admin-cert', 'GET', '/metrics')
  const gauges = String(metrics).matchAll(/^apiserver_longrunning_requests\{[^}]*\} (\d+)$/gm)
  return [...gauges].reduce((sum, [, count]) => sum + Number(count), 0)
}

/** More than sockets hold: the API server is still sending when it is killed. */
async function createBallast(cluster: Cluster): Promise<void> {
  const ballast = 'x'.repeat(200_000)
  await forEachAtOnce(names(120, 'ballast'), 8, (name) => createPod(cluster, name, ballast))
}

describe.skipIf(!availability.available)(`an API server killed within a snapshot${why}`, () => {
  const withWatchList = withCluster({ nodes: 3 }, 2)
  const withoutWatchList = withCluster({ nodes: 3, featureGates: { WatchList: false } }, 2)

  it.each([
    ['WatchList', withWatchList],
    ['LIST', withoutWatchList],
  ])('never makes half of it look whole: %s', async (kind, cluster) => {
    await createBallast(cluster())
    const watcher = new Watcher(cluster())
    let killed: Promise<void> | undefined
    watcher.betweenChunks = async (path) => {
      if (path === '/api/v1/pods') await (killed ??= cluster().killApiServer())
    }
    await watcher.client.connect()
    await waitFor(() => watcher.client.states.includes('retrying'), 'the mark', 10_000)
    // The other resources notice it first: starting it again before it is gone would confuse the cluster's keeper.
    await killed
    expect(killed).toBeDefined()
    expect(watcher.client.store.pods.objects.size).toBe(0)
    expect(watcher.client.store.pods.version).toBeUndefined()
    await cluster().startApiServer()
    await untilFresh(watcher, cluster(), 45_000)
    expect(watcher.client.store.pods.objects.size).toBeGreaterThan(120)
    const usesList = watcher.asked.some(({ query }) => query.includes('resourceVersion=0'))
    expect(usesList).toBe(kind === 'LIST')
  })

  it('gives a reader who was too slow all of 1,200 Pods, in pages', async () => {
    const cluster = withWatchList()
    await forEachAtOnce(names(1200, 'many'), 16, (name) => createPod(cluster, name))
    const options = { mostWaiting: 100_000, mostQueued: 10_000 }
    const watcher = new Watcher(cluster, 'admin-cert', options)
    watcher.client.pause()
    await watcher.client.connect()
    await waitFor(() => watcher.hasGivenUp('/api/v1/pods'), 'the reader to be too slow')
    watcher.client.goOn()
    await untilFresh(watcher, cluster)
    const pages = watcher.asked.filter(({ query }) => query.includes('limit=500'))
    expect(pages.length).toBeGreaterThanOrEqual(3)
  })

  it('shows nothing to somebody without rights, and says why', async () => {
    const watcher = new Watcher(withWatchList(), 'nobody')
    await watcher.client.connect()
    await waitFor(() => watcher.client.states.every((state) => state === 'denied'), 'denied', 5000)
    expect(watcher.client.store.nodes.freshness.why).toMatchObject({
      code: 'forbidden',
      status: 403,
    })
  })
})
