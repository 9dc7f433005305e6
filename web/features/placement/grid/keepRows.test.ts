import { describe, expect, it } from 'vitest'
import { cell, gridFrame } from '../grid.test-kit.ts'
import { keepRows } from './keepRows.ts'

describe('frames that follow each other', () => {
  it('share the rows that say the same, also when others come before them', () => {
    const before = gridFrame()
    const copy = structuredClone(before)
    const next = keepRows(before, { ...copy, rows: copy.rows.slice(1) })
    expect(next.rows.every((row) => before.rows.includes(row))).toBe(true)
    expect(next.columns).toBe(before.columns)
    expect(next.groupRows).toBe(before.groupRows)
  })

  it('have a row of their own where a cell has changed', () => {
    const before = gridFrame()
    const copy = structuredClone(before)
    const rows = copy.rows.map((row) =>
      row.kind === 'node' && row.index === 3
        ? { ...row, cells: [cell('ready'), cell('failing')] }
        : row,
    )
    const next = keepRows(before, { ...copy, rows })
    expect(next.rows.map((row) => before.rows.includes(row))).toEqual([
      true,
      true,
      true,
      false,
      true,
    ])
    expect(next.rows[3]).toMatchObject({ cells: [cell('ready'), cell('failing')] })
  })

  it('the first one is taken as it is', () => {
    const first = gridFrame()
    expect(keepRows(undefined, first)).toBe(first)
  })
})
