import { describe, expect, it } from 'vitest'
import { labelKeyErrors, labelOf, labelValueErrors } from './labels.ts'

const nameRule =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character " +
  "(e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is " +
  "'([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"

describe('labelKeyErrors', () => {
  it.each([
    'a',
    'A_b-c.d',
    'app.kubernetes.io/name',
    'constructor',
    `${'a'.repeat(253)}/${'b'.repeat(63)}`,
  ])('accepts %s', (key) => {
    expect(labelKeyErrors(key)).toEqual([])
  })

  it.each([
    ['', ['name part must be non-empty', `name part ${nameRule}`]],
    ['-a', [`name part ${nameRule}`]],
    ['__proto__', [`name part ${nameRule}`]],
    ['a b', [`name part ${nameRule}`]],
    ['/a', ['prefix part must be non-empty']],
    ['a/', ['name part must be non-empty', `name part ${nameRule}`]],
    ['b'.repeat(64), ['name part must be no more than 63 bytes']],
    [`${'a'.repeat(254)}/b`, ['prefix part must be no more than 253 bytes']],
    [
      'a/b/c',
      [
        `a valid label key ${nameRule} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
      ],
    ],
  ])('says of %j what Kubernetes says', (key, errors) => {
    expect(labelKeyErrors(key)).toEqual(errors)
  })

  it('wants a prefix in lower case', () => {
    expect(labelKeyErrors('Example.com/a')[0]).toMatch(
      /^prefix part a lowercase RFC 1123 subdomain must/,
    )
  })
})

describe('labelValueErrors', () => {
  it.each(['', 'a', '5', 'A_b-c.d', 'x'.repeat(63)])('accepts %j', (value) => {
    expect(labelValueErrors(value)).toEqual([])
  })

  it.each(['-5', '+5', 'a b', 'a/b', '.a', 'a_', 'ä'])(
    'refuses %j in Kubernetes’ words',
    (value) => {
      expect(labelValueErrors(value)).toEqual([
        "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start " +
          "and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for " +
          "validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')",
      ])
    },
  )

  it('refuses more than 63 bytes', () => {
    expect(labelValueErrors('x'.repeat(64))).toEqual(['must be no more than 63 bytes'])
  })
})

describe('labelOf', () => {
  it('reads only labels, never what JavaScript gives every object', () => {
    expect(labelOf({}, 'constructor')).toBeUndefined()
    expect(labelOf({}, '__proto__')).toBeUndefined()
    expect(labelOf(undefined, 'a')).toBeUndefined()
    expect(labelOf(JSON.parse('{"__proto__":"a","constructor":"b"}'), '__proto__')).toBe('a')
    expect(labelOf(JSON.parse('{"__proto__":"a","constructor":"b"}'), 'constructor')).toBe('b')
  })
})
