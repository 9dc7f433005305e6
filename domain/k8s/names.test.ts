import { describe, expect, it } from 'vitest'
import { dnsLabelErrors, dnsSubdomainErrors } from './names.ts'

describe('dnsLabelErrors', () => {
  it.each(['a', '0', 'my-name', 'a'.repeat(63)])('accepts %s', (name) => {
    expect(dnsLabelErrors(name)).toEqual([])
  })

  it('says of dots that they are the fault', () => {
    expect(dnsLabelErrors('a.b')).toEqual(['must not contain dots'])
  })

  it.each(['', '-a', 'a-', 'A', 'a_b', 'a b', 'ä', 'a\n'])(
    'refuses %j in Kubernetes’ words',
    (name) => {
      expect(dnsLabelErrors(name)).toEqual([
        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end " +
          "with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is " +
          "'[a-z0-9]([-a-z0-9]*[a-z0-9])?')",
      ])
    },
  )

  it('counts bytes, not characters', () => {
    expect(dnsLabelErrors('a'.repeat(64))).toEqual(['must be no more than 63 characters'])
    expect(dnsLabelErrors('ä'.repeat(32))[0]).toBe('must be no more than 63 characters')
    expect(dnsLabelErrors('ä'.repeat(31))[0]).not.toBe('must be no more than 63 characters')
    expect(dnsLabelErrors('𝒳'.repeat(16))[0]).toBe('must be no more than 63 characters')
    expect(dnsLabelErrors('ノ'.repeat(21))[0]).not.toBe('must be no more than 63 characters')
  })
})

describe('dnsSubdomainErrors', () => {
  it.each(['a', 'a.b', 'my-app.v1', `${'a'.repeat(63)}.${'b'.repeat(189)}`])(
    'accepts %s',
    (name) => {
      expect(dnsSubdomainErrors(name)).toEqual([])
    },
  )

  it.each(['', '.', 'a.', '.a', 'a..b', 'a-.b', 'A.b'])(
    'refuses %j in Kubernetes’ words',
    (name) => {
      expect(dnsSubdomainErrors(name)).toEqual([
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start " +
          "and end with an alphanumeric character (e.g. 'example.com', regex used for validation is " +
          "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
      ])
    },
  )

  it('refuses more than 253 characters', () => {
    expect(dnsSubdomainErrors('a'.repeat(254))).toEqual(['must be no more than 253 characters'])
  })

  it('answers at once for a long text that almost matches', () => {
    const almost = `${'a-'.repeat(50_000)}!`
    expect(dnsSubdomainErrors(almost)).toHaveLength(2)
  })
})
