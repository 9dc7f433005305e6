/** Taints and tolerations (api/core/v1/toleration.go and taint.go). */
import type { Taint, Toleration } from './objects.ts'

/**
 * Does a toleration cover a taint (ToleratesTaint)? Lt and Gt never do: their feature gate
 * TaintTolerationComparisonOperators is off in Kubernetes 1.36. tolerationSeconds plays no part.
 */
export function tolerates(toleration: Toleration, taint: Taint): boolean {
  if (!isEmpty(toleration.effect) && toleration.effect !== taint.effect) return false
  if (!isEmpty(toleration.key) && toleration.key !== taint.key) return false
  if (toleration.operator === 'Exists') return true
  if (!isEmpty(toleration.operator) && toleration.operator !== 'Equal') return false
  return (toleration.value ?? '') === (taint.value ?? '')
}

/** JSON may say null for a field that is not set. */
function isEmpty(text: string | null | undefined): boolean {
  return text === undefined || text === null || text === ''
}

/** Does one of the tolerations cover the taint? A loop, since `some` would allocate a closure for each taint of a grid. */
export function isTolerated(tolerations: readonly Toleration[], taint: Taint): boolean {
  for (const toleration of tolerations) if (tolerates(toleration, taint)) return true
  return false
}

/** The narrowest toleration that covers a taint. */
export function tolerationFor(taint: Taint): Toleration {
  const { key, value, effect } = taint
  if (isEmpty(key) || isEmpty(value))
    return { ...(isEmpty(key) ? {} : { key }), operator: 'Exists', effect }
  return { key, operator: 'Equal', value: value ?? '', effect }
}

/** A taint as kubectl prints it: `key=value:Effect`, or `key:Effect` without a value. */
export function printTaint({ key, value, effect }: Taint): string {
  return `${key}${isEmpty(value) ? '' : `=${value}`}${isEmpty(effect) ? '' : `:${effect}`}`
}

/** A toleration as `kubectl describe pod` prints it: `key=value:Effect for 60s`, `key:Effect op=Exists`. */
export function printToleration(toleration: Toleration): string {
  const { key, operator, value, effect, tolerationSeconds } = toleration
  const subject = printTaint({
    key: key ?? '',
    ...(value === undefined ? {} : { value }),
    effect: effect ?? '',
  })
  const exists = operator === 'Exists' && isEmpty(value) ? 'op=Exists' : ''
  const seconds = typeof tolerationSeconds === 'number' ? `for ${tolerationSeconds}s` : ''
  return [subject, exists, seconds].filter((part) => part !== '').join(' ')
}
