import { describe, expect, it } from 'vitest'
import { Machine, watching } from './machine.test-kit.ts'

describe('rights', () => {
  it('that are missing are said, and asked for, in the end once in half a minute or more', () => {
    const machine = new Machine().status({ code: 403 }).status({ code: 403, message: 'may not' })
    expect(machine.kinds).toEqual(['watchList', 'list'])
    const why = { code: 'forbidden', status: 403, message: 'may not' }
    expect(machine.freshness).toMatchObject({ state: 'denied', asOf: 0, why })
    expect(machine.pause).toBeLessThan(2000)
    for (let times = 0; times < 10; times++)
      machine.waitOut().status({ code: 403 }).status({ code: 403 })
    expect(machine.pause).toBe(30_000)
  })

  it('that a server does not know yet, just after its start, change nothing but the freshness', () => {
    const machine = watching().added('p1', '6').wait(2000).closed().refused().waitOut()
    machine.status({ code: 403, message: 'not yet' })
    const why = { code: 'forbidden', message: 'not yet' }
    expect(machine.freshness).toMatchObject({ state: 'retrying', why })
    expect(machine.store).toEqual(['p1'])
    machine.waitOut()
    expect(machine.lastQuery).toEqual({
      watch: '1',
      allowWatchBookmarks: 'true',
      resourceVersion: '6',
    })
    machine.opened().bookmark('7')
    expect(machine.freshness?.state).toBe('live')
  })

  it('that a server learns late, and a history that it has lost, cost seconds, however long it was away', () => {
    const machine = watching().wait(2000).closed()
    for (let times = 0; times < 50; times++) machine.refused().waitOut()
    machine.status({ code: 403 })
    expect(machine.pause).toBeLessThanOrEqual(5000)
    machine.waitOut().opened().errorEvent({ code: 410, reason: 'Expired' })
    expect(machine.busy).toBe(true)
    expect(machine.kinds.at(-1)).toBe('watchList')
  })

  it('that are taken away for good are said after ten seconds', () => {
    const machine = watching().wait(2000).closed()
    const { now } = machine
    for (let times = 0; machine.freshness?.state !== 'denied' && times < 20; times++) {
      machine.status({ code: 403 })
      if (!machine.busy) machine.waitOut()
    }
    expect(machine.freshness).toMatchObject({ state: 'denied', why: { code: 'forbidden' } })
    expect(machine.now - now).toBeGreaterThanOrEqual(10_000)
    expect(machine.now - now).toBeLessThan(30_000)
  })

  it('that come back begin with a whole snapshot, for the client has withdrawn what it had', () => {
    const machine = new Machine().status({ code: 401, message: 'expired token' })
    expect(machine.freshness).toMatchObject({ state: 'denied', why: { code: 'unauthenticated' } })
    machine.waitOut().opened()
    expect(machine.outputs.at(-1)).toMatchObject({ freshness: { state: 'loading' } })
    machine.bookmark('9', true)
    expect(machine.freshness?.state).toBe('live')
  })

  it('to list without those to watch give lists, until watching is allowed', () => {
    const machine = new Machine().status({ code: 403 }).opened().added('p1', '1').page('7')
    expect(machine.store).toEqual(['p1'])
    expect(machine.freshness).toMatchObject({ state: 'polling', asOf: machine.now })
    machine.waitOut()
    expect(machine.kinds.at(-1)).toBe('watchList')
    machine.status({ code: 403 }).opened().added('p2', '8').page('8')
    expect(machine.store).toEqual(['p2'])
    expect(machine.freshness).toMatchObject({ state: 'polling', asOf: machine.now })
    for (let times = 0; times < 10; times++)
      machine.waitOut().status({ code: 403 }).opened().page('9')
    expect(machine.pause).toBe(15_000)
    machine.waitOut().opened().bookmark('10', true)
    expect(machine.freshness?.state).toBe('live')
  })

  it('to list are not used twice in a row where there is no WatchList and no right to watch', () => {
    const machine = new Machine()
    machine.watchListRefused = true
    machine.status({ code: 422 }).opened().page('7').status({ code: 403 })
    expect(machine.freshness?.state).toBe('polling')
    expect(machine.waitOut().opened().page('8').status({ code: 403 }).freshness?.state).toBe(
      'polling',
    )
    expect(machine.kinds).toEqual(['watchList', 'list', 'watch', 'list', 'watch'])
  })
})
