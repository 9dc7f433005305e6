import { expect, it } from 'vitest'
import { columnsIn, indexAt, tilePaths } from './tilePaths.ts'

it('fills rows of as many tiles as fit', () => {
  expect(columnsIn(0)).toBe(1)
  expect(columnsIn(27)).toBe(2)
  expect(columnsIn(600)).toBe(40)
})

it('draws squares for nodes that run it and smaller ones for others, row by row', () => {
  const { run, wait, not } = tilePaths(Int32Array.of(-1, 2, -1, 0), 2, new Set([0]))
  expect(run).toBe('M0 0h12v12h-12zM0 15h12v12h-12z')
  expect(not).toBe('M16.5 1.5h9v9h-9z')
  expect(wait).toBe('M16.5 16.5h9v9h-9z')
})

it('finds the tile under the pointer', () => {
  expect(indexAt(16, 1, 2)).toBe(1)
  expect(indexAt(3, 20, 2)).toBe(2)
  expect(indexAt(31, 1, 2)).toBe(-1)
  expect(indexAt(-1, 1, 2)).toBe(-1)
})
