/** An object's dependents: their names by resource and namespace. 150,000 paths would be as many texts of their own. */
import type { KubeObject } from '../../objects.ts'
import { type Path, prefixOf } from './path.ts'

export class Dependents {
  readonly #names = new Map<string, Set<string>>()

  add(plural: string, object: KubeObject): void {
    const prefix = prefixOf(plural, object)
    const names = this.#names.get(prefix) ?? new Set()
    this.#names.set(prefix, names.add(object.metadata.name))
  }

  delete(plural: string, object: KubeObject): void {
    const prefix = prefixOf(plural, object)
    const names = this.#names.get(prefix)
    names?.delete(object.metadata.name)
    if (names?.size === 0) this.#names.delete(prefix)
  }

  get isEmpty(): boolean {
    return this.#names.size === 0
  }

  paths(): readonly Path[] {
    return [...this.#names].flatMap(([prefix, names]) => [...names].map((name) => prefix + name))
  }
}
