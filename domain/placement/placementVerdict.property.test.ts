import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tolerationFor } from '../k8s/taints.ts'
import { compilePlacement } from './compilePlacement.ts'
import {
  placementVerdict,
  shouldContinueBit,
  shouldRunBit,
  verdict,
  verdictBits,
} from './placementVerdict.ts'
import { anyNode, anyPlacement, validNode, validPlacement } from './placements.test-kit.ts'
import type { NodeFacts, PlacementSpec } from './verdict.ts'

const pairs = fc.oneof(fc.tuple(validPlacement, validNode), fc.tuple(anyPlacement, anyNode))

/** Holds for random pairs, malformed ones included. */
function always(property: (spec: PlacementSpec, node: NodeFacts) => void): void {
  fc.assert(
    fc.property(pairs, ([spec, node]) => property(spec, node)),
    { numRuns: 1000 },
  )
}

describe('every verdict', () => {
  it('is the same with reasons as without', () => {
    always((spec, node) => {
      const compiled = compilePlacement(spec)
      const bits = verdictBits(compiled, node)
      const { shouldRun, shouldContinueRunning } = verdict(compiled, node)
      expect([shouldRun, shouldContinueRunning]).toEqual([
        (bits & shouldRunBit) !== 0,
        (bits & shouldContinueBit) !== 0,
      ])
    })
  })

  it('has reasons exactly when the Pod should not run', () => {
    always((spec, node) => {
      const { shouldRun, reasons } = placementVerdict(spec, node)
      expect(reasons.length === 0).toBe(shouldRun)
    })
  })

  it('lets a Pod stay without being wanted only for NoSchedule taints alone', () => {
    always((spec, node) => {
      const { shouldRun, shouldContinueRunning, reasons } = placementVerdict(spec, node)
      const onlyNoSchedule = reasons.every(
        (each) => each.kind === 'taint' && each.taint.effect === 'NoSchedule',
      )
      expect(shouldContinueRunning).toBe(shouldRun || onlyNoSchedule)
    })
  })

  it('never gets worse by one more toleration', () => {
    always((spec, node) => {
      const before = placementVerdict(spec, node)
      for (const taint of [...node.taints, { key: 'other', effect: 'NoSchedule' }]) {
        const tolerations = [...(spec.tolerations ?? []), tolerationFor(taint)]
        const after = placementVerdict({ ...spec, tolerations }, node)
        expect(Number(after.shouldRun)).toBeGreaterThanOrEqual(Number(before.shouldRun))
        expect(Number(after.shouldContinueRunning)).toBeGreaterThanOrEqual(
          Number(before.shouldContinueRunning),
        )
      }
    })
  })

  it('loses a taint’s reason by the toleration that it offers, and no other reason', () => {
    always((spec, node) => {
      const { reasons } = placementVerdict(spec, node)
      for (const reason of reasons) {
        if (reason.kind !== 'taint') continue
        const tolerations = [...(spec.tolerations ?? []), reason.fix]
        const left = placementVerdict({ ...spec, tolerations }, node).reasons
        const { key, value = '', effect } = reason.taint
        const others = reasons.filter(
          (each) =>
            each.kind !== 'taint' ||
            each.taint.key !== key ||
            each.taint.effect !== effect ||
            ((each.taint.value ?? '') !== value && value !== ''),
        )
        expect(left).toEqual(others)
      }
    })
  })

  it('loses a label’s reason when the node gets the label', () => {
    always((spec, node) => {
      for (const reason of placementVerdict(spec, node).reasons) {
        if (reason.kind !== 'nodeSelector') continue
        const labels = Object.fromEntries([
          ...Object.entries(node.labels),
          [reason.key, reason.wants],
        ])
        const left = placementVerdict(spec, { ...node, labels }).reasons
        expect(left.filter(({ field }) => field === reason.field)).toEqual([])
      }
    })
  })

  it('does not change by another order of taints or tolerations', () => {
    always((spec, node) => {
      const { shouldRun, shouldContinueRunning } = placementVerdict(spec, node)
      const turned = { ...spec, tolerations: (spec.tolerations ?? []).toReversed() }
      expect(placementVerdict(turned, { ...node, taints: node.taints.toReversed() })).toMatchObject(
        {
          shouldRun,
          shouldContinueRunning,
        },
      )
    })
  })
})
