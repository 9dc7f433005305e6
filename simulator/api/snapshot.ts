/** The objects of a resource as they are, or as they were at a version that the store still knows. */
import type { KubeObject } from '../objects.ts'
import type { Store } from '../store/store.ts'
import type { Selection } from './selection.ts'

/** How a stored object looks as the resource that is asked for; undefined: as that it is not there. */
export type Present = (object: KubeObject) => KubeObject | undefined

export function pathOf({ metadata }: KubeObject): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`
}

/** The objects that match, sorted by namespace and name. */
export function snapshot(
  objects: Iterable<KubeObject>,
  present: Present,
  selection: Selection,
): readonly KubeObject[] {
  const found: { readonly path: string; readonly object: KubeObject }[] = []
  for (const stored of objects) {
    const object = present(stored)
    if (object !== undefined && selection.matches(object))
      found.push({ path: pathOf(object), object })
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1)).map(({ object }) => object)
}

/** @returns undefined where the store has forgotten that version */
export function objectsAt(
  store: Store,
  plural: string,
  version: number,
): Iterable<KubeObject> | undefined {
  const events = store.since(plural, version)
  if (events === undefined) return undefined
  if (events.length === 0) return store.all(plural)
  const objects = new Map([...store.all(plural)].map((object) => [pathOf(object), object]))
  for (const { object, before } of events.toReversed()) {
    if (before === undefined) objects.delete(pathOf(object))
    else objects.set(pathOf(before), before)
  }
  return objects.values()
}
