/** The syntax of labels, with Kubernetes' own texts (apimachinery, pkg/api/validate/content/kube.go). */
import { dnsSubdomainErrors, regexError, tooLong } from './names.ts'
import type { Labels } from './objects.ts'

const name = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]'
const namePattern = new RegExp(`^${name}$`)
const nameRule =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character"
const keyExamples = ['MyName', 'my.name', '123-abc']

/** What is wrong with a label's (or annotation's) key, in Kubernetes' words; empty where nothing is. */
export function labelKeyErrors(key: string): readonly string[] {
  const parts = key.split('/')
  if (parts.length > 2) {
    const rule = regexError(`a valid label key ${nameRule}`, name, keyExamples)
    return [`${rule} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`]
  }
  const prefix = parts.length === 2 ? (parts[0] ?? '') : undefined
  return [...prefixErrors(prefix), ...keyNameErrors(parts.at(-1) ?? '')]
}

function prefixErrors(prefix: string | undefined): readonly string[] {
  if (prefix === undefined) return []
  if (prefix === '') return ['prefix part must be non-empty']
  return dnsSubdomainErrors(prefix, 'bytes').map((error) => `prefix part ${error}`)
}

function keyNameErrors(text: string): readonly string[] {
  const errors = text === '' ? ['must be non-empty'] : [...tooLong(text, 63, 'bytes')]
  if (!namePattern.test(text)) errors.push(regexError(nameRule, name, keyExamples))
  return errors.map((error) => `name part ${error}`)
}

/** What is wrong with a label's value, in Kubernetes' words; empty where nothing is. */
export function labelValueErrors(value: string): readonly string[] {
  const errors = tooLong(value, 63, 'bytes')
  if (value === '' || namePattern.test(value)) return errors
  const rule = regexError(
    `a valid label must be an empty string or ${nameRule.replace('must ', '')}`,
    `(${name})?`,
    ['MyValue', 'my_value', '12345'],
  )
  return [...errors, rule]
}

/** A label's value; undefined where there is none. Keys come from the cluster: `constructor` is a legal one. */
export function labelOf(labels: Labels | undefined, key: string): string | undefined {
  return labels !== undefined && Object.hasOwn(labels, key) ? labels[key] : undefined
}
