import { describe, expect, it } from 'vitest'
import { type Line, heartbeatMs } from '../../domain/stream/lines.ts'
import { collectGarbage } from '../watch/collectGarbage.test-kit.ts'
import { ManualClock, settle } from '../watch/manualClock.test-kit.ts'
import { ModelApiServer } from '../watch/modelApiServer.test-kit.ts'
import { ModelClient } from './modelClient.test-kit.ts'
import { PlacementStream, type StreamOptions } from './placementStream.ts'
import { defaults, streamResponse } from './stream.ts'

function setup(options: Partial<StreamOptions> = {}) {
  const clock = new ManualClock()
  const server = new ModelApiServer(clock)
  const open = (request: Request) =>
    streamResponse(request, server.upstream, { clock, random: () => 0, ...options })
  const client = new ModelClient(open)
  return { clock, server, open, client }
}

/** Everything is loaded, and the lines of that are forgotten. */
async function loaded(options: Partial<StreamOptions> = {}) {
  const world = setup(options)
  await world.client.connect()
  await world.clock.advance(1000)
  world.client.lines.length = 0
  return world
}

function ofPods(lines: readonly Line[]): Line[] {
  return lines.filter((line) => 'resource' in line && line.resource === 'pods')
}

describe('the answer', () => {
  it('is lines of JSON that no proxy stores, changes or holds back', async () => {
    const { open } = setup()
    const response = await open(new Request('http://console/stream'))
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toEqual({
      'content-type': 'application/x-ndjson; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    })
  })

  it('begins with hello at once, before the API server has said anything', async () => {
    const { open, server, clock } = setup()
    server.faults = Array(5).fill({ kind: 'hang' })
    const response = await open(new Request('http://console/stream'))
    const first = await response.body?.getReader().read()
    const text = new TextDecoder().decode(first?.value)
    expect(text).toBe(`{"type":"hello","protocol":1,"at":${clock.now()}}\n`)
  })

  it.each(['pods=0', 'secrets=1', 'seconds=0', 'x'])('is 400 for the query %s', async (query) => {
    const { open, server } = setup()
    const response = await open(new Request(`http://console/stream?${query}`))
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ kind: 'Status', code: 400 })
    expect(server.asked).toEqual([])
  })

  it('has of each resource its reset, its objects, its end and its freshness, in this order', async () => {
    const { server, client } = setup()
    server.put('pods', 'a', 'a')
    await client.connect()
    await settle()
    const types = ofPods(client.lines).map(({ type }) => type)
    expect(types.filter((type, i) => type !== 'freshness' || i > 2)).toEqual([
      'reset',
      'items',
      'end',
      'freshness',
    ])
    expect(client.states).toEqual(Array(5).fill('live'))
  })

  it('has a heartbeat every ten seconds', async () => {
    const { clock, client } = await loaded()
    await clock.advance(3 * heartbeatMs)
    expect(client.lines.filter(({ type }) => type === 'heartbeat')).toHaveLength(3)
  })
})

describe('changes', () => {
  it('go out at once after a quiet time, and together within 50 ms of each other', async () => {
    const { clock, server, client } = await loaded()
    server.put('pods', 'a', 'a')
    await settle()
    expect(client.versionsOf('pods').size).toBe(1)
    for (const name of ['b', 'c', 'd']) {
      server.put('pods', name, name)
      await settle()
    }
    expect(client.versionsOf('pods').size).toBe(1)
    await clock.advance(50)
    expect(client.versionsOf('pods').size).toBe(4)
    expect(client.lines).toHaveLength(2)
  })

  it('of one object within a batch are sent once, in the latest state', async () => {
    const { clock, server, client } = await loaded()
    for (let i = 0; i < 5; i += 1) {
      server.put('pods', 'a', 'a')
      await settle()
    }
    await clock.advance(50)
    expect(client.lines).toHaveLength(2)
    expect(client.versionsOf('pods')).toEqual(new Map([['a', String(server.version)]]))
  })

  it('include versions without changes, so that an idle resource can be resumed as well', async () => {
    const { clock, server, client } = await loaded()
    server.put('nodes', 'a', 'a')
    await clock.advance(60_000)
    server.bookmark()
    await clock.advance(50)
    expect(client.store.daemonsets.version).toBe(String(server.version))
  })
})

