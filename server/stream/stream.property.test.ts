import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Line, type Resource, resources } from '../../domain/stream/lines.ts'
import { ManualClock, settle } from '../watch/manualClock.test-kit.ts'
import { type Fault, ModelApiServer } from '../watch/modelApiServer.test-kit.ts'
import { ModelClient } from './modelClient.test-kit.ts'
import { streamResponse } from './stream.ts'

/** What happens to the cluster, the way to it, and the reader, in any order. */
const action = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('put' as const), name: fc.nat(14) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('remove' as const), name: fc.nat(14) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('recreate' as const), name: fc.nat(14) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.integer({ min: 1, max: 40_000 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('fault' as const), fault: fault() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('pause' as const, 'goOn' as const) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'bookmark' as const,
        'close' as const,
        'cut' as const,
        'garbage' as const,
        'deafen' as const,
        'compact' as const,
        'expired' as const,
        'busy' as const,
        'broken' as const,
        'noWatchList' as const,
        'noWatchCache' as const,
        'trickle' as const,
        'refusesOld' as const,
        'json' as const,
        'expiresInStream' as const,
        'noWatch' as const,
        'nothing' as const,
        'down' as const,
        'up' as const,
        'reconnect' as const,
      ),
    }),
  },
)

function fault(): fc.Arbitrary<Fault> {
  return fc.oneof(
    fc.record({ kind: fc.constantFrom('refuse', 'hang', 'html', 'closeAtOnce', 'cut' as const) }),
    fc.record({
      kind: fc.constant('status' as const),
      code: fc.constantFrom(401, 403, 404, 410, 429, 500, 503),
      reason: fc.constantFrom('', 'Expired', 'InternalError'),
      retryAfter: fc.constantFrom('1', '30', '9999', 'Wed, 21 Oct 2026 07:28:00 GMT', 'x'),
      inStream: fc.boolean(),
    }),
  )
}

type Action = typeof action extends fc.Arbitrary<infer A> ? A : never

class World {
  readonly clock = new ManualClock()
  readonly server = new ModelApiServer(this.clock)
  readonly client: ModelClient
  #generation = 0
  readonly #uids = new Map<string, string>()

  constructor(mostWaiting: number) {
    const open = (request: Request) =>
      streamResponse(request, this.server.upstream, {
        clock: this.clock,
        random: () => 0.5,
        mostWaiting,
        mostQueued: 300,
        lineBytes: 300,
      })
    this.client = new ModelClient(open, (line) => this.#check(line))
  }

  async act(action: Action): Promise<void> {
    const { server, client } = this
    switch (action.do) {
      case 'put':
        return this.#put(action.name)
      case 'remove':
        return this.#remove(action.name)
      case 'recreate':
        this.#remove(action.name)
        return this.#put(action.name)
      case 'wait':
        return this.clock.advance(action.ms)
      case 'fault':
        server.faults.push(action.fault)
        return
      case 'bookmark':
        return server.bookmark()
      case 'close':
        return server.close()
      case 'cut':
        return server.cut()
      case 'garbage':
        return server.garbage()
      case 'deafen':
        return server.deafen()
      case 'compact':
        return server.compact()
      case 'expired':
        return server.errorEvent(410, 'Expired')
      case 'busy':
        return server.errorEvent(429, 'TooManyRequests')
      case 'broken':
        return server.errorEvent(500, 'StorageReadError')
      case 'noWatchList':
        server.watchList = !server.watchList
        return
      case 'noWatchCache':
        server.watchCache = !server.watchCache
        return
      case 'trickle':
        server.trickle = !server.trickle
        return
      case 'refusesOld':
        server.refusesOld = !server.refusesOld
        return
      case 'json':
        server.protobuf = !server.protobuf
        return
      case 'expiresInStream':
        server.expiresInStream = !server.expiresInStream
        return
      case 'noWatch':
        server.forbidden = (_, verb) => verb === 'watch'
        return
      case 'nothing':
        server.forbidden = () => true
        return
      case 'down':
        server.down = true
        return server.cut()
      case 'up':
        server.down = false
        server.forbidden = () => false
        return
      case 'pause':
        return client.pause()
      case 'goOn':
        return client.goOn()
      case 'reconnect':
        client.leave()
        await settle()
        return client.connect()
    }
  }

  /** Everything works again, and a few minutes pass. */
  async heal(): Promise<void> {
    const { server, client } = this
    server.faults = []
    server.down = false
    server.forbidden = () => false
    client.goOn()
    await this.clock.advance(400_000)
    // Somebody who polls notices within a minute or so that watching is allowed again.
    server.bookmark()
    await this.clock.advance(2_000)
  }

  resourceOf(name: number): Resource {
    return resources[name % 2 === 0 ? 4 : name % 5] ?? 'pods'
  }

  #put(name: number): void {
    const key = `object-${name}`
    const uid = this.#uids.get(key) ?? `${key}-${(this.#generation += 1)}`
    this.#uids.set(key, uid)
    this.server.put(this.resourceOf(name), key, uid)
  }

