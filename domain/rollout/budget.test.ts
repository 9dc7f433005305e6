import { describe, expect, it } from 'vitest'
import type { IntOrPercent } from '../k8s/objects.ts'
import { rolloutNumbers } from './budget.ts'
import { daemonSet } from './rollout.test-kit.ts'

describe('rolloutNumbers', () => {
  it('are by default one unavailable node and no surge', () => {
    const { spec: _, ...rest } = daemonSet()
    const bare = { ...rest, spec: { template: { spec: {} } } }
    expect(rolloutNumbers(bare, 9)).toMatchObject({
      strategy: 'RollingUpdate',
      field: 'maxUnavailable',
      limit: 1,
      isFallback: false,
      maxUnavailable: { value: 1, isDefault: true, count: 1 },
      maxSurge: { value: 0, isDefault: true, count: 0 },
      problems: [],
    })
  })

  it.each<[IntOrPercent, number, number]>([
    [3, 100, 3],
    [3, 2, 3],
    ['10%', 10, 1],
    ['10%', 11, 2],
    ['1%', 1, 1],
    ['34%', 3, 2],
    ['100%', 7, 7],
    ['10%', 0, 0],
    [2, 0, 2],
  ])('%s of %i nodes are %i, rounded up', (value, desired, count) => {
    const unavailable = rolloutNumbers(daemonSet({ maxUnavailable: value }), desired)
    expect(unavailable.maxUnavailable.count).toBe(count)
    expect(unavailable.limit).toBe(count)
    const surge = rolloutNumbers(daemonSet({ maxUnavailable: 0, maxSurge: value }), desired)
    expect(surge.maxSurge.count).toBe(count)
  })

  it('say what a percentage is of, and the share before rounding', () => {
    const { maxUnavailable } = rolloutNumbers(daemonSet({ maxUnavailable: '10%' }), 25)
    expect(maxUnavailable.share).toEqual({ percent: 10, of: 25, exact: 2.5 })
    expect(rolloutNumbers(daemonSet({ maxUnavailable: 2 }), 25).maxUnavailable.share).toBe(
      undefined,
    )
  })

  it('take both at 0 for one unavailable node, if any node is desired', () => {
    const zero = daemonSet({ maxUnavailable: '0%', maxSurge: 0 })
    expect(rolloutNumbers(zero, 5)).toMatchObject({ limit: 1, isFallback: true })
    expect(rolloutNumbers(zero, 0)).toMatchObject({ limit: 0, isFallback: false })
    expect(rolloutNumbers(zero, 5).problems).toEqual([
      { kind: 'bothZero', field: 'maxUnavailable' },
    ])
  })

  it('let a surge count alone, and refuse it beside the default of maxUnavailable', () => {
    const surge = daemonSet({ maxSurge: 2 })
    expect(rolloutNumbers(surge, 5)).toMatchObject({
      field: 'maxSurge',
      limit: 2,
      problems: [{ kind: 'bothSet', field: 'maxSurge' }],
    })
    const valid = daemonSet({ maxSurge: 2, maxUnavailable: 0 })
    expect(rolloutNumbers(valid, 5).problems).toEqual([])
  })

  it('allow two Pods on a node from 1 or 1 % on, even while no node is desired', () => {
    expect(rolloutNumbers(daemonSet({ maxSurge: '1%' }), 0)).toMatchObject({
      allowsSurge: true,
      field: 'maxUnavailable',
    })
    expect(rolloutNumbers(daemonSet(), 5).allowsSurge).toBe(false)
    expect(rolloutNumbers(daemonSet({ type: 'OnDelete', maxSurge: 1 }), 5)).toMatchObject({
      allowsSurge: false,
      limit: 0,
      problems: [],
    })
  })

  it.each<[IntOrPercent, string]>([
    ['5', 'malformed'],
    ['-5%', 'malformed'],
    ['five', 'malformed'],
    ['', 'malformed'],
    [-1, 'malformed'],
    [1.5, 'malformed'],
    ['101%', 'over100Percent'],
  ])('%s is refused as %s', (value, kind) => {
    expect(rolloutNumbers(daemonSet({ maxUnavailable: value }), 5).problems).toEqual([
      { kind, field: 'maxUnavailable' },
    ])
  })
})
