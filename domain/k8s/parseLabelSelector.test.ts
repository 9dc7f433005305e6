import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Labels } from './objects.ts'
import { parseLabelSelector, printRequirements } from './parseLabelSelector.ts'
import { matchesSelectorRequirements, requirement, type Requirement } from './requirement.ts'

function requirementsOf(text: string): readonly Requirement[] {
  const parsed = parseLabelSelector(text)
  if ('error' in parsed) throw new Error(parsed.error)
  return parsed.requirements
}

function matches(text: string, labels: Labels): boolean {
  return matchesSelectorRequirements(requirementsOf(text), labels)
}

function errorOf(text: string): string | undefined {
  const parsed = parseLabelSelector(text)
  return 'error' in parsed ? parsed.error : undefined
}

describe('parseLabelSelector', () => {
  it.each([
    ['', {}, true],
    [' \t\r\n', { a: 'b' }, true],
    ['a', { a: '' }, true],
    ['a', {}, false],
    ['!a', {}, true],
    ['! a', { a: '' }, false],
    ['a=b', { a: 'b' }, true],
    ['a==b', { a: 'b' }, true],
    ['a = b', { a: 'c' }, false],
    ['a=', { a: '' }, true],
    ['a=', {}, false],
    ['a!=b', {}, true],
    ['a!=b', { a: 'b' }, false],
    ['a in (b,c)', { a: 'c' }, true],
    ['a in(b,c)', { a: 'd' }, false],
    ['a in ()', { a: '' }, true],
    ['a in (b,,c)', { a: '' }, true],
    ['a in (,b)', { a: '' }, true],
    ['a in (b,)', { a: '' }, true],
    ['a notin (b)', {}, true],
    ['a notin (b)', { a: 'b' }, false],
    ['in in (in, notin)', { in: 'notin' }, true],
    ['notin', { notin: 'x' }, true],
    ['a>5', { a: '6' }, true],
    ['a>5', { a: '5' }, false],
    ['a>5', { a: 'six' }, false],
    ['a>5', {}, false],
    ['a<9223372036854775807', { a: '9223372036854775806' }, true],
    ['a=b,c!=d', { a: 'b' }, true],
    ['a=b,c!=d', { a: 'b', c: 'd' }, false],
    ['constructor', {}, false],
    ['example.com/a=b', { 'example.com/a': 'b' }, true],
  ])('%j on %j: %s', (text, labels, expected) => {
    expect(matches(text, labels)).toBe(expected)
  })

  it.each([
    ['a,', "found '', expected: identifier after ','"],
    ['a,,b', "found ',', expected: identifier after ','"],
    [',a', "found ',', expected: !, identifier, or 'end of string'"],
    ['!a=b', "found '=', expected: ',' or 'end of string'"],
    ['a=b=c', "found '=', expected: ',' or 'end of string'"],
    ['a = b c', "found 'c', expected: ',' or 'end of string'"],
    ['a b', "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt"],
    ['a in b', "unable to parse requirement: found 'b' expected: '('"],
    ['a in (b', "unable to parse requirement: found '', expected: ',' or ')'"],
    ['a in (b c)', "unable to parse requirement: found 'c', expected: ',' or ')'"],
    ['a in (b,(', "unable to parse requirement: found '(', expected: ',', or identifier"],
    ['a in (=', "unable to parse requirement: found '=', expected: ',', ')' or identifier"],
    ['a==!b', "unable to parse requirement: found '!', expected: identifier"],
    ['!', "unable to parse requirement: found '', expected: identifier"],
    [
      'a>x',
      "unable to parse requirement: values[0]: Invalid value: \"x\": for 'Gt', 'Lt' operators, the value must be an integer",
    ],
  ])('says of %j what kubectl says', (text, error) => {
    expect(errorOf(text)).toBe(error)
  })

  it('says what is wrong with a key and with a value', () => {
    expect(errorOf('-a')).toMatch(
      /^unable to parse requirement: <nil>: Invalid value: "-a": name part must consist/,
    )
    expect(errorOf('a=-b')).toMatch(
      /^unable to parse requirement: values\[0\]\[a\]: Invalid value: "-b": a valid label/,
    )
  })

  it('refuses a text that is too long, and reads one of the greatest length at once', () => {
    expect(errorOf('a'.repeat(10_001))).toBe('must be no more than 10000 characters')
    expect(requirementsOf('a,'.repeat(4_999) + 'a')).toHaveLength(5_000)
    expect(requirementsOf(' '.repeat(10_000))).toEqual([])
    expect(errorOf('('.repeat(10_000))).toBeDefined()
  })

  it('sorts by key, and values', () => {
    expect(printRequirements(requirementsOf('z=1,b notin (y,x,y),a,!c,d>5,e==2,f!=3,g<4'))).toBe(
      'a,b notin (x,y),!c,d>5,e==2,f!=3,g<4,z=1',
    )
  })
})

const word = fc.stringMatching(/^[a-z0-9]([a-z0-9._-]{0,5}[a-z0-9])?$/)
const someRequirement = fc
  .tuple(
    word,
    fc.constantFrom('=', '==', '!=', 'in', 'notin', 'exists', '!', 'gt', 'lt'),
    fc.uniqueArray(fc.oneof(word, fc.constant('')), { minLength: 1, maxLength: 3 }),
    fc.integer({ min: 0, max: 100 }),
  )
  .map(([key, operator, values, number]) => {
    const one = operator === 'gt' || operator === 'lt' ? [String(number)] : values.slice(0, 1)
    const none = operator === 'exists' || operator === '!'
    const many = operator === 'in' || operator === 'notin'
    const read = requirement(key, operator, none ? [] : many ? values.toSorted() : one)
    if ('error' in read) throw new Error(read.error)
    return read
  })

describe('printRequirements', () => {
  it('prints what parseLabelSelector reads back to the same', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(someRequirement, { selector: ({ key }) => key }),
        (requirements) => {
          const sorted = requirements.toSorted((a, b) => (a.key < b.key ? -1 : 1))
          expect(requirementsOf(printRequirements(requirements))).toEqual(sorted)
        },
      ),
    )
  })

  it('never throws on any text, and what is read prints to something that reads the same', () => {
    const pieces = fc.constantFrom('a', '5', 'é', ' ', ',', '(', ')', '=', '!', '>', 'in', 'notin')
    const pieced = fc.array(pieces).map((chosen) => chosen.join(''))
    fc.assert(
      fc.property(fc.oneof(fc.string(), pieced), (text) => {
        const parsed = parseLabelSelector(text)
        const again =
          'error' in parsed ? parsed : parseLabelSelector(printRequirements(parsed.requirements))
        expect(again).toEqual(parsed)
      }),
      { numRuns: 2000 },
    )
  })
})
