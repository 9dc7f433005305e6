/** JSON patches (RFC 6902) that touch only what changes, and are refused where the object is not the one that was seen. */
import type { DaemonSet, Node, Toleration } from '../../domain/k8s/objects.ts'
import type { LabelChanges } from '../../domain/placement/whatIf.ts'

export type Operation =
  | { readonly op: 'test' | 'add'; readonly path: string; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: string }

export const jsonPatchType = 'application/json-patch+json'

/** One step of a path, escaped. */
function step(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1')
}

/**
 * Changes labels of a Node.
 * @param node as it was seen: neither another Node of its name nor a label that has changed since is touched
 */
export function labelPatch({ metadata }: Node, changes: LabelChanges): readonly Operation[] {
  const present = new Map(Object.entries(metadata.labels ?? {}))
  const noLabels: readonly Operation[] =
    present.size === 0 ? [{ op: 'add', path: '/metadata/labels', value: {} }] : []
  const operations = Object.entries(changes).flatMap(([key, value]): Operation[] => {
    const path = `/metadata/labels/${step(key)}`
    const has = present.get(key)
    const test: Operation[] = has === undefined ? [] : [{ op: 'test', path, value: has }]
    if (value !== null) return [...test, { op: 'add', path, value }]
    return has === undefined ? [] : [...test, { op: 'remove', path }]
  })
  return [{ op: 'test', path: '/metadata/uid', value: metadata.uid }, ...noLabels, ...operations]
}

/**
 * Adds a toleration to a DaemonSet's template.
 * @param daemonSet as it was seen: where its spec has changed since (a new generation), nothing is done
 */
export function tolerationPatch(
  { metadata, spec }: DaemonSet,
  toleration: Toleration,
): readonly Operation[] {
  const path = '/spec/template/spec/tolerations'
  const isFirst = (spec.template.spec.tolerations ?? []).length === 0
  return [
    { op: 'test', path: '/metadata/uid', value: metadata.uid },
    { op: 'test', path: '/metadata/generation', value: metadata.generation },
    isFirst
      ? { op: 'add', path, value: [toleration] }
      : { op: 'add', path: `${path}/-`, value: toleration },
  ]
}
