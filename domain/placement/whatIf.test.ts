import { describe, expect, it } from 'vitest'
import { shouldContinueBit, shouldRunBit } from './placementVerdict.ts'
import { cellEffect, changedLabels } from './whatIf.ts'

const wanted = shouldRunBit | shouldContinueBit
const mayStay = shouldContinueBit
const unwanted = 0

describe('a change of a verdict', () => {
  it('makes a Pod where one becomes wanted', () => {
    expect(cellEffect(unwanted, wanted, false)).toBe('added')
    expect(cellEffect(mayStay, wanted, false)).toBe('added')
  })

  it('deletes the Pod at once where it may not even stay', () => {
    expect(cellEffect(wanted, unwanted, true)).toBe('removed')
    expect(cellEffect(mayStay, unwanted, true)).toBe('removed')
  })

  it('leaves a Pod that may stay, but does not replace it any more', () => {
    expect(cellEffect(wanted, mayStay, true)).toBe('stranded')
  })

  it('is no news for a Pod that was stranded before', () => {
    expect(cellEffect(mayStay, mayStay, true)).toBe('none')
  })

  it('keeps a Pod that is wanted before and after, or again', () => {
    expect(cellEffect(wanted, wanted, true)).toBe('kept')
    expect(cellEffect(mayStay, wanted, true)).toBe('kept')
  })

  it.each([
    [unwanted, unwanted],
    [unwanted, wanted],
    [mayStay, wanted],
    [mayStay, mayStay],
    [wanted, wanted],
  ])(
    'takes no Pod away from %i to %i: one that goes in any case is not its doing',
    (before, after) => {
      expect(['removed', 'stranded']).not.toContain(cellEffect(before, after, true))
    },
  )

  it('does not count a Pod that is wanted already and not there yet', () => {
    expect(cellEffect(wanted, wanted, false)).toBe('none')
  })
})

describe('changedLabels', () => {
  it('sets, overwrites and removes', () => {
    const labels = { zone: 'a', disk: 'hdd', old: '' }
    const changes = { disk: 'ssd', old: null, gpu: '' }
    expect(changedLabels(labels, changes)).toEqual({ zone: 'a', disk: 'ssd', gpu: '' })
  })

  it('takes a label called __proto__ for a label', () => {
    const changed = changedLabels({}, JSON.parse('{"__proto__":"x"}'))
    expect(Object.entries(changed)).toEqual([['__proto__', 'x']])
  })
})
