import { describe, expect, it } from 'vitest'
import type { Pod } from '../k8s/objects.ts'
import type { Line } from './lines.ts'
import { applyLine, emptyStore, endOfConnection } from './streamState.ts'

function pod(uid: string, name = uid): Pod {
  return { uid, name, namespace: 'n', created: 1, phase: '', ready: true, restarts: 0 }
}

const reset: Line = { type: 'reset', resource: 'pods' }

function items(...objects: Pod[]): Line {
  return { type: 'items', resource: 'pods', objects }
}

function end(resourceVersion: string): Line {
  return { type: 'end', resource: 'pods', resourceVersion }
}

function delta(resourceVersion: string, upserts: Pod[], deletes: string[] = []): Line {
  return { type: 'delta', resource: 'pods', upserts, deletes, resourceVersion }
}

function storeAfter(...lines: Line[]) {
  const store = emptyStore()
  for (const line of lines) applyLine(store, line)
  return store
}

function uids(store: ReturnType<typeof emptyStore>): string[] {
  return [...store.pods.objects.keys()]
}

describe('a client of the stream', () => {
  it('shows nothing of a snapshot before its end, and then all of it at once', () => {
    const store = storeAfter(reset, items(pod('a')), items(pod('b')))
    expect(uids(store)).toEqual([])
    applyLine(store, end('5'))
    expect(uids(store)).toEqual(['a', 'b'])
    expect(store.pods.version).toBe('5')
  })

  it('keeps showing the old snapshot while a new one comes, and forgets what is not in it', () => {
    const store = storeAfter(reset, items(pod('a'), pod('b')), end('5'), reset, items(pod('b')))
    expect(uids(store)).toEqual(['a', 'b'])
    applyLine(store, end('9'))
    expect(uids(store)).toEqual(['b'])
  })

  it('applies deletions within a snapshot to that snapshot, whose version counts only at its end', () => {
    const store = storeAfter(reset, items(pod('a')), end('5'), reset, items(pod('a'), pod('b')))
    applyLine(store, delta('9', [pod('c')], ['a']))
    expect(uids(store)).toEqual(['a'])
    expect(store.pods.version).toBe('5')
    applyLine(store, end('9'))
    expect(uids(store)).toEqual(['b', 'c'])
  })

  it('takes the same name with another uid for another object', () => {
    const store = storeAfter(
      reset,
      items(pod('a', 'x')),
      end('5'),
      delta('6', [pod('b', 'x')], ['a']),
    )
    expect(uids(store)).toEqual(['b'])
  })

  it('does not mind the deletion of what it never had', () => {
    expect(uids(storeAfter(reset, end('5'), delta('6', [], ['nobody'])))).toEqual([])
  })

  it('withdraws data that it may no longer see, and does not resume it', () => {
    const store = storeAfter(reset, items(pod('a')), end('5'), {
      type: 'freshness',
      resource: 'pods',
      freshness: { state: 'denied', asOf: 1, since: 2 },
    })
    expect(uids(store)).toEqual([])
    expect(endOfConnection(store)).toEqual({})
  })

  it('throws half a snapshot away when the connection ends, and resumes what was complete', () => {
    const store = storeAfter(reset, items(pod('a')), end('5'), reset, items(pod('b')))
    applyLine(store, { type: 'reset', resource: 'nodes' })
    expect(endOfConnection(store)).toEqual({ pods: '5' })
    applyLine(store, end('9'))
    expect(uids(store)).toEqual(['a'])
  })
})
