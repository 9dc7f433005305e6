import { describe, expect, it } from 'vitest'
import { headHeight, readyWidth, rowTop } from './gridGeometry.ts'
import { reveal } from './reveal.ts'

const geometry = {
  rowCount: 1000,
  columnCount: 100,
  groupRows: [0, 500],
  nodeWidth: 256,
  columnWidth: 40,
}
const view = {
  top: 2800,
  left: 400,
  width: 256 + readyWidth + 400,
  height: headHeight + 280,
}

describe('bringing a cell into view', () => {
  it('scrolls nothing where the cell is in view', () => {
    expect(reveal(geometry, view, { row: 104, column: 12 })).toEqual({ top: 2800, left: 400 })
  })

  it('scrolls down and right no further than needed', () => {
    const to = reveal(geometry, view, { row: 300, column: 30 })
    expect(to.top).toBe(rowTop(geometry, 301) - 280)
    expect(to.left).toBe(31 * 40 - 400)
  })

  it('keeps a row clear of the group row that sticks above it', () => {
    expect(reveal(geometry, view, { row: 50, column: 12 }).top).toBe(rowTop(geometry, 50) - 34)
    expect(reveal(geometry, view, { row: 0, column: 12 }).top).toBe(0)
  })

  it('heads, the node and the sum are always in view', () => {
    expect(reveal(geometry, view, { row: -1, column: -1 })).toEqual({ top: 2800, left: 400 })
    expect(reveal(geometry, view, { row: 104, column: 100 }).left).toBe(400)
  })
})
