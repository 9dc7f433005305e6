import { cellStates, type CellState } from '../../domain/grid/cell.ts'

/** A part of a bar; the shares of all parts add up to 1. */
export interface BarPart {
  readonly state: CellState
  readonly share: number
}

const smallestShare = 0.09
const barOrder = cellStates.filter((state) => state !== 'notTargeted').toReversed()

/**
 * The parts of a bar of states, Ready first and the worst last. No part is smaller than 9 %, so that one failing Pod
 * in a thousand is seen.
 */
export function stateBarParts(counts: Readonly<Record<CellState, number>>): readonly BarPart[] {
  const present = barOrder.filter((state) => counts[state] > 0)
  const total = present.reduce((sum, state) => sum + counts[state], 0)
  const isSmall = (state: CellState) => counts[state] / total < smallestShare
  const small = present.filter(isSmall)
  const large = total - small.reduce((sum, state) => sum + counts[state], 0)
  const rest = 1 - small.length * smallestShare
  return present.map((state) => ({
    state,
    share: isSmall(state) ? smallestShare : (counts[state] / large) * rest,
  }))
}
