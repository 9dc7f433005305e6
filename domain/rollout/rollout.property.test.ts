import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Pod } from '../k8s/objects.ts'
import { isAvailable, nodeOf } from '../k8s/pods.ts'
import { forecastRollout } from './forecast.ts'
import type { StrategyOptions } from './rollout.test-kit.ts'
import {
  crashing,
  node,
  now,
  oldPod,
  outdatedRollout,
  pending,
  rollout,
  unready,
  updatedPod,
} from './rollout.test-kit.ts'
import type { RolloutTrouble } from './rolloutCells.ts'
import { simulateRollout } from './simulateRollout.ts'

const names = Array.from({ length: 8 }, (_, index) => `n${index}`)

const amount = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constantFrom('0%', '1%', '30%', '100%'))
const strategy: fc.Arbitrary<StrategyOptions> = fc.record({
  type: fc.constantFrom('RollingUpdate', 'RollingUpdate', 'RollingUpdate', 'OnDelete'),
  maxUnavailable: amount,
  maxSurge: fc.oneof(fc.constant(0), amount),
  minReadySeconds: fc.constantFrom(0, 60),
})
const facts: fc.Arbitrary<Partial<Pod>> = fc.constantFrom(
  {},
  {},
  unready,
  crashing,
  { deleted: 999 },
  { readySince: 990 },
  { phase: 'Failed', ready: false },
  { phase: 'Succeeded', ready: false, deleted: 999 },
  // Of the current generation by its label, though not by its hash.
  { templateGeneration: '2' },
)
const podsOn = (on: string) =>
  fc.array(
    fc
      .tuple(fc.boolean(), facts, fc.boolean(), fc.integer({ min: 0, max: 5 }))
      .map(([isOld, own, waits, created]) => {
        const pod = isOld ? oldPod(on, { ...own, created }) : updatedPod(on, { ...own, created })
        return waits ? pending(pod) : pod
      }),
    { maxLength: 3 },
  )
const nodeNamed = (name: string) =>
  fc
    .tuple(fc.constantFrom([true, true], [true, true], [false, true], [false, false]), fc.boolean())
    .map(([[shouldRun = true, shouldContinueRunning = true], isReady]) =>
      node(name, { shouldRun, shouldContinueRunning, isReady }),
    )
const anyRollout = fc
  .record({
    nodes: fc.tuple(...names.slice(1).map(nodeNamed)),
    // The first name has no Node.
    pods: fc.tuple(...names.map(podsOn)),
    strategy,
  })
  .map(({ nodes, pods, strategy: options }) => {
    const named = pods.flat().map((pod, index) => ({ ...pod, name: `p${index}` }))
    return rollout(nodes, named, options)
  })
const anyTrouble: fc.Arbitrary<RolloutTrouble> = fc.record({
  deadNodes: fc.subarray(names).map((dead) => new Set(dead)),
  stuckNodes: fc
    .array(fc.tuple(fc.constantFrom(...names), fc.constantFrom('pending', 'failing')))
    .map((stuck) => new Map(stuck)),
  isPortTaken: fc.boolean(),
})

describe('every rollout', () => {
  it('never takes more than maxUnavailable available Pods away in a step of its rolling update', () => {
    fc.assert(
      fc.property(anyRollout, (input) => {
        const { next, numbers } = forecastRollout(input)
        fc.pre(numbers.field === 'maxUnavailable')
        const seconds = input.daemonSet.spec.minReadySeconds ?? 0
        const serving = input.pods.filter(
          (pod) => pod.deleted === undefined && isAvailable(pod, seconds, now),
        )
        const certain = next.deleted.filter(({ cause }) => cause === 'outdated')
        const taken = certain.filter(({ pod }) => serving.some(({ name }) => name === pod))
        expect(taken).toEqual([])
        const served = new Set(serving.map(nodeOf))
        const without = input.nodes.filter(({ name, shouldRun }) => shouldRun && !served.has(name))
        const { chosen } = next.budgeted
        if (chosen > 0) expect(chosen + without.length).toBeLessThanOrEqual(numbers.limit)
      }),
      { numRuns: 1000 },
    )
  })

  it('ends, and is called complete only when nothing is outdated or unavailable', () => {
    fc.assert(
      fc.property(anyRollout, anyTrouble, (input, trouble) => {
        const { steps, end } = simulateRollout(input, trouble)
        // Each Pod goes once, and each node gets one new Pod or two.
        expect(steps.length).toBeLessThanOrEqual(input.pods.length + 2 * input.nodes.length)
        const last = steps.at(-1)
        if (end.kind !== 'complete' || last === undefined) return
        expect(last.outdated).toBe(0)
        expect(last.counts.available).toBe(last.counts.desired)
      }),
      { numRuns: 1000 },
    )
  })

  it('names who is in the way when it stalls for a budget', () => {
    fc.assert(
      fc.property(anyRollout, anyTrouble, (input, trouble) => {
        const { end, numbers } = forecastRollout(input, trouble)
        if (end.kind === 'stalled' && numbers.limit > 0) expect(end.holders).not.toEqual([])
      }),
      { numRuns: 1000 },
    )
  })

  it('that begins with all Pods available keeps its promise through every step', () => {
    fc.assert(
      fc.property(strategy, anyTrouble, (options, trouble) => {
        const input = outdatedRollout(names.length, { ...options, type: 'RollingUpdate' })
        const { numbers } = forecastRollout(input, trouble)
        const allowed = numbers.field === 'maxSurge' ? 0 : numbers.limit
        for (const { unavailable } of simulateRollout({ ...input, now: 9999 }, trouble).steps) {
          expect(unavailable).toBeLessThanOrEqual(allowed)
        }
      }),
      { numRuns: 1000 },
    )
  })
})
