/** What a namespace that is being deleted says of its content (pkg/controller/namespace/deletion/status_condition_utils.go). */
import { isJson, type Json, listOf } from '../../../domain/decode/readJson.ts'

/** What is left of a namespace's content after it has been deleted once. */
export interface Remaining {
  /** Of each resource, as `pods.` or `daemonsets.apps`. */
  readonly objects: ReadonlyMap<string, number>
  readonly finalizers: ReadonlyMap<string, number>
  readonly errors: readonly string[]
}

interface Condition {
  readonly type: string
  readonly status: 'True' | 'False'
  readonly reason: string
  readonly message: string
}

/** @returns the conditions of the status, with new times for those that turn; the same list where none has changed */
export function namespaceConditions(before: unknown, remaining: Remaining, now: string): unknown {
  const old = listOf(before, (each) => (isJson(each) ? each : undefined))
  const current = wanted(remaining)
  const isSame = current.every((each) => old.some((known) => hasAll(known, each)))
  if (isSame) return before
  return current.map((each) => {
    const known = old.find(({ type }) => type === each.type)
    const turned = known?.['status'] === each.status ? known['lastTransitionTime'] : now
    return { ...each, lastTransitionTime: turned }
  })
}

function hasAll(known: Json, condition: Condition): boolean {
  return Object.entries(condition).every(([key, value]) => known[key] === value)
}

function wanted({ objects, finalizers, errors }: Remaining): readonly Condition[] {
  return [
    good(
      'NamespaceDeletionDiscoveryFailure',
      'ResourcesDiscovered',
      'All resources successfully discovered',
    ),
    good(
      'NamespaceDeletionGroupVersionParsingFailure',
      'ParsedGroupVersions',
      'All legacy kube types successfully parsed',
    ),
    contentFailure(errors),
    contentRemaining(objects),
    finalizersRemaining(finalizers),
  ]
}

function contentFailure(errors: readonly string[]): Condition {
  const type = 'NamespaceDeletionContentFailure'
  if (errors.length === 0) {
    return good(
      type,
      'ContentDeleted',
      'All content successfully deleted, may be waiting on finalization',
    )
  }
  const list = errors.toSorted().join(', ')
  const message = `Failed to delete all resource types, ${errors.length} remaining: ${list}`
  return bad(type, 'ContentDeletionFailed', message)
}

function contentRemaining(objects: ReadonlyMap<string, number>): Condition {
  const type = 'NamespaceContentRemaining'
  if (objects.size === 0) return good(type, 'ContentRemoved', 'All content successfully removed')
  const list = [...objects].map(([name, count]) => `${name} has ${count} resource instances`)
  const message = `Some resources are remaining: ${list.sort().join(', ')}`
  return bad(type, 'SomeResourcesRemain', message)
}

function finalizersRemaining(finalizers: ReadonlyMap<string, number>): Condition {
  const type = 'NamespaceFinalizersRemaining'
  if (finalizers.size === 0) {
    return good(type, 'ContentHasNoFinalizers', 'All content-preserving finalizers finished')
  }
  const list = [...finalizers].map(([name, count]) => `${name} in ${count} resource instances`)
  const message = `Some content in the namespace has finalizers remaining: ${list.sort().join(', ')}`
  return bad(type, 'SomeFinalizersRemain', message)
}

function good(type: string, reason: string, message: string): Condition {
  return { type, status: 'False', reason, message }
}

function bad(type: string, reason: string, message: string): Condition {
  return { type, status: 'True', reason, message }
}
