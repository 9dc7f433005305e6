import { describe, expect, it } from 'vitest'
import { connection, freshness, now } from '../app/answers.test-kit.ts'
import { dataState } from './dataState.ts'

const forbidden = { code: 'forbidden', message: 'pods is forbidden', status: 403 } as const
const unreachable = { code: 'unreachable', message: 'ECONNREFUSED' } as const

describe('dataState', () => {
  it('looks only at what the view needs', () => {
    const { resources } = connection({ pods: freshness('denied', { why: forbidden }) })
    expect(dataState(resources, ['nodes'])).toEqual({ kind: 'live' })
    expect(dataState(resources, ['nodes', 'pods'])).toEqual({
      kind: 'denied',
      resources: ['pods'],
      isUnauthenticated: false,
      why: 'pods is forbidden',
    })
  })

  it('tells credentials that are too weak from those that are no longer accepted', () => {
    const why = { code: 'unauthenticated', message: 'Unauthorized', status: 401 } as const
    const { resources } = connection({ nodes: freshness('denied', { why }) })
    expect(dataState(resources, ['nodes'])).toMatchObject({ isUnauthenticated: true })
  })

  it('is loading until there is a first snapshot, and says so when that fails', () => {
    const loading = connection({ nodes: freshness('loading') }).resources
    expect(dataState(undefined, ['nodes'])).toEqual({ kind: 'loading' })
    expect(dataState(loading, ['nodes'])).toEqual({ kind: 'loading' })
    const failing = connection({ nodes: freshness('retrying', { asOf: 0, why: unreachable }) })
    expect(dataState(failing.resources, ['nodes'])).toEqual({
      kind: 'unreachable',
      why: 'ECONNREFUSED',
    })
  })

  it('tells an API server that is silent from a console that is', () => {
    const { resources } = connection({ nodes: freshness('retrying', { why: unreachable }) })
    expect(dataState(resources, ['nodes'])).toMatchObject({ kind: 'stale', silent: 'cluster' })
  })

  it('is as old as the oldest of what is old', () => {
    const { resources } = connection({
      nodes: freshness('retrying', { asOf: now - 1000, why: unreachable }),
      pods: freshness('stale', { asOf: now - 2000 }),
    })
    expect(dataState(resources, ['nodes', 'daemonsets', 'pods'])).toEqual({
      kind: 'stale',
      resources: ['nodes', 'pods'],
      asOf: now - 2000,
      silent: 'console',
      why: 'ECONNREFUSED',
    })
  })
})
