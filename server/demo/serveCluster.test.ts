import { readFile, stat } from 'node:fs/promises'
import { request } from 'node:https'
import { homedir } from 'node:os'
import { expect, it } from 'vitest'
import { wallClock } from '../../simulator/clock.ts'
import { createSimulatedCluster } from '../../simulator/simulatedCluster.ts'
import { atTheEnd } from '../testing/connection.test-kit.ts'
import { loadClusterAccess } from '../upstream/clusterAccess.ts'
import { createUpstream } from '../upstream/createUpstream.ts'
import type { Upstream } from '../upstream/upstream.ts'
import { serveCluster } from './serveCluster.ts'

const admin = { user: 'admin', groups: ['system:masters'] }

async function start() {
  const cluster = createSimulatedCluster({ clock: wallClock, random: Math.random })
  const users = new Map([['admin', admin]])
  const served = await serveCluster({ upstreamOf: cluster.upstreamOf, users, port: 0 })
  atTheEnd(async () => {
    cluster.stop()
    await served.stop()
  })
  const { kubeconfig } = served
  const connection = createUpstream(loadClusterAccess({ kubeconfig, env: {}, home: homedir() }))
  atTheEnd(() => connection.close())
  return { served, upstream: connection.upstream }
}

const namespaces = 'http://kubernetes/api/v1/namespaces'

function create(upstream: Upstream, name: string): Promise<Response> {
  const body = JSON.stringify({ metadata: { name } })
  const headers = { 'content-type': 'application/json' }
  return upstream(new Request(namespaces, { method: 'POST', headers, body }))
}

it('lets whoever has its kubeconfig read, write and watch', async () => {
  const { upstream } = await start()
  const leaving = new AbortController()
  const watch = await upstream(new Request(`${namespaces}?watch=1`, { signal: leaving.signal }))
  expect((await create(upstream, 'seen-by-a-watch')).status).toBe(201)
  let seen = ''
  const pieces = watch.body?.pipeThrough(new TextDecoderStream()) ?? []
  for await (const piece of pieces) {
    seen += piece
    if (seen.includes('seen-by-a-watch')) break
  }
  expect(seen).toContain('"type":"ADDED"')
  leaving.abort()
})

it('refuses a token that it has not given out', async () => {
  const { served } = await start()
  const status = await new Promise((resolve, reject) => {
    const headers = { authorization: 'Bearer guessed' }
    const options = { headers, rejectUnauthorized: false }
    request(`${served.url}/api/v1/namespaces`, options, ({ statusCode }) => resolve(statusCode))
      .on('error', reject)
      .end()
  })
  expect(status).toBe(401)
})

it('keeps the cluster while it is interrupted, and takes its kubeconfig along at the end', async () => {
  const { served, upstream } = await start()
  await create(upstream, 'outlives-the-outage')
  await served.interrupt()
  await expect(upstream(new Request(namespaces))).rejects.toMatchObject({ code: 'unreachable' })
  await served.resume()
  expect((await upstream(new Request(`${namespaces}/outlives-the-outage`))).status).toBe(200)
  expect((await stat(served.kubeconfig)).mode & 0o777).toBe(0o600)
  await served.stop()
  await expect(readFile(served.kubeconfig)).rejects.toThrow('ENOENT')
})
