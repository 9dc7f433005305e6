import { describe, expect, it } from 'vitest'
import type { Freshness, Resource } from '../../../../domain/stream/lines.ts'
import type { ConnectionView } from '../../../live/views.ts'
import { gridFrame } from '../placement.test-kit.ts'
import { placementPhase } from './placementPhase.ts'
import { staleSince } from './staleSince.ts'

const live = { state: 'live', asOf: 1000, since: 500, count: 3 } as const

function connection(
  some: Partial<Record<Resource, Freshness>>,
  state: ConnectionView['state'] = 'live',
): ConnectionView {
  const all = { nodes: live, daemonsets: live, pods: live, controllerrevisions: live, namespaces: live }
  const changed = Object.fromEntries(
    Object.entries(some).map(([name, freshness]) => [name, { count: 3, ...freshness }]),
  )
  return { state, lastHeard: 900, resources: { ...all, ...changed } }
}

describe('what the page shows', () => {
  it('is loading until nodes and DaemonSets are complete, whatever came of them', () => {
    const loading = { state: 'loading', asOf: 0, since: 0 } as const
    expect(placementPhase(undefined, gridFrame()).kind).toBe('loading')
    expect(placementPhase(connection({}), undefined).kind).toBe('loading')
    expect(placementPhase(connection({ nodes: loading }), gridFrame()).kind).toBe('loading')
    expect(placementPhase(connection({ pods: loading }), gridFrame()).kind).toBe('grid')
  })

  it('says which of the two may not be read', () => {
    const denied = {
      state: 'denied',
      asOf: 0,
      since: 0,
      why: { code: 'forbidden', message: 'nodes is forbidden', status: 403 },
    } as const
    expect(placementPhase(connection({ nodes: denied }), gridFrame())).toEqual({
      kind: 'denied',
      resource: 'nodes',
      why: 'nodes is forbidden',
    })
    expect(placementPhase(connection({ pods: denied }), gridFrame()).kind).toBe('grid')
  })

  it('says why nothing has come yet', () => {
    const retrying = {
      state: 'retrying',
      asOf: 0,
      since: 0,
      why: { code: 'unreachable', message: 'connect ECONNREFUSED' },
    } as const
    const phase = placementPhase(connection({ daemonsets: retrying }), gridFrame())
    expect(phase).toEqual({ kind: 'unreachable', why: 'connect ECONNREFUSED' })
  })

  it('old data is shown, not an error', () => {
    const retrying = { state: 'retrying', asOf: 400, since: 500 } as const
    expect(placementPhase(connection({ nodes: retrying }), gridFrame()).kind).toBe('grid')
  })

  it('tells an empty cluster from filters that hide everything', () => {
    const none = { shown: 0, all: 0 }
    const hidden = { shown: 0, all: 7 }
    const kind = (some: object) => placementPhase(connection({}), { ...gridFrame(), ...some }).kind
    expect(kind({ nodes: none })).toBe('noNodes')
    expect(kind({ daemonSets: none })).toBe('noDaemonSets')
    expect(kind({ nodes: hidden })).toBe('noNodesLeft')
    expect(kind({ daemonSets: hidden })).toBe('noDaemonSetsLeft')
  })
})

describe('old data', () => {
  it('is as old as the oldest resource', () => {
    const view = connection({
      nodes: { state: 'stale', asOf: 400, since: 500 },
      pods: { state: 'retrying', asOf: 300, since: 500 },
    })
    expect(staleSince(view)).toBe(300)
  })

  it('is as old as the last word of a server that is gone', () => {
    expect(staleSince(connection({}, 'reconnecting'))).toBe(900)
  })

  it('nothing is old while all is live, polled, loading or denied', () => {
    expect(staleSince(connection({}))).toBeUndefined()
    const view = connection({
      pods: { state: 'loading', asOf: 0, since: 0 },
      nodes: { state: 'polling', asOf: 900, since: 0 },
      namespaces: { state: 'denied', asOf: 0, since: 0 },
    })
    expect(staleSince(view)).toBeUndefined()
  })
})
