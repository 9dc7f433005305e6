import { describe, expect, it } from 'vitest'
import { formatStreamQuery, parseStreamQuery } from './resume.ts'

describe('the query of the stream', () => {
  it.each([
    { versions: {} },
    { versions: { pods: '188', nodes: '120' } },
    { versions: { namespaces: '18446744073709551615' }, seconds: 25 },
  ])('is read as it was written: %j', (query) => {
    expect(parseStreamQuery(new URLSearchParams(formatStreamQuery(query)))).toEqual(query)
  })

  it('is empty for a client that has nothing', () => {
    expect(formatStreamQuery({ versions: {} })).toBe('')
  })

  it.each([
    'pods=0',
    'pods=',
    'pods=-1',
    'pods=007',
    'pods=1e3',
    'pods=abc',
    'pods=1&pods=2',
    'seconds=0',
    'seconds=3601',
    'seconds=1.5',
    'seconds=',
    'secrets=1',
    '__proto__=1',
    'constructor=1',
    'x',
  ])('is refused with a sentence: %s', (query) => {
    expect(parseStreamQuery(new URLSearchParams(query))).toHaveProperty('error')
  })
})
