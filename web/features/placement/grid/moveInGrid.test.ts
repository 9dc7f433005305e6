import { describe, expect, it } from 'vitest'
import { moveInGrid } from './moveInGrid.ts'

const extent = { rows: 100, columns: 16, page: 20 }
const middle = { row: 50, column: 8 }

describe('keys in the grid', () => {
  it.each([
    ['ArrowUp', { row: 49, column: 8 }],
    ['ArrowDown', { row: 51, column: 8 }],
    ['ArrowLeft', { row: 50, column: 7 }],
    ['ArrowRight', { row: 50, column: 9 }],
    ['Home', { row: 50, column: -1 }],
    ['End', { row: 50, column: 16 }],
    ['PageUp', { row: 30, column: 8 }],
    ['PageDown', { row: 70, column: 8 }],
  ])('%s moves', (key, to) => {
    expect(moveInGrid(key, false, middle, extent)).toEqual(to)
  })

  it('Control with Home and End lead to the first and the last cell', () => {
    expect(moveInGrid('Home', true, middle, extent)).toEqual({ row: 0, column: 0 })
    expect(moveInGrid('End', true, middle, extent)).toEqual({ row: 99, column: 15 })
  })

  it('nothing leaves the grid: above are the heads, left the node, right the sum', () => {
    const keys = ['ArrowUp', 'ArrowLeft']
    const corner = { row: -1, column: -1 }
    expect(keys.map((key) => moveInGrid(key, false, corner, extent))).toEqual([corner, corner])
    const end = { row: 99, column: 16 }
    expect(moveInGrid('PageDown', false, end, extent)).toEqual(end)
    expect(moveInGrid('ArrowRight', false, end, extent)).toEqual(end)
  })

  it('other keys do not move', () => {
    expect(moveInGrid('Enter', false, middle, extent)).toBeUndefined()
    expect(moveInGrid('a', false, middle, extent)).toBeUndefined()
  })
})
