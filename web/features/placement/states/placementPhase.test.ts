import { describe, expect, it } from 'vitest'
import { connection, freshness } from '../../../app/answers.test-kit.ts'
import { gridFrame } from '../grid.test-kit.ts'
import { placementPhase } from './placementPhase.ts'
import { staleSince } from './staleSince.ts'

const forbidden = { code: 'forbidden', message: 'nodes is forbidden', status: 403 } as const

describe('what the page shows', () => {
  it('is loading until nodes and DaemonSets are complete, whatever came of them', () => {
    const kind = (some: object, frame = gridFrame()) => placementPhase(connection(some), frame).kind
    expect(placementPhase(undefined, gridFrame()).kind).toBe('loading')
    expect(placementPhase(connection(), undefined).kind).toBe('loading')
    expect(kind({ nodes: freshness('loading') })).toBe('loading')
    expect(kind({ pods: freshness('loading') })).toBe('grid')
  })

  it('is a refusal only where what the grid is made of may not be read', () => {
    const denied = freshness('denied', { why: forbidden })
    expect(placementPhase(connection({ nodes: denied }), gridFrame())).toMatchObject({
      kind: 'refused',
      state: { kind: 'denied', resources: ['nodes'], why: 'nodes is forbidden' },
    })
    expect(placementPhase(connection({ pods: denied }), gridFrame()).kind).toBe('grid')
  })

  it('is the grid where the data is old', () => {
    const view = connection({ nodes: freshness('retrying'), daemonsets: freshness('stale') })
    expect(placementPhase(view, gridFrame()).kind).toBe('grid')
  })

  it('tells an empty cluster from filters that hide everything', () => {
    const none = { shown: 0, all: 0 }
    const hidden = { shown: 0, all: 7 }
    const kind = (some: object) => placementPhase(connection(), { ...gridFrame(), ...some }).kind
    expect(kind({ nodes: none })).toBe('noNodes')
    expect(kind({ daemonSets: none })).toBe('noDaemonSets')
    expect(kind({ nodes: hidden })).toBe('noNodesLeft')
    expect(kind({ daemonSets: hidden })).toBe('noDaemonSetsLeft')
  })
})

describe('old data', () => {
  it('is as old as the oldest resource', () => {
    const view = connection({
      nodes: freshness('stale', { asOf: 400 }),
      pods: freshness('retrying', { asOf: 300 }),
    })
    expect(staleSince(view)).toBe(300)
  })

  it('is as old as the last word of a server that is gone', () => {
    expect(staleSince({ ...connection({}, 'reconnecting'), lastHeard: 900 })).toBe(900)
  })

  it('nothing is old while all is live, polled, loading or denied', () => {
    expect(staleSince(connection())).toBeUndefined()
    const view = connection({
      pods: freshness('loading'),
      nodes: freshness('polling'),
      namespaces: freshness('denied'),
    })
    expect(staleSince(view)).toBeUndefined()
  })
})
