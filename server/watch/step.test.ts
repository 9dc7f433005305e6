import { describe, expect, it } from 'vitest'
import { Machine, watching, watchingWithoutWatchList } from './machine.test-kit.ts'

const watchFrom5 = { watch: '1', allowWatchBookmarks: 'true', resourceVersion: '5' }

describe('a watch that ends', () => {
  it('is opened again at once from the last version, and nothing is shown', () => {
    const machine = watching().bookmark('8').wait(1000)
    const told = machine.outputs.length
    machine.closed().opened()
    expect(machine.lastQuery).toEqual({ ...watchFrom5, resourceVersion: '8' })
    expect(machine.outputs).toHaveLength(told)
    expect(machine.freshness?.state).toBe('live')
  })

  it('goes on from the last whole event when the connection breaks', () => {
    const machine = watching().added('p1', '7').wait(1000).cut()
    expect(machine.lastQuery).toEqual({ ...watchFrom5, resourceVersion: '7' })
  })

  it('is marked as old when it is not open again within 5 s, as of when it was last heard', () => {
    const machine = watching().wait(10_000).bookmark('6')
    const heardAt = machine.now
    machine.wait(2000).cut()
    const brokenAt = machine.now
    machine.wait(5000)
    expect(machine.freshness).toMatchObject({ state: 'retrying', asOf: heardAt })
    expect(machine.freshness?.since).toBeLessThanOrEqual(brokenAt + 5000)
  })

  it('leads to a new snapshot when it closes within a second without an event', () => {
    const machine = watchingWithoutWatchList().closed().waitOut()
    expect(machine.lastQuery).toEqual({
      resourceVersion: '5',
      resourceVersionMatch: 'NotOlderThan',
    })
    expect(machine.freshness).toMatchObject({ state: 'retrying', why: { code: 'error' } })
  })

  it.each([0, 0.5, 0.999])(
    'costs at most one request a second when a server closes each watch silently (random %d)',
    (random) => {
      const machine = watchingWithoutWatchList()
      machine.random = random
      const begin = machine.now
      const before = machine.requests.length
      for (let i = 0; i < 10; i += 1) {
        machine.closed().waitOut().opened().page('5').opened()
        const seconds = (machine.now - begin) / 1000
        expect(machine.requests.length - before).toBeLessThanOrEqual(seconds)
      }
    },
  )

  it('costs at most one request a second when a server closes each watch after one event', () => {
    const machine = watching()
    const begin = machine.now
    for (let i = 0; i < 20; i += 1)
      machine
        .added('p', `${6 + i}`)
        .closed()
        .waitOut()
        .opened()
    const seconds = (machine.now - begin) / 1000
    expect(machine.requests.length - 2).toBeLessThanOrEqual(seconds)
    expect(new Set(machine.kinds.slice(1))).toEqual(new Set(['watch']))
  })
})

describe('silence', () => {
  it('of 75 s ends a watch, which is opened again from the last version', () => {
    const machine = watching().bookmark('6').wait(74_000)
    expect(machine.requests).toHaveLength(1)
    machine.wait(1000)
    expect(machine.lastQuery).toEqual({ ...watchFrom5, resourceVersion: '6' })
  })

  it('never lets data count as live for more than 80 s after the last byte', () => {
    const machine = watching().wait(80_000)
    expect(machine.freshness).toMatchObject({ state: 'retrying', why: { code: 'unreachable' } })
  })

  it('instead of an answer to a watch leads to a snapshot: its version may be of the future', () => {
    const machine = new Machine('900').wait(30_000).waitOut()
    expect(machine.lastQuery).toMatchObject({ sendInitialEvents: 'true', resourceVersion: '900' })
    machine.status({ code: 504, causes: [{ reason: 'ResourceVersionTooLarge', message: '' }] })
    expect(machine.lastQuery['resourceVersion']).toBeUndefined()
  })

  it('within initial events, twice, leads to LIST: something may never let them through', () => {
    const machine = new Machine()
    for (let i = 0; i < 2; i += 1) machine.opened().added('p1', '1').wait(30_000).waitOut()
    expect(machine.kinds).toEqual(['watchList', 'watchList', 'list'])
    expect(machine.freshness).toMatchObject({ state: 'retrying', why: { code: 'silent' } })
    machine.opened().page('7')
    expect(machine.watchListRefused).toBe(true)
  })
})

