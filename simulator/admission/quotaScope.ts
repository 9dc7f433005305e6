/** Which Pods a quota counts (pkg/quota/v1/evaluator/core/pods.go, podMatchesScopeFunc), as far as this cluster's can differ. */
import {
  at,
  isJson,
  listOf,
  number,
  text,
  textOrEmpty,
  type Json,
} from '../../domain/decode/readJson.ts'
import type { KubeObject } from '../objects.ts'
import type { Draft } from '../registry/draft.ts'
import { qosClass } from '../registry/strategies/qosClass.ts'

interface Scope {
  readonly name: string
  readonly operator: string
  readonly values: readonly string[]
}

/** Has the object all that the quota asks for? */
export function isInScope(
  { spec }: KubeObject,
  { object }: { readonly object: Draft | KubeObject },
): boolean {
  const pod = object.spec ?? {}
  const plain = listOf(at(spec, 'scopes'), text).map((name) => scope(name, 'Exists', []))
  const chosen = listOf(at(at(spec, 'scopeSelector'), 'matchExpressions'), readScope)
  return [...plain, ...chosen].every((each) => isIn(each, pod))
}

function scope(name: string, operator: string, values: readonly string[]): Scope {
  return { name, operator, values }
}

function readScope(expression: unknown): Scope | undefined {
  if (!isJson(expression)) return undefined
  const [name = '', operator = ''] = ['scopeName', 'operator'].map((field) =>
    textOrEmpty(expression[field]),
  )
  return scope(name, operator, listOf(expression['values'], text))
}

function isIn({ name, operator, values }: Scope, pod: Json): boolean {
  switch (name) {
    case 'BestEffort':
      return qosClass(pod) === 'BestEffort'
    case 'NotBestEffort':
      return qosClass(pod) !== 'BestEffort'
    case 'Terminating':
      return isTerminating(pod)
    case 'NotTerminating':
      return !isTerminating(pod)
    case 'PriorityClass':
      return isOfClass(text(pod['priorityClassName']), operator, values)
    default:
      return false
  }
}

function isTerminating(pod: Json): boolean {
  return (number(pod['activeDeadlineSeconds']) ?? -1) >= 0
}

function isOfClass(own: string | undefined, operator: string, values: readonly string[]): boolean {
  switch (operator) {
    case 'In':
      return own !== undefined && values.includes(own)
    case 'NotIn':
      return own === undefined || !values.includes(own)
    case 'DoesNotExist':
      return own === undefined
    default:
      return own !== undefined
  }
}
