import { expect, it } from 'vitest'
import { SetMap } from './setMap.ts'

it('keeps sets by key, and nothing of those that are empty', () => {
  const map = new SetMap()
  map.add('a', 'x')
  map.add('a', 'y')
  map.add('b', 'x')
  map.delete('a', 'x')
  map.delete('b', 'x')
  map.delete('c', 'x')
  expect([...map]).toEqual([['a', new Set(['y'])]])
  expect([map.size, map.get('a').size, map.get('b').size]).toEqual([1, 1, 0])
})