describe('Retry-After', () => {
  it.each([
    [1, 1000],
    [30, 30_000],
    [9999, 60_000],
    [undefined, 800],
  ])('of %s s is waited for, up to a minute', (retryAfterSeconds, pause) => {
    const status = { code: 429, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) }
    const machine = watching().errorEvent(status)
    expect(machine.pause).toBe(pause)
    expect(machine.freshness).toMatchObject({ state: 'retrying', why: { code: 'busy' } })
    machine.wait(pause - 1)
    expect(machine.requests).toHaveLength(1)
    machine.wait(1)
    expect(machine.lastQuery).toEqual(watchFrom5)
  })

  it('counts for a 503 as well, and the same request follows', () => {
    const machine = new Machine().status({ code: 503, retryAfterSeconds: 5 })
    expect(machine.pause).toBe(5000)
    expect(machine.waitOut().kinds).toEqual(['watchList', 'watchList'])
  })
})

describe('back-off', () => {
  it('doubles from 0.8 s, with as much again at random, up to 30 s', () => {
    const pauses = (random: number): number[] => {
      const machine = watching().wait(5000).closed()
      machine.random = random
      return Array.from({ length: 8 }, () => {
        const { pause } = machine.status({ code: 500 })
        machine.waitOut()
        return pause
      })
    }
    expect(pauses(0)).toEqual([800, 1600, 3200, 6400, 12_800, 15_000, 15_000, 15_000])
    expect(pauses(1)).toEqual([1600, 3200, 6400, 12_800, 25_600, 30_000, 30_000, 30_000])
  })

  it('is not begun anew by an open that is followed by an error', () => {
    const machine = watchingWithoutWatchList()
    const pauses = Array.from({ length: 4 }, () => {
      const { pause } = machine.errorEvent({ code: 500 })
      machine.waitOut().opened().page('5').opened()
      return pause
    })
    expect(pauses).toEqual([800, 1600, 3200, 6400])
  })

  it('begins anew after two quiet minutes', () => {
    const machine = watching().errorEvent({ code: 429 }).waitOut().opened()
    for (let i = 0; i < 3; i += 1) machine.wait(60_000).bookmark('6')
    expect(machine.errorEvent({ code: 429 }).pause).toBe(800)
  })

  it('stays short for an API server that is not there, and ends when it has been reached', () => {
    const machine = watching().wait(1000).cut()
    for (let i = 0; i < 6; i += 1) machine.refused().waitOut()
    machine.refused()
    expect(machine.pause).toBeLessThanOrEqual(5000)
    expect(machine.lastQuery).toEqual(watchFrom5)
    const before = machine.requests.length
    machine.send({ type: 'nudge' })
    expect(machine.requests).toHaveLength(before + 1)
  })

  it('is not cut short by a nudge where the API server has asked for patience', () => {
    const machine = watching().errorEvent({ code: 429, retryAfterSeconds: 30 })
    machine.send({ type: 'nudge' })
    expect(machine.requests).toHaveLength(1)
  })
})

describe('a version that has expired', () => {
  it.each(['status', 'event'])('leads at once to a snapshot that is not older, as %s', (way) => {
    const machine = watching().wait(2000)
    if (way === 'event') machine.errorEvent({ code: 410, reason: 'Expired' })
    else machine.closed().status({ code: 410, reason: 'Gone' })
    expect(machine.lastQuery).toMatchObject({ sendInitialEvents: 'true', resourceVersion: '5' })
    expect(machine.freshness).toMatchObject({ state: 'retrying', why: { code: 'expired' } })
    machine.opened().bookmark('9', true)
    expect(machine.freshness?.state).toBe('live')
  })

  it('leads to the most recent snapshot if that one is refused too, and never to a loop without pauses', () => {
    const machine = watching().errorEvent({ code: 410 })
    machine.status({ code: 410 })
    expect(machine.pause).toBeGreaterThanOrEqual(800)
    machine.waitOut()
    expect(machine.lastQuery['resourceVersion']).toBeUndefined()
    const before = machine.requests.length
    const begin = machine.now
    for (let i = 0; i < 10; i += 1) machine.status({ code: 410 }).waitOut()
    expect(machine.now - begin).toBeGreaterThan((machine.requests.length - before) * 1000)
  })
})

