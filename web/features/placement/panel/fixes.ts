/** What would make a DaemonSet want a node, as fragments to copy. */
import type { Toleration } from '../../../../domain/k8s/objects.ts'
import type { Reason, RequirementResult, TermResult } from '../../../../domain/placement/verdict.ts'
import type { LabelChanges } from '../../../../domain/placement/whatIf.ts'

export type Fix =
  | { readonly kind: 'taint'; readonly text: string; readonly toleration: Toleration }
  | { readonly kind: 'label'; readonly text: string; readonly labels: LabelChanges }
  /** Only a change of the template helps. */
  | { readonly kind: 'nodeName'; readonly wants: string }
  | { readonly kind: 'affinity' }

/** The change that does away with one reason against a node: a toleration in YAML, or a kubectl command. */
export function fixFor(reason: Reason, node: string): Fix {
  switch (reason.kind) {
    case 'taint':
      return { kind: 'taint', text: tolerationYaml(reason.fix), toleration: reason.fix }
    case 'nodeSelector':
      return labelFix(node, [
        { key: reason.key, value: reason.wants, overwrites: reason.has !== undefined },
      ])
    case 'nodeName':
      return { kind: 'nodeName', wants: reason.wants }
    case 'nodeAffinity':
      return affinityFix(reason.terms, node)
  }
}

/** The term that needs the fewest changed labels: terms are alternatives, requirements of a term must all match. */
function affinityFix(terms: readonly TermResult[], node: string): Fix {
  const changes = terms
    .map(termChanges)
    .filter((each) => each !== undefined)
    .sort((a, b) => a.length - b.length)
  const [fewest] = changes
  return fewest === undefined ? { kind: 'affinity' } : labelFix(node, fewest)
}

interface LabelChange {
  readonly key: string
  /** null: it is removed. */
  readonly value: string | null
  readonly overwrites: boolean
}

function labelFix(node: string, changes: readonly LabelChange[]): Fix {
  const words = changes.map(({ key, value }) =>
    quoted(value === null ? `${key}-` : `${key}=${value}`),
  )
  const command = ['kubectl label node', quoted(node), ...words]
  const flags = changes.some(({ overwrites }) => overwrites) ? ['--overwrite'] : []
  return {
    kind: 'label',
    text: [...command, ...flags].join(' '),
    labels: Object.fromEntries(changes.map(({ key, value }) => [key, value])),
  }
}

function termChanges({ empty, requirements }: TermResult): readonly LabelChange[] | undefined {
  if (empty) return undefined
  const failing = requirements.filter(({ result }) => result !== 'match')
  const changes = failing.map(requirementChange).filter((each) => each !== undefined)
  return changes.length === failing.length && changes.length > 0 ? changes : undefined
}

function requirementChange(requirement: RequirementResult): LabelChange | undefined {
  const { field, key, operator, values, has, result } = requirement
  const isLabel = field.includes('matchExpressions')
  const [value] = values
  if (result === 'malformed' || !isLabel) return undefined
  const overwrites = has !== undefined
  switch (operator) {
    case 'In':
      return value === undefined ? undefined : { key, value, overwrites }
    case 'Exists':
      return { key, value: '', overwrites }
    case 'NotIn':
    case 'DoesNotExist':
      return { key, value: null, overwrites: false }
    case 'Gt':
      return { key, value: neighbour(value, 1), overwrites }
    case 'Lt':
      return { key, value: neighbour(value, -1), overwrites }
    default:
      return undefined
  }
}

function neighbour(value: string | undefined, step: 1 | -1): string {
  return String(BigInt(value ?? '0') + BigInt(step))
}

/** Text from the cluster, safe to paste into a shell. */
export function quoted(text: string): string {
  return /^[\w./=-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
}

/** A toleration as it stands in a Pod template. */
export function tolerationYaml(toleration: Toleration): string {
  const { key, operator, value, effect, tolerationSeconds } = toleration
  const lines = Object.entries({ key, operator, value, effect, tolerationSeconds })
    .filter(([, each]) => each !== undefined)
    .map(([name, each]) => `${name}: ${typeof each === 'number' ? each : yamlText(String(each))}`)
  return [
    'tolerations:',
    ...lines.map((line, index) => `${index === 0 ? '- ' : '  '}${line}`),
  ].join('\n')
}

/** YAML 1.1 (which Kubernetes reads) takes these words, and numbers, for something else than text. */
const notText = /^(?:y|yes|n|no|true|false|on|off|null|~)$/i

function yamlText(text: string): string {
  return /^[a-z][\w./-]*$/i.test(text) && !notText.test(text) ? text : JSON.stringify(text)
}
