import { expect, it } from 'vitest'
import { matchingOptions } from './matchingOptions.ts'

const options = [{ value: 'kubernetes.io/os' }, { value: 'topology.kubernetes.io/zone' }]

it('shows everything while nothing is typed', () => {
  expect(matchingOptions(options, '')).toEqual({ shown: options, more: 0 })
})

it('finds a part of the text in any case, and puts what begins with it first', () => {
  const swapped = [options[1], options[0]].filter((option) => option !== undefined)
  expect(matchingOptions(swapped, 'KUBE').shown).toEqual(options)
  expect(matchingOptions(options, 'zone').shown).toEqual([options[1]])
  expect(matchingOptions(options, 'disk').shown).toEqual([])
})

it('shows fifty, and counts the others', () => {
  const many = Array.from({ length: 5_000 }, (_, index) => ({ value: `node-${index}` }))
  const { shown, more } = matchingOptions(many, 'node')
  expect(shown).toHaveLength(50)
  expect(more).toBe(4_950)
})
