import { describe, expect, it } from 'vitest'
import { printRequirements } from '../k8s/parseLabelSelector.ts'
import { parsePlainSelector } from './plainSelector.ts'

function read(text: string): string {
  const parsed = parsePlainSelector(text)
  return 'error' in parsed ? `error: ${parsed.error}` : printRequirements(parsed.requirements)
}

describe('a selector that admission reads', () => {
  it.each([
    ['nothing at all', '', ''],
    ['one label', 'disk=ssd', 'disk=ssd'],
    ['several labels, blanks around them', ' disk = ssd , zone=a', 'disk=ssd,zone=a'],
    ['an empty value', 'node-role.kubernetes.io/infra=', 'node-role.kubernetes.io/infra='],
    ['a key given twice: the last one counts', 'disk=hdd,disk=ssd', 'disk=ssd'],
    ['a label named constructor', 'constructor=a', 'constructor=a'],
  ])('%s', (_, text, expected) => {
    expect(read(text)).toBe(expected)
  })

  it.each([
    ['a key alone', 'disk', 'invalid selector: [disk]'],
    ['two equals signs', 'disk==ssd', 'invalid selector: [disk  ssd]'],
    ['a set', 'zone in (a,b)', 'invalid selector: [zone in (a]'],
    ['a comma at the end', 'disk=ssd,', 'invalid selector: []'],
    ['blanks alone', ' ', 'invalid selector: [ ]'],
  ])('refuses %s', (_, text, error) => {
    expect(read(text)).toBe(`error: ${error}`)
  })

  it('refuses keys and values that no label can have', () => {
    expect(read('=a')).toMatch(/^error: key: Invalid value: ""/)
    expect(read('a b=c')).toMatch(/^error: key: Invalid value: "a b"/)
    expect(read('a=-')).toMatch(/^error: values\[0\]\[a\]: Invalid value: "-"/)
    expect(read('__proto__=a')).toMatch(/^error: key/)
  })
})