  #remove(name: number): void {
    const key = `object-${name}`
    this.server.remove(this.resourceOf(name), this.#uids.get(key) ?? '')
    this.#uids.delete(key)
  }

  /** Whatever the client has been told is complete up to a version holds nothing older, and no ghost. */
  #check(line: Line): void {
    if (line.type !== 'end' && line.type !== 'delta') return
    const { resource } = line
    const { version, incoming } = this.client.store[resource]
    if (incoming !== undefined || version === undefined) return
    const has = this.client.versionsOf(resource)
    for (const [uid, { type, version: latest }] of this.#statesUpTo(resource, Number(version))) {
      const got = has.get(uid)
      const removedLater = this.server.list(resource).every((object) => object.uid !== uid)
      if (type === 'DELETED') expect(got, `${uid} is a ghost at ${version}`).toBeUndefined()
      else if (got === undefined) expect(removedLater, `${uid} is lost at ${version}`).toBe(true)
      else expect(Number(got), `${uid} at ${version}`).toBeGreaterThanOrEqual(latest)
    }
  }

  #statesUpTo(resource: Resource, version: number): Map<string, { type: string; version: number }> {
    const states = new Map<string, { type: string; version: number }>()
    for (const entry of this.server.log) {
      if (entry.resource === resource && entry.object.version <= version)
        states.set(entry.object.uid, { type: entry.type, version: entry.object.version })
    }
    return states
  }
}

it('ends with what a fresh list shows, whatever goes wrong in whatever order', async () => {
  const start = fc.record({
    /** Bytes that may wait: hardly anything, or plenty. */
    mostWaiting: fc.constantFrom(700, 1_000_000),
    trickle: fc.boolean(),
    objects: fc.uniqueArray(fc.nat(14), { maxLength: 8 }),
  })
  const actions = fc.array(action, { minLength: 1, maxLength: 60, size: 'max' })
  await fc.assert(
    fc.asyncProperty(start, actions, async ({ mostWaiting, trickle, objects }, actions) => {
      const world = new World(mostWaiting)
      world.server.trickle = trickle
      for (const name of objects) await world.act({ do: 'put', name })
      await world.client.connect()
      for (const action of actions) {
        await settle()
        await world.act(action)
      }
      await world.heal()
      expect(world.client.error).toBeUndefined()
      for (const resource of resources) expectFresh(world, resource)
      world.client.leave()
      await settle()
      expect(world.server.connections.size).toBe(0)
    }),
    { numRuns: 300, endOnFailure: false },
  )
}, 120_000)

function expectFresh({ client, server }: World, resource: Resource): void {
  const fresh = server.list(resource).map(({ uid, version }) => [uid, String(version)] as const)
  expect(client.versionsOf(resource)).toEqual(new Map(fresh))
  expect(client.store[resource].freshness.state).toBe('live')
}
