import { describe, expect, it } from 'vitest'
import {
  defaultQuery,
  isFiltered,
  parseGridUrl,
  printGridUrl,
  toggle,
  withoutFilters,
  type GridLocation,
} from './gridUrl.ts'

const everything: GridLocation = {
  query: {
    nodeName: 'worker & 1',
    nodeLabels: 'zone in (a, b),!gpu,tier=über',
    daemonSetName: 'bit',
    namespaces: ['logging', 'kube-system'],
    states: ['failing', 'outdated'],
    onlyProblems: true,
    groupBy: 'node.example.com/pool',
    sort: 'problems',
    toggled: ['worker,tokyo-a', 'a=b&c'],
    sortColumns: 'name',
  },
  cell: { namespace: 'logging', name: 'fluent-bit', node: 'worker-02.example.com' },
}

describe('the grid in the URL', () => {
  it('gives back every filter, order, opened group and the selected cell', () => {
    const text = printGridUrl(everything).toString()
    expect(parseGridUrl(new URLSearchParams(text))).toEqual(everything)
  })

  it('is empty where everything is at its default', () => {
    expect(printGridUrl({ query: defaultQuery, cell: undefined }).toString()).toBe('')
    expect(parseGridUrl(new URLSearchParams())).toEqual({ query: defaultQuery, cell: undefined })
  })

  it('writes the selected cell as NAMESPACE/NAME@NODE', () => {
    expect(printGridUrl(everything).get('cell')).toBe('logging/fluent-bit@worker-02.example.com')
  })

  it.each(['', 'logging', 'logging/fluent-bit', 'a/b@', '/b@c', 'a/b/c@d', 'a/b@c@d'])(
    'selects no cell for %j',
    (cell) => {
      expect(parseGridUrl(new URLSearchParams({ cell })).cell).toBeUndefined()
    },
  )

  it('leaves at its default what it does not know', () => {
    const params = new URLSearchParams(
      'sort=random&columns=__proto__&states=failing,broken,failing&projects=,a,,a&problems=maybe',
    )
    expect(parseGridUrl(params).query).toEqual({
      ...defaultQuery,
      states: ['failing'],
      namespaces: ['a'],
    })
  })
})

describe('filters', () => {
  it('order, grouping and opened groups are none', () => {
    const query = { ...defaultQuery, sort: 'age', groupBy: 'none', toggled: ['a'] } as const
    expect(isFiltered(query)).toBe(false)
    expect(isFiltered({ ...query, nodeName: ' ' })).toBe(false)
    expect(isFiltered({ ...query, states: ['ready'] })).toBe(true)
  })

  it('are all gone after clearing, and nothing else is', () => {
    const cleared = withoutFilters(everything.query)
    expect(isFiltered(cleared)).toBe(false)
    expect(cleared.groupBy).toBe('node.example.com/pool')
    expect(cleared.toggled).toEqual(['worker,tokyo-a', 'a=b&c'])
  })

  it('toggle adds an item, and removes it again', () => {
    expect(toggle(['a'], 'b')).toEqual(['a', 'b'])
    expect(toggle(['a', 'b'], 'a')).toEqual(['b'])
  })
})
