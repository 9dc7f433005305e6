import { describe, expect, it } from 'vitest'
import { defaultQuery } from '../gridUrl.ts'
import { filterChips } from './filterChips.ts'

describe('chips', () => {
  it('there are none without a filter; order and grouping are none', () => {
    expect(filterChips({ ...defaultQuery, groupBy: 'role', sort: 'age', nodeName: '  ' })).toEqual(
      [],
    )
  })

  it('a selector has one for each requirement, and closing one leaves the others', () => {
    const nodeLabels = 'kubernetes.io/os=linux,!node.example.com/retired,zone in (b, a)'
    const [group] = filterChips({ ...defaultQuery, nodeLabels })
    expect(group?.chips.map(({ value }) => value)).toEqual([
      'kubernetes.io/os=linux',
      '!node.example.com/retired',
      'zone in (a,b)',
    ])
    expect(group?.chips[1]?.without).toEqual({
      nodeLabels: 'kubernetes.io/os=linux,zone in (a,b)',
    })
    expect(group?.withoutAll).toEqual({ nodeLabels: '' })
  })

  it('a selector that cannot be read has one for the whole text', () => {
    const [group] = filterChips({ ...defaultQuery, nodeLabels: 'a in (b' })
    expect(group?.chips).toEqual([{ value: 'a in (b', without: { nodeLabels: '' } }])
  })

  it('projects and states have one each', () => {
    const query = { ...defaultQuery, namespaces: ['a', 'b'], states: ['failing'] } as const
    const [projects, states] = filterChips(query)
    expect(projects?.chips[0]).toEqual({ value: 'a', without: { namespaces: ['b'] } })
    expect(states?.chips[0]).toEqual({ value: 'failing', without: { states: [] } })
  })

  it('only problems is one', () => {
    const [problems] = filterChips({ ...defaultQuery, onlyProblems: true })
    expect(problems).toMatchObject({ kind: 'problems', withoutAll: { onlyProblems: false } })
  })
})
