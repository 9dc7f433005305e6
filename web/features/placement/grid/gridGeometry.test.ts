import { describe, expect, it } from 'vitest'
import {
  groupOf,
  headHeight,
  isGroupRow,
  roundedWindow,
  rowAt,
  rowTop,
  sharedColumnWidth,
  visibleWindow,
  type GridGeometry,
} from './gridGeometry.ts'

const geometry: GridGeometry = {
  rowCount: 5000,
  columnCount: 30,
  groupRows: [0, 4, 5, 100],
  nodeWidth: 256,
  columnWidth: 40,
}

describe('rows', () => {
  it('are 28 pixels high, rows of groups 34', () => {
    expect([0, 1, 4, 5, 6].map((row) => rowTop(geometry, row))).toEqual([0, 34, 118, 152, 186])
    expect(rowTop(geometry, 5000)).toBe(5000 * 28 + 4 * 6)
  })

  it('are found at every pixel that they cover', () => {
    for (let row = 0; row < 300; row++) {
      expect(rowAt(geometry, rowTop(geometry, row))).toBe(row)
      expect(rowAt(geometry, rowTop(geometry, row + 1) - 1)).toBe(row)
    }
  })

  it('outside of the grid the nearest one is found', () => {
    expect(rowAt(geometry, -20)).toBe(0)
    expect(rowAt(geometry, 1e9)).toBe(4999)
    expect(rowAt({ ...geometry, rowCount: 0 }, 50)).toBe(0)
  })

  it('know their group', () => {
    expect([0, 3, 4, 5, 99, 100, 4999].map((row) => groupOf(geometry, row))).toEqual([
      0, 0, 4, 5, 5, 100, 100,
    ])
    expect(groupOf({ ...geometry, groupRows: [] }, 7)).toBeUndefined()
    expect(isGroupRow(geometry, 5)).toBe(true)
    expect(isGroupRow(geometry, 6)).toBe(false)
  })
})

describe('columns', () => {
  it('share the width between 36 and 60 pixels', () => {
    expect(sharedColumnWidth(1600, 16)).toBe(60)
    expect(sharedColumnWidth(1600, 30)).toBe(41)
    expect(sharedColumnWidth(1600, 300)).toBe(36)
    expect(sharedColumnWidth(1600, 0)).toBe(60)
  })
})

describe('the window', () => {
  it('holds every row and column that touches the view', () => {
    const view = { top: 152, left: 60, width: 256 + 100, height: headHeight + 62 }
    expect(visibleWindow(geometry, view, { rows: 0, columns: 0 })).toEqual({
      firstRow: 5,
      lastRow: 8,
      firstColumn: 1,
      lastColumn: 4,
    })
  })

  it('stays inside the grid', () => {
    const view = { top: 1e6, left: 1e6, width: 2000, height: 1000 }
    const { lastRow, lastColumn } = visibleWindow(geometry, view, { rows: 50, columns: 9 })
    expect([lastRow, lastColumn]).toEqual([5000, 30])
  })

  it('is rounded so that scrolling by some rows asks for nothing new', () => {
    const window = { firstRow: 33, lastRow: 90, firstColumn: 3, lastColumn: 17 }
    const rounded = { firstRow: 32, lastRow: 96, firstColumn: 0, lastColumn: 32 }
    expect(roundedWindow(window)).toEqual(rounded)
    expect(roundedWindow({ ...window, firstRow: 36, lastRow: 93 })).toEqual(rounded)
  })
})