describe('resuming', () => {
  it('sends only what has changed since, deletions included', async () => {
    const { clock, server, client } = setup()
    for (const name of ['a', 'b', 'c']) server.put('pods', name, name)
    await client.connect()
    await clock.advance(1000)
    client.leave()
    server.put('pods', 'b', 'b')
    server.remove('pods', 'c')
    client.lines.length = 0
    await client.connect()
    await clock.advance(1000)
    const types = ofPods(client.lines).map(({ type }) => type)
    expect(new Set(types)).toEqual(new Set(['delta', 'freshness']))
    expect([...client.versionsOf('pods').keys()]).toEqual(['a', 'b'])
    expect(client.store.pods.version).toBe(String(server.version))
  })

  it('falls back to a reset of the one resource whose version has expired', async () => {
    const { clock, server, client } = await loaded()
    client.leave()
    server.put('pods', 'a', 'a')
    server.compact()
    await client.connect()
    await clock.advance(1000)
    expect(ofPods(client.lines).map(({ type }) => type)).toContain('reset')
    expect(client.versionsOf('pods').size).toBe(1)
    expect(client.states).toEqual(Array(5).fill('live'))
  })
})

describe('seconds', () => {
  it('end the answer, with everything that has come until then', async () => {
    const { clock, server, client } = setup()
    await client.connect(5)
    await clock.advance(4990)
    for (const name of ['a', 'b']) server.put('pods', name, name)
    await clock.advance(10)
    expect(client.ended).toBe(true)
    expect(client.versionsOf('pods').size).toBe(2)
    expect(server.connections.size).toBe(0)
    expect(clock.pending).toBe(0)
  })

  it('do not end it within a snapshot that makes progress', async () => {
    const { clock, server, client } = setup()
    server.trickle = true
    server.put('pods', 'a', 'a')
    server.put('pods', 'b', 'b')
    await client.connect(1)
    await clock.advance(2000)
    expect(client.ended).toBe(false)
    await clock.advance(1100)
    expect(client.ended).toBe(true)
    expect(client.versionsOf('pods').size).toBe(2)
  })

  it('end it although the API server is not there, or a snapshot has stopped', async () => {
    const { clock, server, client } = setup()
    server.down = true
    await client.connect(2)
    await clock.advance(2000)
    expect(client.ended).toBe(true)
    expect(client.states).toEqual(Array(5).fill('retrying'))
    server.down = false
    server.faults = Array(5).fill({ kind: 'hang' })
    await client.connect(2)
    await clock.advance(12_000)
    expect(client.ended).toBe(true)
  })
})

