/** Label selectors as text, as kubectl takes them with -l (apimachinery, pkg/labels/selector.go, Parser). */
import { labelKeyErrors } from './labels.ts'
import { requirement, type Requirement, type RequirementOperator } from './requirement.ts'

/** Longer texts are refused: no command line and no URL of the console carries one. */
const maxLength = 10_000

/** A word, or a sign; a sign without text is the end. */
interface Token {
  readonly kind: 'word' | 'sign'
  readonly text: string
}

const end: Token = { kind: 'sign', text: '' }
const tokenPattern = /[ \t\r\n]*(?:(!=|==|[=!(),><])|([^ \t\r\n=!(),><]+))/gy
const binaryOperators: ReadonlyMap<string, RequirementOperator> = new Map([
  ['in', 'in'],
  ['notin', 'notin'],
  ['=', '='],
  ['==', '=='],
  ['!=', '!='],
  ['>', 'gt'],
  ['<', 'lt'],
])

/** Thrown inside this file only; its message is the error that parseLabelSelector returns. */
class SelectorError extends Error {}

/**
 * Reads `k`, `!k`, `k=v`, `k==v`, `k!=v`, `k in (a,b)`, `k notin (a,b)`, `k>5`, `k<5`, joined by commas; '' selects
 * everything. Requirements come sorted by key, values sorted and distinct. Errors are Kubernetes' own texts.
 */
export function parseLabelSelector(
  text: string,
): { readonly requirements: readonly Requirement[] } | { readonly error: string } {
  if (text.length > maxLength) return { error: `must be no more than ${maxLength} characters` }
  try {
    const requirements = parseRequirements(tokens(text))
    return {
      requirements: requirements.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)),
    }
  } catch (error) {
    if (error instanceof SelectorError) return { error: error.message }
    throw error
  }
}

/** The tokens not yet read; a look at the next one, or taking it. */
interface Tokens {
  readonly next: () => Token
  readonly take: () => Token
}

function tokens(text: string): Tokens {
  const all: readonly Token[] = Array.from(text.matchAll(tokenPattern), ([, sign, word]) =>
    sign === undefined ? { kind: 'word', text: word ?? '' } : { kind: 'sign', text: sign },
  )
  let position = 0
  return { next: () => all[position] ?? end, take: () => all[position++] ?? end }
}

function parseRequirements(tokens: Tokens): readonly Requirement[] {
  const requirements: Requirement[] = []
  if (tokens.next() === end) return requirements
  if (!startsRequirement(tokens.next()))
    fail(tokens.next(), ", expected: !, identifier, or 'end of string'")
  for (;;) {
    requirements.push(parseRequirement(tokens))
    const separator = tokens.take()
    if (separator === end) return requirements
    if (!isSign(separator, ',')) fail(separator, ", expected: ',' or 'end of string'")
    if (!startsRequirement(tokens.next())) fail(tokens.next(), ", expected: identifier after ','")
  }
}

function startsRequirement(token: Token): boolean {
  return token.kind === 'word' || token.text === '!'
}

function isSign(token: Token, text: string): boolean {
  return token.kind === 'sign' && token.text === text
}

function fail(found: Token, rest: string): never {
  throw new SelectorError(`found '${found.text}'${rest}`)
}

function parseRequirement(tokens: Tokens): Requirement {
  try {
    const negated = isSign(tokens.next(), '!') && tokens.take() !== end
    const key = parseKey(tokens.take())
    if (negated) return checked(key, '!', [])
    if (endsRequirement(tokens.next())) return checked(key, 'exists', [])
    const operator = parseOperator(tokens.take())
    const isSet = operator === 'in' || operator === 'notin'
    return checked(key, operator, isSet ? parseSet(tokens) : [parseValue(tokens)])
  } catch (error) {
    if (!(error instanceof SelectorError)) throw error
    throw new SelectorError(`unable to parse requirement: ${error.message}`)
  }
}

function endsRequirement(token: Token): boolean {
  return token === end || isSign(token, ',')
}

function parseKey(token: Token): string {
  if (token.kind !== 'word') fail(token, ', expected: identifier')
  const errors = labelKeyErrors(token.text)
  if (errors.length === 0) return token.text
  throw new SelectorError(
    `<nil>: Invalid value: ${JSON.stringify(token.text)}: ${errors.join('; ')}`,
  )
}

function parseOperator(token: Token): RequirementOperator {
  const operator = binaryOperators.get(token.text)
  return operator ?? fail(token, ', expected: in, notin, =, ==, !=, gt, lt')
}

function parseValue(tokens: Tokens): string {
  if (endsRequirement(tokens.next())) return ''
  const token = tokens.take()
  return token.kind === 'word' ? token.text : fail(token, ', expected: identifier')
}

/** `(a,b)`; `()`, `(,a)`, `(a,)` and `(a,,b)` contain the empty value. */
function parseSet(tokens: Tokens): readonly string[] {
  const open = tokens.take()
  if (!isSign(open, '(')) fail(open, " expected: '('")
  const first = tokens.next()
  if (first.kind === 'sign' && first.text !== ',' && first.text !== ')') {
    fail(first, ", expected: ',', ')' or identifier")
  }
  const values = isSign(first, ')') ? new Set(['']) : parseValues(tokens)
  tokens.take()
  return [...values].sort()
}

function parseValues(tokens: Tokens): ReadonlySet<string> {
  const values = new Set<string>()
  for (;;) {
    const token = tokens.take()
    const next = tokens.next()
    const closes = isSign(next, ')')
    if (token.kind === 'word') {
      values.add(token.text)
      if (!closes && !isSign(next, ',')) fail(next, ", expected: ',' or ')'")
    } else if (token.text === ',') {
      if (closes || values.size === 0 || isSign(next, ',')) values.add('')
    } else {
      fail(token, ", expected: ',', or identifier")
    }
    if (closes) return values
  }
}

function checked(
  key: string,
  operator: RequirementOperator,
  values: readonly string[],
): Requirement {
  const read = requirement(key, operator, values)
  if ('error' in read) throw new SelectorError(read.error)
  return read
}

/** Requirements in the syntax that parseLabelSelector reads, values sorted; kubectl prints them in the order given. */
export function printRequirements(requirements: readonly Requirement[]): string {
  return requirements.map(printRequirement).join(',')
}

function printRequirement({ key, operator, values }: Requirement): string {
  if (operator === 'exists') return key
  if (operator === '!') return `!${key}`
  const list = values.toSorted().join(',')
  if (operator === 'in' || operator === 'notin') return `${key} ${operator} (${list})`
  const sign = operator === 'gt' ? '>' : operator === 'lt' ? '<' : operator
  return `${key}${sign}${list}`
}
