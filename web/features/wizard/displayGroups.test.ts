import { expect, it } from 'vitest'
import { displayGroups } from './displayGroups.ts'

function group(role: string, zone: string, names: readonly string[]) {
  return { role, zone, runs: names.length, nodes: names.map((name) => ({ name, reason: -1 })) }
}

it('puts the zones of a small role together, nodes by name, each with its zone', () => {
  const [merged, ...others] = displayGroups([
    group('infra', 'a', ['infra-0', 'infra-2']),
    group('infra', 'b', ['infra-1']),
  ])
  expect(others).toEqual([])
  expect(merged).toMatchObject({ role: 'infra', zone: '', runs: 3 })
  expect(merged?.nodes.map(({ name, zone }) => `${name} ${zone}`)).toEqual([
    'infra-0 a',
    'infra-1 b',
    'infra-2 a',
  ])
})

it('keeps the zones of a larger role apart', () => {
  const names = ['w-0', 'w-1', 'w-2', 'w-3']
  const groups = displayGroups([group('worker', 'a', names), group('worker', 'b', names)])
  expect(groups.map(({ zone, nodes }) => `${zone} ${nodes.length}`)).toEqual(['a 4', 'b 4'])
})
