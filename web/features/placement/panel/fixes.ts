/** What would make a DaemonSet want a node, as fragments to copy. */
import type { Toleration } from '../../../../domain/k8s/objects.ts'
import type { Reason, RequirementResult, TermResult } from '../../../../domain/placement/verdict.ts'

export type Fix =
  | { readonly kind: 'taint'; readonly text: string }
  | { readonly kind: 'label'; readonly text: string }
  /** Only a change of the template helps. */
  | { readonly kind: 'nodeName'; readonly wants: string }
  | { readonly kind: 'affinity' }

/** The change that does away with one reason against a node: a toleration in YAML, or a kubectl command. */
export function fixFor(reason: Reason, node: string): Fix {
  switch (reason.kind) {
    case 'taint':
      return { kind: 'taint', text: tolerationYaml(reason.fix) }
    case 'nodeSelector':
      return {
        kind: 'label',
        text: labelCommand(node, [setLabel(reason.key, reason.wants)], reason.has !== undefined),
      }
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
  if (fewest === undefined) return { kind: 'affinity' }
  const overwrites = fewest.some(({ overwrites }) => overwrites)
  return {
    kind: 'label',
    text: labelCommand(
      node,
      fewest.map(({ text }) => text),
      overwrites,
    ),
  }
}

interface LabelChange {
  readonly text: string
  readonly overwrites: boolean
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
      return value === undefined ? undefined : { text: setLabel(key, value), overwrites }
    case 'Exists':
      return { text: setLabel(key, ''), overwrites }
    case 'NotIn':
    case 'DoesNotExist':
      return { text: quoted(`${key}-`), overwrites: false }
    case 'Gt':
      return { text: setLabel(key, neighbour(value, 1)), overwrites }
    case 'Lt':
      return { text: setLabel(key, neighbour(value, -1)), overwrites }
    default:
      return undefined
  }
}

function neighbour(value: string | undefined, step: 1 | -1): string {
  return String(BigInt(value ?? '0') + BigInt(step))
}

function setLabel(key: string, value: string): string {
  return quoted(`${key}=${value}`)
}

function labelCommand(node: string, changes: readonly string[], overwrites: boolean): string {
  const command = ['kubectl label node', quoted(node), ...changes]
  return [...command, ...(overwrites ? ['--overwrite'] : [])].join(' ')
}

/** Text from the cluster, safe to paste into a shell. */
function quoted(text: string): string {
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