describe('what makes no sense', () => {
  it('is never skipped: the resource is listed anew', () => {
    const machine = watching()
      .added('p1', '6')
      .send({
        type: 'failed',
        failure: { kind: 'invalid', message: 'an unknown watch event' },
      })
    expect(machine.freshness).toMatchObject({ state: 'retrying', why: { code: 'invalid' } })
    expect(machine.waitOut().lastQuery).toMatchObject({ sendInitialEvents: 'true' })
  })

  it.each(['object', 'bookmark', 'page'])('is a %s without resourceVersion', (type) => {
    const machine = type === 'page' ? new Machine().status({ code: 422 }).opened() : watching()
    if (type === 'object') machine.added('p1', '')
    if (type === 'bookmark') machine.bookmark('')
    if (type === 'page') machine.page('')
    expect(machine.freshness).toMatchObject({ state: 'retrying', why: { code: 'invalid' } })
  })
})

describe('resuming', () => {
  it('watches from the version that the client has, without a list', () => {
    const machine = new Machine('5')
    expect(machine.lastQuery).toEqual(watchFrom5)
    machine.opened().added('p1', '6')
    expect(machine.outputs.slice(0, 2)).toEqual([
      { type: 'upsert', uid: 'p1', object: 'p1' },
      { type: 'version', version: '6' },
    ])
    expect(machine.freshness?.state).toBe('live')
  })

  it('counts as live only when the watch has lasted a second, or said something', () => {
    const machine = new Machine('5').opened()
    expect(machine.freshness).toBeUndefined()
    machine.wait(1000)
    expect(machine.freshness?.state).toBe('live')
  })

  it('sends everything anew when the version has expired', () => {
    const machine = new Machine('5').status({ code: 410 }).opened().added('p1', '7')
    expect(machine.outputs.map(({ type }) => type)).toEqual(['freshness', 'reset', 'upsert'])
    expect(machine.freshness).toMatchObject({
      state: 'retrying',
      asOf: 0,
      why: { code: 'expired' },
    })
  })
})

describe('a reader that is too slow', () => {
  const hold = { type: 'hold', complete: true, asOf: 42 } as const

  it('ends the request, and gets pages, each when there is room', () => {
    const machine = watching().send(hold)
    expect(machine.busy).toBe(false)
    expect(machine.freshness).toMatchObject({ state: 'retrying', asOf: 42, why: { code: 'slow' } })
    machine.send({ type: 'proceed' })
    expect(machine.lastQuery).toEqual({ limit: '500' })
    machine.opened().added('p1', '1').page('9', 'C1')
    expect(machine.requests).toHaveLength(2)
    machine.send({ type: 'proceed' })
    expect(machine.lastQuery).toEqual({ limit: '500', continue: 'C1' })
    machine.opened().added('p2', '2').page('9')
    expect(machine.store).toEqual(['p1', 'p2'])
    expect(machine.requests).toHaveLength(3)
    machine.send({ type: 'proceed' })
    expect(machine.lastQuery).toEqual({ ...watchFrom5, resourceVersion: '9' })
  })

  it('does not cut short a pause that the API server has asked for', () => {
    const machine = watching().errorEvent({ code: 429, retryAfterSeconds: 30 }).wait(1000)
    machine.send(hold, { type: 'proceed' })
    expect(machine.pause).toBe(29_000)
    expect(machine.waitOut().lastQuery).toEqual({ limit: '500' })
  })

  it('counts as loading while it has no complete snapshot', () => {
    const machine = watching().send({ ...hold, complete: false })
    expect(machine.freshness).toMatchObject({ state: 'loading', asOf: 0, why: { code: 'slow' } })
  })

  it('asks for the same page again after a failure, and for the first one when it has expired', () => {
    const machine = watching().send(hold, { type: 'proceed' }).opened().page('9', 'C1')
    machine.send({ type: 'proceed' }).status({ code: 429 }).waitOut()
    expect(machine.lastQuery).toEqual({ limit: '500', continue: 'C1' })
    machine.status({ code: 410 }).waitOut()
    expect(machine.lastQuery).toEqual({ limit: '500' })
  })
})

describe('a reader that is in time', () => {
  it('is not concerned by proceed and nudge', () => {
    const machine = watching().send({ type: 'proceed' }, { type: 'nudge' })
    expect(machine.requests).toHaveLength(1)
  })
})
