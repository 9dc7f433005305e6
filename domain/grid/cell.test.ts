import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Cell, cellStates, decodeCell, encodeCell } from './cell.ts'

const anyCell: fc.Arbitrary<Cell> = fc.record({
  state: fc.constantFrom(...cellStates),
  outdated: fc.boolean(),
  targeted: fc.boolean(),
  muted: fc.boolean(),
  placeholder: fc.boolean(),
  second: fc.constantFrom(undefined, ...cellStates),
  pods: fc.nat(255),
  secondIsOlder: fc.boolean(),
})

describe('a packed cell', () => {
  it('is what it was when unpacked', () => {
    fc.assert(
      fc.property(anyCell, (cell) => {
        expect(decodeCell(encodeCell(cell))).toEqual(cell)
      }),
    )
  })

  it('counts up to 255 Pods', () => {
    const cell = { ...decodeCell(0), pods: 3000 }
    expect(decodeCell(encodeCell(cell)).pods).toBe(255)
  })
})
