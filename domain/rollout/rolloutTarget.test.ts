import { describe, expect, it } from 'vitest'
import { daemonSet, oldPod, updatedPod } from './rollout.test-kit.ts'
import { currentTarget, editedTarget, isUpToDate } from './rolloutTarget.ts'

describe('isUpToDate', () => {
  it('goes by the hash or by the generation of the saved DaemonSet', () => {
    const target = currentTarget(daemonSet(), 'new')
    expect(isUpToDate(updatedPod('n'), target)).toBe(true)
    expect(isUpToDate(oldPod('n'), target)).toBe(false)
    expect(isUpToDate(oldPod('n', { templateGeneration: '2' }), target)).toBe(true)
    expect(isUpToDate(oldPod('n', { revision: 'new' }), target)).toBe(true)
  })

  it('makes every Pod outdated when a template is saved that no revision has', () => {
    const target = editedTarget(daemonSet(), undefined)
    expect(target).toEqual({ hash: undefined, templateGeneration: '3' })
    expect(isUpToDate(updatedPod('n'), target)).toBe(false)
    expect(isUpToDate(oldPod('n'), target)).toBe(false)
  })

  it('spares the Pods of the revision that an undo brings back', () => {
    const target = editedTarget(daemonSet(), 'old')
    expect(isUpToDate(oldPod('n'), target)).toBe(true)
    expect(isUpToDate(updatedPod('n'), target)).toBe(false)
  })

  it('an adopted bare Pod carries neither label, and is outdated', () => {
    const { revision: _, templateGeneration: __, ...bare } = oldPod('n')
    expect(isUpToDate(bare, currentTarget(daemonSet(), 'new'))).toBe(false)
    expect(isUpToDate(bare, { hash: undefined, templateGeneration: undefined })).toBe(false)
  })
})
