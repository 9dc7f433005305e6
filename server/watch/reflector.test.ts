/** client-go's own tests of its reflector (tools/cache), as sentences about ours. */
import { describe, expect, it } from 'vitest'
import { Machine, watching, watchingWithoutWatchList } from './machine.test-kit.ts'

const watchListQuery = {
  watch: '1',
  sendInitialEvents: 'true',
  allowWatchBookmarks: 'true',
  resourceVersionMatch: 'NotOlderThan',
}

const firstList = { resourceVersion: '0', limit: '500' }

function watchQuery(resourceVersion: string) {
  return { watch: '1', allowWatchBookmarks: 'true', resourceVersion }
}

describe('TestWatchList', () => {
  it('has nothing before the bookmark that ends the initial events', () => {
    const machine = new Machine().opened().added('p1', '1')
    expect(machine.lastQuery).toEqual(watchListQuery)
    expect(machine.store).toEqual([])
  })

  it('lists and watches where WatchList is known to be refused', () => {
    const machine = new Machine()
    machine.watchListRefused = true
    machine.status({ code: 422 })
    expect(machine.lastQuery).toEqual(firstList)
    machine.opened().added('p1', '1').page('1')
    expect(machine.lastQuery).toEqual(watchQuery('1'))
    expect(machine.store).toEqual(['p1'])
  })

  it.each([422, 400, 404, 500])('falls back to LIST in this cycle on a status %i', (code) => {
    const machine = new Machine().status({ code })
    expect(machine.lastQuery).toEqual(firstList)
    machine.opened().added('p1', '1').page('1').opened().added('p2', '2')
    expect(machine.kinds).toEqual(['watchList', 'list', 'watch'])
    expect(machine.store).toEqual(['p1', 'p2'])
  })

  it('falls back to LIST on an ERROR event in place of initial events (an old etcd)', () => {
    const machine = new Machine().opened().errorEvent({ code: 500, message: 'required storage' })
    expect(machine.lastQuery).toEqual(firstList)
  })

  it('is complete with the bookmark, and goes on reading the same answer', () => {
    const machine = new Machine().opened().added('p1', '1').added('p2', '2').bookmark('2', true)
    expect(machine.store).toEqual(['p1', 'p2'])
    expect(machine.requests).toHaveLength(1)
    machine.added('p3', '3')
    expect(machine.store).toEqual(['p1', 'p2', 'p3'])
    expect(machine.outputs.at(-1)).toEqual({ type: 'version', version: '3' })
  })

  it('takes changes and deletions that come before the bookmark', () => {
    const machine = new Machine().opened().added('p1', '1').added('p2', '2')
    machine.event('MODIFIED', 'p1', '3').added('p3', '4').event('DELETED', 'p3', '5')
    expect(machine.bookmark('5', true).store).toEqual(['p1', 'p2'])
  })

  it('tries again after 429, the same request', () => {
    const machine = new Machine()
    for (let i = 0; i < 2; i += 1) {
      machine.status({ code: 429, reason: 'TooManyRequests', retryAfterSeconds: 1 })
      machine.waitOut()
    }
    machine.opened().added('p1', '1').bookmark('2', true)
    expect(machine.kinds).toEqual(['watchList', 'watchList', 'watchList'])
    expect(machine.lastQuery).toEqual(watchListQuery)
    expect(machine.store).toEqual(['p1'])
  })

  it('throws away initial events that end without the bookmark, and asks for all of them again', () => {
    const machine = new Machine().opened().added('old', '1').closed().wait(2000)
    expect(machine.lastQuery).toEqual(watchListQuery)
    machine.opened().added('p1', '1').bookmark('1', true)
    expect(machine.store).toEqual(['p1'])
  })

  it('resumes a watch that ends later from the last version', () => {
    const machine = new Machine().opened().added('p1', '1').bookmark('2', true).added('p3', '3')
    machine.wait(60_000).bookmark('3').wait(60_000).closed()
    expect(machine.lastQuery).toEqual(watchQuery('3'))
    expect(machine.opened().added('p4', '4').store).toEqual(['p1', 'p3', 'p4'])
  })

  it('begins a new snapshot, not older than what was seen, when that version has expired', () => {
    const machine = new Machine().opened().bookmark('2', true).added('p3', '3').wait(2000).closed()
    machine.status({ code: 410, reason: 'Expired' })
    expect(machine.lastQuery).toEqual({ ...watchListQuery, resourceVersion: '3' })
  })

  it('looks at the value of the annotation', () => {
    const machine = new Machine().opened().added('p1', '1').bookmark('2', false)
    expect(machine.store).toEqual([])
  })
})

