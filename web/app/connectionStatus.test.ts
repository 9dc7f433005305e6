import { describe, expect, it } from 'vitest'
import { connectionStatus } from './connectionStatus.ts'
import { connection, freshness, now } from './answers.test-kit.ts'

describe('connectionStatus', () => {
  it('is connecting before the worker has said anything, and while the first data comes', () => {
    expect(connectionStatus(undefined)).toEqual({ kind: 'connecting' })
    expect(connectionStatus(connection({}, 'connecting'))).toEqual({ kind: 'connecting' })
    expect(connectionStatus(connection({ pods: freshness('loading') }))).toEqual({
      kind: 'connecting',
    })
  })

  it('is live when everything is', () => {
    expect(connectionStatus(connection())).toEqual({ kind: 'live' })
  })

  it('says as of when where something may only be listed again and again', () => {
    const pods = freshness('polling', { asOf: now - 7000 })
    expect(connectionStatus(connection({ pods }))).toEqual({ kind: 'polling', asOf: now - 7000 })
  })

  it('is reconnecting when one resource is old, since the oldest of them', () => {
    const view = connection({
      nodes: freshness('retrying', { asOf: now - 5000 }),
      pods: freshness('stale', { asOf: now - 9000 }),
    })
    expect(connectionStatus(view)).toEqual({ kind: 'reconnecting', lastUpdate: now - 9000 })
  })

  it('is reconnecting when the console’s server is gone', () => {
    expect(connectionStatus(connection({}, 'reconnecting'))).toEqual({
      kind: 'reconnecting',
      lastUpdate: now,
    })
  })

  it('names what the user may not read', () => {
    const denied = freshness('denied')
    expect(connectionStatus(connection({ pods: denied, nodes: denied }))).toEqual({
      kind: 'denied',
      resources: ['nodes', 'pods'],
    })
  })
})
