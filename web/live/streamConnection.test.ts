import { describe, expect, it } from 'vitest'
import type { Line } from '../../domain/stream/lines.ts'
import type { Versions } from '../../domain/stream/resume.ts'
import { hello, ScriptedWorld } from './scriptedWorld.test-kit.ts'
import { StreamConnection } from './streamConnection.ts'

function setup(versions: Versions = {}) {
  const world = new ScriptedWorld()
  const lines: Line[] = []
  const signedOut: string[] = []
  const connection = new StreamConnection(world, {
    versions: () => versions,
    onLine: (line) => lines.push(line),
    onChange: () => undefined,
    onSignedOut: ({ code }) => signedOut.push(code),
  })
  connection.resume()
  return { world, connection, lines, signedOut }
}

async function connected() {
  const all = setup()
  await all.world.request.send(hello(all.world))
  await all.world.pass(5000)
  return all
}

describe('opening', () => {
  it('asks for the stream with the header that no other site can send', () => {
    const { world, connection } = setup({ nodes: '7', pods: '9' })
    expect(world.request.headers.get('X-Everynode')).toBe('1')
    expect([...world.request.query]).toEqual([
      ['nodes', '7'],
      ['pods', '9'],
    ])
    expect(connection.link.state).toBe('connecting')
  })

  it('is live with the first line', async () => {
    const { world, connection, lines } = setup()
    await world.request.send({ type: 'hello', protocol: 1, at: world.now() + 3000 })
    expect(lines).toHaveLength(1)
    expect(connection.link).toMatchObject({
      state: 'live',
      lastHeard: world.now(),
      clockOffset: 3000,
    })
  })

  it('says why it can’t be opened, and tries again ever more slowly', async () => {
    const { world, connection } = setup()
    await world.request.fail('connection refused')
    expect(connection.link).toMatchObject({
      state: 'reconnecting',
      lastHeard: 0,
      trouble: { code: 'unreachable', message: 'connection refused' },
    })
    const waits: number[] = []
    for (let count = 2; count <= 8; count += 1) {
      const before = world.now()
      while (world.requests.length < count) await world.pass(50)
      waits.push(world.now() - before)
      await world.request.fail()
    }
    expect(waits.toSorted((a, b) => a - b)).toEqual(waits)
    expect(waits[0]).toBeLessThanOrEqual(1000)
    expect(waits.at(-1)).toBeLessThanOrEqual(15_000)
  })

  it('waits as long as a busy server asks for', async () => {
    const { world, connection } = setup()
    await world.request.refuse(503, { 'Retry-After': '9' })
    expect(connection.link.trouble).toMatchObject({ code: 'busy', status: 503 })
    await world.pass(8900)
    expect(world.requests).toHaveLength(1)
    await world.pass(200)
    expect(world.requests).toHaveLength(2)
  })

  it('takes what is no stream for a broken connection', async () => {
    const { world, connection, lines } = setup()
    await world.request.sendText('<!doctype html>\n')
    expect(connection.link).toMatchObject({ state: 'reconnecting', trouble: { code: 'error' } })
    expect(world.request.isAborted).toBe(true)
    expect(lines).toEqual([])
  })
})

describe('a connection that ends', () => {
  it('is opened again soon, and nobody is told when that works', async () => {
    const { world, connection } = await connected()
    await world.request.end()
    expect(connection.link.state).toBe('live')
    await world.pass(500)
    expect(world.requests).toHaveLength(2)
    await world.request.send(hello(world))
    await world.pass(5000)
    expect(connection.link.state).toBe('live')
  })

  it('is lost after two seconds without another', async () => {
    const { world, connection } = await connected()
    const heard = connection.link.lastHeard
    await world.request.fail('connection reset')
    await world.pass(1900)
    expect(connection.link.state).toBe('live')
    await world.pass(200)
    expect(connection.link).toMatchObject({
      state: 'reconnecting',
      lastHeard: heard,
      trouble: { code: 'unreachable' },
    })
  })

  it('ten times at once is asked for no more than once a second', async () => {
    const { world } = setup()
    const started = world.now()
    for (let count = 1; count <= 10; count += 1) {
      while (world.requests.length < count) await world.pass(50)
      await world.request.send(hello(world))
      await world.request.end()
    }
    expect(world.now() - started).toBeGreaterThan(10_000)
  })

  it('in mid-line loses that line and no other', async () => {
    const { world, lines } = setup()
    const text = JSON.stringify({ type: 'heartbeat', at: 7 })
    await world.request.send(hello(world))
    await world.request.sendText(`${text}\n${text.slice(0, 9)}`)
    await world.request.end()
    expect(lines.map(({ type }) => type)).toEqual(['hello', 'heartbeat'])
  })
})