describe('TestReflectorListAndWatchWithErrors', () => {
  it('keeps what it had through failing lists and watches, and takes the next list as a whole', () => {
    const machine = watchingWithoutWatchList().added('foo', '6').added('bar', '7')
    expect(machine.store).toEqual(['bar', 'foo'])
    machine.status({ code: 500 }).waitOut()
    machine.status({ code: 400, message: 'a watch error' }).waitOut()
    machine.status({ code: 500, message: 'a list error' }).waitOut()
    expect(machine.store).toEqual(['bar', 'foo'])
    machine.opened().added('bar', '7').added('qux', '9').page('9')
    expect(machine.store).toEqual(['bar', 'qux'])
  })
})

describe('TestReflectorFullListIfExpired', () => {
  it('lists first from version 0 in pages, then without limit from the version that it has seen', () => {
    const machine = watchingWithoutWatchList()
    expect(machine.requests.map(({ query }) => query)[1]).toBe('limit=500&resourceVersion=0')
    machine.errorEvent({ code: 410, reason: 'Expired' })
    expect(machine.lastQuery).toEqual({
      resourceVersion: '5',
      resourceVersionMatch: 'NotOlderThan',
    })
  })

  it('asks for the whole list when a later page has expired, and never goes on with its token', () => {
    const machine = new Machine().status({ code: 422 }).opened().added('p1', '1').page('10', 'C1')
    expect(machine.lastQuery).toEqual({ limit: '500', continue: 'C1' })
    machine.status({ code: 410, reason: 'Expired' })
    expect(machine.lastQuery).toEqual({ resourceVersion: '0' })
    machine.opened().added('p2', '2').page('11')
    expect(machine.store).toEqual(['p2'])
    expect(machine.lastQuery).toEqual(watchQuery('11'))
  })

  it('watches from the version of the first page, whatever later ones name', () => {
    const machine = new Machine()
      .status({ code: 422 })
      .opened()
      .page('10', 'C1')
      .opened()
      .page('12')
    expect(machine.lastQuery).toEqual(watchQuery('10'))
  })

  it('pages also from a known version where the server paged from version 0: it has no watch cache', () => {
    const machine = new Machine()
      .status({ code: 422 })
      .opened()
      .page('10', 'C1')
      .opened()
      .page('10')
    machine.opened().errorEvent({ code: 410 })
    expect(machine.lastQuery).toMatchObject({ limit: '500', resourceVersion: '10' })
  })
})

describe('TestReflectorFullListIfTooLarge', () => {
  it.each([
    { code: 504, causes: [{ reason: 'ResourceVersionTooLarge', message: '' }] },
    {
      code: 504,
      reason: 'Timeout',
      causes: [{ reason: '', message: 'Too large resource version' }],
    },
    { code: 504, reason: 'Timeout', message: 'Too large resource version: 20, current: 10' },
  ])('asks at once for the most recent snapshot: %j', (status) => {
    const machine = watching().errorEvent({ code: 410 })
    expect(machine.lastQuery['resourceVersion']).toBe('5')
    machine.status({ ...status, retryAfterSeconds: 1 })
    expect(machine.lastQuery).toEqual(watchListQuery)
    machine.opened().bookmark('30', true)
    machine.errorEvent({ code: 410 }).wait(5000)
    expect(machine.lastQuery['resourceVersion']).toBe('30')
  })
})

describe('TestBackoffOnTooManyRequests, TestNoRelistOnTooManyRequests', () => {
  it('watches again from the same version after 429, as status and as event, without a list', () => {
    const machine = watching().added('p1', '7')
    for (let i = 0; i < 5; i += 1) {
      machine.errorEvent({ code: 429, reason: 'TooManyRequests' }).waitOut()
      machine.status({ code: 429, reason: 'TooManyRequests' }).waitOut()
      machine.opened()
    }
    expect(new Set(machine.kinds.slice(1))).toEqual(new Set(['watch']))
    expect(machine.lastQuery).toEqual(watchQuery('7'))
  })
})

describe('TestWatchTimeout', () => {
  it.each([0, 0.5, 0.999])('asks the server to end each watch after 5 to 10 minutes', (random) => {
    const machine = watching()
    machine.random = random
    machine.wait(2000).closed()
    const seconds = Number(
      new URLSearchParams(machine.requests.at(-1)?.query).get('timeoutSeconds'),
    )
    expect(seconds).toBe(300 + Math.floor(random * 300))
  })
})

describe('TestReflectorReplacesStoreOnUnsafeDelete', () => {
  it('lists anew after StorageReadError: a corrupt object was deleted without an event', () => {
    const machine = watching()
      .added('p1', '7')
      .errorEvent({ code: 500, reason: 'StorageReadError' })
    machine.wait(2000).opened().bookmark('9', true)
    expect(machine.store).toEqual([])
  })
})
