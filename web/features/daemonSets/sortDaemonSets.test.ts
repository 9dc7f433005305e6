import { describe, expect, it } from 'vitest'
import { counts, daemonSet } from '../../app/answers.test-kit.ts'
import { sortDaemonSets, type SortKey } from './sortDaemonSets.ts'

interface Made {
  readonly namespace: string
  readonly name: string
  readonly created: string
  readonly ready: number
}

function make({ namespace, name, created, ready }: Made) {
  const made = daemonSet(name, `uid-${namespace}-${name}`, namespace)
  return {
    counts: counts(),
    nodesNotReady: 0,
    lag: [],
    daemonSet: {
      ...made,
      metadata: { ...made.metadata, creationTimestamp: created },
      status: { desiredNumberScheduled: 5, numberReady: ready },
    },
  }
}

const all = [
  make({ namespace: 'b', name: 'x', created: '2026-01-03T00:00:00Z', ready: 5 }),
  make({ namespace: 'a', name: 'y', created: '2026-01-01T00:00:00Z', ready: 5 }),
  make({ namespace: 'a', name: 'x', created: '2026-01-02T00:00:00Z', ready: 1 }),
]

const order = (key: SortKey, direction: 'asc' | 'desc') =>
  sortDaemonSets(all, key, direction).map(
    ({ daemonSet: { metadata } }) => `${metadata.namespace}/${metadata.name}`,
  )

describe('sortDaemonSets', () => {
  it('goes by namespace, and within one by name whatever the direction', () => {
    expect(order('namespace', 'asc')).toEqual(['a/x', 'a/y', 'b/x'])
    expect(order('namespace', 'desc')).toEqual(['b/x', 'a/x', 'a/y'])
  })

  it('puts first where most Pods are lacking', () => {
    expect(order('ready', 'asc')).toEqual(['a/x', 'a/y', 'b/x'])
    expect(order('ready', 'desc')).toEqual(['a/y', 'b/x', 'a/x'])
  })

  it('puts the youngest first by age', () => {
    expect(order('age', 'asc')).toEqual(['b/x', 'a/x', 'a/y'])
  })
})