describe('a connection that says nothing', () => {
  it('is dead after three heartbeats, and said to be old at once', async () => {
    const { world, connection } = await connected()
    const { request } = world
    await world.pass(24_000)
    expect(connection.link.state).toBe('live')
    await world.pass(2000)
    expect(request.isAborted).toBe(true)
    expect(connection.link).toMatchObject({ state: 'reconnecting', trouble: { code: 'silent' } })
    expect(world.requests.length).toBeGreaterThan(1)
  })

  it('lives on with heartbeats', async () => {
    const { world, connection } = await connected()
    for (let beat = 0; beat < 6; beat += 1) {
      await world.pass(10_000)
      await world.request.send({ type: 'heartbeat', at: world.now() })
    }
    expect(world.requests).toHaveLength(1)
    expect(connection.link.lastHeard).toBe(world.now())
  })
})

describe('a proxy that holds an answer until it ends', () => {
  it('gets answers that end by themselves', async () => {
    const { world, connection } = setup()
    await world.pass(11_000)
    expect(world.requests[0]?.isAborted).toBe(true)
    expect(world.request.query.get('seconds')).toBe('5')
    for (let answer = 0; answer < 4; answer += 1) {
      await world.pass(6000)
      await world.request.send(hello(world))
      await world.request.end()
      await world.pass(0)
      expect(connection.link.state).toBe('live')
      expect(world.request.query.get('seconds')).toBe('5')
    }
    expect(world.requests).toHaveLength(6)
  })

  it('gives a large answer its time', async () => {
    const { world, connection } = setup()
    await world.pass(11_000)
    const { request } = world
    await world.pass(40_000)
    expect(request.isAborted).toBe(false)
    await request.send(hello(world))
    expect(connection.link.state).toBe('live')
  })

  it('is asked for a stream again when that doesn’t help either', async () => {
    const { world } = setup()
    await world.pass(11_000)
    await world.pass(65_000)
    expect(world.request.query.has('seconds')).toBe(false)
  })
})

describe('a user who is signed out', () => {
  it('is told so, and asked for no more than twice a minute', async () => {
    const { world, connection, signedOut } = await connected()
    await world.request.end()
    await world.pass(1000)
    await world.request.refuse(401)
    expect(connection.link).toMatchObject({ state: 'signedOut', trouble: { status: 401 } })
    expect(signedOut).toEqual(['unauthenticated'])
    const { length } = world.requests
    await world.pass(29_000)
    expect(world.requests).toHaveLength(length)
    await world.pass(2000)
    await world.request.send(hello(world))
    expect(connection.link).toMatchObject({ state: 'live', trouble: undefined })
  })
})

describe('a machine that has slept', () => {
  it('shows old data as old at once, and connects anew', async () => {
    const { world, connection } = await connected()
    const { request } = world
    world.sleep(8 * 3600_000)
    await world.pass(5000)
    expect(connection.link.state).toBe('reconnecting')
    expect(request.isAborted).toBe(true)
    await world.request.send(hello(world))
    expect(connection.link.state).toBe('live')
  })
})

describe('asked to connect anew', () => {
  it('does so now, whatever it waits for', async () => {
    const { world, connection } = setup()
    await world.request.refuse(503, { 'Retry-After': '60' })
    connection.reconnect()
    expect(world.requests).toHaveLength(2)
  })

  it('while it is live, shows nothing of it', async () => {
    const { world, connection } = await connected()
    connection.reconnect()
    await world.request.send(hello(world))
    await world.pass(3000)
    expect(connection.link.state).toBe('live')
    expect(world.requests).toHaveLength(2)
  })
})

describe('suspended', () => {
  it('asks for nothing until it is resumed', async () => {
    const { world, connection } = await connected()
    connection.suspend()
    expect(world.request.isAborted).toBe(true)
    connection.reconnect()
    await world.pass(600_000)
    expect(world.requests).toHaveLength(1)
    connection.resume()
    expect(world.requests).toHaveLength(2)
    expect(connection.link.state).toBe('reconnecting')
  })
})