describe('a reader', () => {
  it('who leaves ends every upstream request, and no timer is left', async () => {
    const { clock, server, client } = await loaded()
    expect(server.connections.size).toBe(5)
    client.leave()
    await settle()
    expect(server.connections.size).toBe(0)
    expect(clock.pending).toBe(0)
  })

  it('who leaves after the garbage collection does so too: a lost Request is never aborted', async () => {
    const { server, open } = setup()
    const leave = new AbortController()
    const response = await open(new Request('http://console/stream', { signal: leave.signal }))
    await settle()
    await collectGarbage()
    leave.abort()
    expect(server.connections.size).toBe(0)
    expect(response.bodyUsed).toBe(false)
  })

  it('who cancels the body does so too', async () => {
    const { clock, server, open } = setup()
    const response = await open(new Request('http://console/stream'))
    await settle()
    await response.body?.cancel()
    expect(server.connections.size).toBe(0)
    expect(clock.pending).toBe(0)
  })

  it('who had left before it began costs nothing', async () => {
    const { server, open } = setup()
    const leave = AbortSignal.abort()
    await open(new Request('http://console/stream', { signal: leave }))
    await settle()
    expect(server.asked).toEqual([])
  })

  it('who is paused gets the latest state later, and never stops the upstream', async () => {
    const { clock, server, client } = await loaded({ mostQueued: 500 })
    client.pause()
    for (let round = 0; round < 50; round += 1) {
      for (const name of ['a', 'b', 'c']) server.put('pods', name, name)
      await clock.advance(100)
    }
    expect(server.unread).toBe(0)
    client.goOn()
    await clock.advance(100)
    const updates = ofPods(client.lines).length
    expect(updates).toBeLessThan(20)
    const fresh = server.list('pods').map(({ uid, version }) => [uid, String(version)] as const)
    expect(client.versionsOf('pods')).toEqual(new Map(fresh))
  })
})

describe('what waits for a paused reader', () => {
  it('stays below 8 MiB, in a snapshot as in changes, and is all there in the end', async () => {
    const clock = new ManualClock()
    const server = new ModelApiServer(clock)
    server.pageSize = 500
    for (let i = 0; i < 40_000; i += 1) server.put('pods', `pod-${i}`, `uid-${i}`)
    let stream: PlacementStream | undefined
    const body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          stream = new PlacementStream(controller, server.upstream, { ...defaults, clock })
          stream.start({ versions: {} })
        },
        pull: () => stream?.pulled(),
        cancel: () => stream?.stop(),
      },
      new ByteLengthQueuingStrategy({ highWaterMark: defaults.mostQueued }),
    )
    const client = new ModelClient(() => Promise.resolve(new Response(body)))
    const caughtUp = async () => {
      client.goOn()
      await clock.advance(5000)
      const fresh = server.list('pods').map(({ uid, version }) => [uid, String(version)] as const)
      expect(client.versionsOf('pods')).toEqual(new Map(fresh))
    }
    client.pause()
    await client.connect()
    await clock.advance(1000)
    expect(stream?.waiting).toBeLessThanOrEqual(defaults.mostWaiting)
    await caughtUp()
    client.pause()
    const waiting: number[] = []
    for (let round = 0; round < 40; round += 1) {
      for (let i = 0; i < 1000; i += 1) server.put('pods', 'x', `uid-${round * 1000 + i}`)
      await clock.advance(100)
      expect(server.unread).toBe(0)
      waiting.push(stream?.waiting ?? Infinity)
    }
    expect(Math.max(...waiting)).toBeLessThanOrEqual(defaults.mostWaiting)
    expect(Math.max(...waiting)).toBeGreaterThan(defaults.mostWaiting / 2)
    await caughtUp()
    stream?.stop()
  })
})

describe('an API server that closes every watch silently', () => {
  it('gets at most one request a second and resource', async () => {
    const { clock, server, client } = await loaded()
    server.faults = Array(200).fill({ kind: 'closeAtOnce' })
    server.close()
    const before = server.asked.length
    await clock.advance(30_000)
    expect((server.asked.length - before) / 5).toBeLessThanOrEqual(30)
    expect(client.states).toEqual(Array(5).fill('retrying'))
  })
})

describe('an API server that comes back', () => {
  it('is reached by every resource as soon as by the first', async () => {
    const { clock, server, client } = await loaded({ random: Math.random })
    server.down = true
    server.cut()
    await clock.advance(60_000)
    expect(client.states).toEqual(Array(5).fill('retrying'))
    server.down = false
    await clock.advance(6500)
    expect(client.states).toEqual(Array(5).fill('live'))
    const reached = server.asked.slice(-5).map(({ at }) => at)
    expect(Math.max(...reached) - Math.min(...reached)).toBeLessThanOrEqual(1100)
  })
})
