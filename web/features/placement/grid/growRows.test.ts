import { describe, expect, it } from 'vitest'
import { growRows } from './growRows.ts'

const nothing = { first: 0, last: 0 }

describe('drawing rows step by step', () => {
  it('begins at the first visible row and goes down, then up, until all are drawn', () => {
    const wanted = { first: 90, last: 130 }
    const steps = [growRows(nothing, wanted, 100, 16)]
    while (steps.length < 4) steps.push(growRows(steps.at(-1) ?? nothing, wanted, 100, 16))
    expect(steps).toEqual([
      { first: 100, last: 116 },
      { first: 98, last: 130 },
      { first: 90, last: 130 },
      { first: 90, last: 130 },
    ])
  })

  it('keeps what is drawn and still wanted', () => {
    const drawn = { first: 90, last: 130 }
    expect(growRows(drawn, { first: 94, last: 134 }, 104, 16)).toEqual({ first: 94, last: 134 })
    expect(growRows(drawn, { first: 86, last: 126 }, 96, 16)).toEqual({ first: 86, last: 126 })
  })

  it('never leaves the wanted rows', () => {
    expect(growRows(nothing, { first: 0, last: 3 }, 0, 16)).toEqual({ first: 0, last: 3 })
    expect(growRows({ first: 0, last: 50 }, { first: 0, last: 3 }, 0, 16)).toEqual({
      first: 0,
      last: 3,
    })
  })
})
