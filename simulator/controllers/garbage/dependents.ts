/** An object's dependents: their names by resource and namespace. 150,000 paths would be as many texts of their own. */
import type { KubeObject } from '../../objects.ts'
import { SetMap } from '../../setMap.ts'
import { type Path, prefixOf } from './path.ts'

export class Dependents {
  readonly #names = new SetMap()

  add(plural: string, object: KubeObject): void {
    this.#names.add(prefixOf(plural, object), object.metadata.name)
  }

  delete(plural: string, object: KubeObject): void {
    this.#names.delete(prefixOf(plural, object), object.metadata.name)
  }

  get isEmpty(): boolean {
    return this.#names.size === 0
  }

  paths(): readonly Path[] {
    return [...this.#names].flatMap(([prefix, names]) => [...names].map((name) => prefix + name))
  }
}
