/** The objects of one resource. */
import type { Key, KubeObject } from '../objects.ts'
import { keyOf } from '../objects.ts'

/** By namespace and name: a look for one of 150,000 Pods makes no text to look for. */
export class ObjectTable {
  readonly #namespaces = new Map<string, Map<string, KubeObject>>()

  get({ namespace, name }: Key): KubeObject | undefined {
    return this.#namespaces.get(namespace)?.get(name)
  }

  /** Puts it in the place of the one of its name, if there is one. */
  set(object: KubeObject): void {
    const { namespace, name } = keyOf(object)
    const objects = this.#namespaces.get(namespace)
    if (objects === undefined) this.#namespaces.set(namespace, new Map([[name, object]]))
    else objects.set(name, object)
  }

  delete({ namespace, name }: Key): void {
    const objects = this.#namespaces.get(namespace)
    objects?.delete(name)
    if (objects?.size === 0) this.#namespaces.delete(namespace)
  }

  get size(): number {
    let size = 0
    for (const objects of this.#namespaces.values()) size += objects.size
    return size
  }

  /** All of them in no order, or those of one namespace. */
  *values(namespace?: string): Generator<KubeObject, undefined> {
    if (namespace !== undefined) yield* this.#namespaces.get(namespace)?.values() ?? []
    else for (const objects of this.#namespaces.values()) yield* objects.values()
  }

  /** In etcd's order, which is that of `namespace/name`: team-a comes before team. */
  sorted(namespace?: string): readonly KubeObject[] {
    const namespaces = namespace === undefined ? [...this.#namespaces.keys()] : [namespace]
    namespaces.sort((a, b) => (`${a}/` < `${b}/` ? -1 : 1))
    return namespaces.flatMap((each) => [...this.values(each)].sort(byName))
  }
}

function byName({ metadata: a }: KubeObject, { metadata: b }: KubeObject): number {
  return a.name < b.name ? -1 : 1
}
