import { describe, expect, it } from 'vitest'
import type { DaemonSet } from '../k8s/objects.ts'
import { rolloutProgress, statusCounts } from './rolloutProgress.ts'

const daemonSet: DaemonSet = {
  metadata: { name: 'd', uid: 'u', generation: 2 },
  spec: { template: { spec: {} }, updateStrategy: { type: 'RollingUpdate' } },
  status: {
    observedGeneration: 2,
    desiredNumberScheduled: 4,
    updatedNumberScheduled: 1,
    numberAvailable: 3,
  },
}

describe('rolloutProgress', () => {
  it('counts updated Pods of those desired', () => {
    expect(rolloutProgress(daemonSet, statusCounts(daemonSet))).toEqual({
      desired: 4,
      updated: 1,
      available: 3,
      state: 'updating',
      fraction: 0.25,
    })
  })

  it.each([
    [{ desired: 4, updated: 4, available: 3 }, 'settling', 1],
    [{ desired: 4, updated: 4, available: 4 }, 'complete', 1],
    [{ desired: 0, updated: 0, available: 0 }, 'complete', 1],
    [{ desired: 2, updated: 3, available: 2 }, 'complete', 1],
  ] as const)('%j is %s', (counts, state, fraction) => {
    expect(rolloutProgress(daemonSet, counts)).toMatchObject({ state, fraction })
  })

  it('waits for the controller to see the newest spec', () => {
    const newer = { ...daemonSet, metadata: { ...daemonSet.metadata, generation: 3 } }
    expect(rolloutProgress(newer, { desired: 4, updated: 4, available: 4 }).state).toBe(
      'unobserved',
    )
  })

  it('OnDelete waits for someone to delete the Pods', () => {
    const manual = {
      ...daemonSet,
      spec: { ...daemonSet.spec, updateStrategy: { type: 'OnDelete' } },
    }
    expect(rolloutProgress(manual, statusCounts(manual)).state).toBe('manual')
  })

  it('a DaemonSet that no controller has seen has no counts', () => {
    const { status: _, ...fresh } = daemonSet
    expect(statusCounts(fresh)).toEqual({ desired: 0, updated: 0, available: 0 })
    expect(rolloutProgress(fresh, statusCounts(fresh)).state).toBe('unobserved')
  })
})
