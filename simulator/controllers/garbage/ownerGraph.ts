/** Who owns what (pkg/controller/garbagecollector/graph_builder.go), kept up to date from the store's events. */
import { stopAll } from '../../actor.ts'
import type { KubeObject, Owner } from '../../objects.ts'
import { resourceOfKind, resources } from '../../registry/resources.ts'
import type { Store, StoreEvent } from '../../store/store.ts'
import { Dependents } from './dependents.ts'
import { type Path, pathOf, placeOf } from './path.ts'

/** Nobody owns events, and they are many. */
const ignored: ReadonlySet<string> = new Set(['events'])

const plurals: readonly string[] = resources
  .filter(({ plural, viewOf }) => viewOf === undefined && !ignored.has(plural))
  .map(({ plural }) => plural)

export class OwnerGraph {
  readonly #store: Store
  readonly #dependents = new Map<string, Dependents>()
  readonly #unsubscribe: () => void

  /** @param changed is told of each event of the resource with that plural, once the graph knows of it */
  constructor(store: Store, changed: (plural: string, event: StoreEvent) => void) {
    this.#store = store
    for (const [plural, object] of this.all()) this.#link(plural, object)
    const stops = plurals.map((plural) =>
      store.subscribe(plural, (event) => {
        this.#take(plural, event)
        changed(plural, event)
      }),
    )
    this.#unsubscribe = stopAll(stops)
  }

  stop(): void {
    this.#unsubscribe()
  }

  /** All objects, with the plurals of their resources. */
  *all(): Iterable<readonly [plural: string, object: KubeObject]> {
    for (const plural of plurals) {
      for (const object of this.#store.all(plural)) yield [plural, object]
    }
  }

  dependentsOf({ metadata }: KubeObject): readonly Path[] {
    return this.#dependents.get(metadata.uid)?.paths() ?? []
  }

  object(path: Path): KubeObject | undefined {
    const { resource, key } = placeOf(path)
    return this.#store.get(resource, key)
  }

  /**
   * The owner that a reference of an object names. absent: it has gone, or another has its name; unknown: of a kind that
   * is not known, or in a namespace though the object is in none: nothing is ever deleted for it.
   */
  ownerOf(object: KubeObject, owner: Owner): KubeObject | 'absent' | 'unknown' {
    const resource = resourceOfKind(owner.apiVersion, owner.kind)
    const { namespace = '' } = object.metadata
    if (resource === undefined || (resource.namespaced && namespace === '')) return 'unknown'
    const key = { namespace: resource.namespaced ? namespace : '', name: owner.name }
    const found = this.#store.get(resource.plural, key)
    return found?.metadata.uid === owner.uid ? found : 'absent'
  }

  /** Where an owner is, should it be there. */
  pathOfOwner(object: KubeObject, owner: Owner): Path | undefined {
    const resource = resourceOfKind(owner.apiVersion, owner.kind)
    const found = this.ownerOf(object, owner)
    return resource === undefined || typeof found === 'string'
      ? undefined
      : pathOf(resource.plural, found)
  }

  #take(plural: string, { type, object, before }: StoreEvent): void {
    const [was, is] = [before?.metadata.ownerReferences, object.metadata.ownerReferences]
    if (type === 'MODIFIED' && was === is) return
    if (before !== undefined) this.#unlink(plural, before)
    if (type !== 'DELETED') this.#link(plural, object)
  }

  #link(plural: string, object: KubeObject): void {
    for (const { uid } of object.metadata.ownerReferences ?? []) {
      const dependents = this.#dependents.get(uid) ?? new Dependents()
      this.#dependents.set(uid, dependents)
      dependents.add(plural, object)
    }
  }

  #unlink(plural: string, object: KubeObject): void {
    for (const { uid } of object.metadata.ownerReferences ?? []) {
      const dependents = this.#dependents.get(uid)
      dependents?.delete(plural, object)
      if (dependents?.isEmpty === true) this.#dependents.delete(uid)
    }
  }
}
