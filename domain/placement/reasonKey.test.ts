import { expect, it } from 'vitest'
import { reasonKey } from './reasonKey.ts'
import type { Reason } from './verdict.ts'

it('tells reasons apart by what would solve them', () => {
  const field = 'spec.template.spec.nodeSelector'
  const selector = { kind: 'nodeSelector', field, key: 'zone', wants: 'a' } as const
  expect(reasonKey({ ...selector, has: 'b' })).toBe(reasonKey({ ...selector, has: undefined }))
  expect(reasonKey({ ...selector, wants: 'b', has: undefined })).not.toBe(
    reasonKey({ ...selector, has: undefined }),
  )
})

it('of a taint leaves out since when a node has it', () => {
  const taintReason = (effect: string, timeAdded?: string): Reason => ({
    kind: 'taint',
    field: 'spec.template.spec.tolerations',
    taint: { key: 'gpu', effect, ...(timeAdded === undefined ? {} : { timeAdded }) },
    fix: { key: 'gpu', operator: 'Exists', effect },
  })
  expect(reasonKey(taintReason('NoSchedule', 'today'))).toBe(reasonKey(taintReason('NoSchedule')))
  expect(reasonKey(taintReason('NoExecute'))).not.toBe(reasonKey(taintReason('NoSchedule')))
})
