/**
 * Kubernetes' rules for names, with Kubernetes' own texts, so that a field says what the API server would say
 * (apimachinery, pkg/util/validation/validation.go; for labels pkg/api/validate/content).
 */

const dnsLabel = '[a-z0-9]([-a-z0-9]*[a-z0-9])?'
const dnsSubdomain = `${dnsLabel}(\\.${dnsLabel})*`
const dnsLabelPattern = new RegExp(`^${dnsLabel}$`)
const dnsSubdomainPattern = new RegExp(`^${dnsSubdomain}$`)

/** What is wrong with a name of a container, a volume or a namespace; empty where nothing is. */
export function dnsLabelErrors(value: string): readonly string[] {
  const errors = tooLong(value, 63, 'characters')
  if (dnsLabelPattern.test(value)) return errors
  if (dnsSubdomainPattern.test(value)) return [...errors, 'must not contain dots']
  const rule =
    "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', " +
    'and must start and end with an alphanumeric character'
  return [...errors, regexError(rule, dnsLabel, ['my-name', '123-abc'])]
}

/** What is wrong with a name of a DaemonSet or most other objects; empty where nothing is. */
export function dnsSubdomainErrors(
  value: string,
  unit: LengthUnit = 'characters',
): readonly string[] {
  const errors = tooLong(value, 253, unit)
  if (dnsSubdomainPattern.test(value)) return errors
  const rule =
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', " +
    'and must start and end with an alphanumeric character'
  return [...errors, regexError(rule, dnsSubdomain, ['example.com'])]
}

/** What Kubernetes calls the bytes that it counts: `characters` in names, `bytes` in labels. */
type LengthUnit = 'characters' | 'bytes'

/** One error if the text has more bytes than allowed, else none. */
export function tooLong(value: string, maxBytes: number, unit: LengthUnit): readonly string[] {
  return utf8Length(value) > maxBytes ? [`must be no more than ${maxBytes} ${unit}`] : []
}

/** Kubernetes' sentence for a value that misses a pattern; two spaces before `or` are its own. */
export function regexError(rule: string, regex: string, examples: readonly string[]): string {
  const list = examples.map((example) => `'${example}', `).join(' or ')
  return `${rule} (e.g. ${list}regex used for validation is '${regex}')`
}

function utf8Length(text: string): number {
  let bytes = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}
