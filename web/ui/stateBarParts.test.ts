import { describe, expect, it } from 'vitest'
import { cellStates, type CellState } from '../../domain/grid/cell.ts'
import { stateBarParts } from './stateBarParts.ts'

function counts(some: Partial<Record<CellState, number>>): Record<CellState, number> {
  const none = Object.fromEntries(cellStates.map((state) => [state, 0])) as Record<
    CellState,
    number
  >
  return { ...none, ...some }
}

describe('the bar of states', () => {
  it('starts with Ready and ends with the worst state', () => {
    const parts = stateBarParts(counts({ failing: 10, starting: 10, ready: 20, notTargeted: 99 }))
    expect(parts).toEqual([
      { state: 'ready', share: 0.5 },
      { state: 'starting', share: 0.25 },
      { state: 'failing', share: 0.25 },
    ])
  })

  it('shows one failing Pod in a thousand', () => {
    const parts = stateBarParts(counts({ failing: 1, ready: 999 }))
    expect(parts.map(({ share }) => share)).toEqual([0.91, 0.09])
  })

  it('always adds up to the whole', () => {
    const all = stateBarParts(
      counts({
        failing: 1,
        missing: 1,
        misscheduled: 2,
        pending: 1,
        terminating: 3,
        starting: 1,
        ready: 5000,
      }),
    )
    expect(all).toHaveLength(7)
    expect(all.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1)
    expect(Math.min(...all.map(({ share }) => share))).toBeCloseTo(0.09)
  })

  it('is empty where nothing should run and nothing does', () => {
    expect(stateBarParts(counts({ notTargeted: 5 }))).toEqual([])
  })
})
