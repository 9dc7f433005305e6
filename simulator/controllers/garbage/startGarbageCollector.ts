/** Deletes, or lets go, what an owner leaves behind (pkg/controller/garbagecollector/garbagecollector.go). */
import type { ActorWorld } from '../../actor.ts'
import type { KubeObject, Meta, Owner } from '../../objects.ts'
import { ApiError } from '../../registry/apiError.ts'
import type { DeleteOptions, Registry } from '../../registry/registry.ts'
import { without } from '../../registry/without.ts'
import { isSame, type StoreEvent } from '../../store/store.ts'
import { WorkQueue } from '../../workQueue.ts'
import { released } from '../ownership.ts'
import { OwnerGraph } from './ownerGraph.ts'
import { type Path, pathOf, placeOf } from './path.ts'

/** Runs the garbage collector. @returns what stops it */
export function startGarbageCollector(world: ActorWorld): () => void {
  const collector = new GarbageCollector(world)
  return () => collector.stop()
}

type Finalizer = 'orphan' | 'foregroundDeletion'

/** An object's owners: still there, gone, or waiting until their dependents are gone. */
interface Classified {
  readonly solid: readonly Owner[]
  readonly dangling: readonly Owner[]
  readonly waiting: readonly Owner[]
}

class GarbageCollector {
  readonly #registry: Registry
  readonly #graph: OwnerGraph
  readonly #deletes: WorkQueue
  readonly #orphans: WorkQueue

  constructor({ store, registry, clock }: ActorWorld) {
    this.#registry = registry
    this.#deletes = new WorkQueue(clock, (path) => this.#attemptToDelete(path))
    this.#orphans = new WorkQueue(clock, (path) => this.#orphanDependents(path))
    this.#graph = new OwnerGraph(store, (plural, event) => this.#changed(plural, event))
    for (const [plural, object] of this.#graph.all()) this.#seen(plural, object, undefined)
  }

  stop(): void {
    this.#graph.stop()
    this.#deletes.stop()
    this.#orphans.stop()
  }

  /** graph_builder.go, processGraphChanges and processTransitions */
  #changed(plural: string, { type, object, before }: StoreEvent): void {
    if (type === 'DELETED') {
      for (const dependent of this.#graph.dependentsOf(object)) this.#deletes.add(dependent)
      for (const owner of ownersOf(object)) this.#wakeOwner(object, owner)
      return
    }
    this.#seen(plural, object, before)
  }

  #seen(plural: string, object: KubeObject, before: KubeObject | undefined): void {
    this.#ownersChanged(plural, object, before)
    if (isEndingWith('orphan', object) && !(before && isEndingWith('orphan', before))) {
      this.#orphans.add(pathOf(plural, object))
    }
    if (isForeground(object) && !(before && isForeground(before))) {
      for (const dependent of this.#graph.dependentsOf(object)) this.#deletes.add(dependent)
      this.#deletes.add(pathOf(plural, object))
    }
  }

  #ownersChanged(plural: string, object: KubeObject, before: KubeObject | undefined): void {
    const [was, is] = [before ? ownersOf(before) : noOwners, ownersOf(object)]
    if (was === is || isSame(was, is)) return
    if (is.some((owner) => this.#graph.ownerOf(object, owner) === 'absent'))
      this.#deletes.add(pathOf(plural, object))
    for (const owner of was) if (!isBlocking(object, owner.uid)) this.#wakeOwner(object, owner)
  }

  /** An owner that waits for its dependents looks again whether any are left. */
  #wakeOwner(dependent: KubeObject, owner: Owner): void {
    const path = this.#graph.pathOfOwner(dependent, owner)
    const found = path === undefined ? undefined : this.#graph.object(path)
    if (path !== undefined && found !== undefined && isForeground(found)) this.#deletes.add(path)
  }

  #attemptToDelete(path: Path): void {
    const object = this.#graph.object(path)
    if (object === undefined) return
    if (isForeground(object)) return this.#finishForeground(path, object)
    if (object.metadata.deletionTimestamp !== undefined || ownersOf(object).length === 0) return
    const { solid, dangling, waiting } = this.#classify(object)
    if (solid.length > 0) return this.#forget(path, object, [...dangling, ...waiting])
    const dependents = this.#graph.dependentsOf(object)
    if (waiting.length > 0 && dependents.length > 0) {
      return this.#deleteInForeground(path, object, dependents)
    }
    this.#delete(path, object, policyOf(object))
  }

  #classify(object: KubeObject): Classified {
    const owners = ownersOf(object).map((owner) => ({
      owner,
      found: this.#graph.ownerOf(object, owner),
    }))
    const those = (isOne: (found: (typeof owners)[number]['found']) => boolean): readonly Owner[] =>
      owners.filter(({ found }) => isOne(found)).map(({ owner }) => owner)
    const isWaiting = (found: KubeObject | string): boolean =>
      typeof found !== 'string' && isForeground(found)
    return {
      solid: those((found) => found !== 'absent' && !isWaiting(found)),
      dangling: those((found) => found === 'absent'),
      waiting: those(isWaiting),
    }
  }

  /** Its references to owners that go are in the way of these. */
  #forget(path: Path, object: KubeObject, owners: readonly Owner[]): void {
    if (owners.length === 0) return
    this.#update(
      path,
      owners.reduce((each, { uid }) => released(each, uid), object),
    )
  }

  /** The dependents of a dependent go before it does; in a circle nobody waits for anybody. */
  #deleteInForeground(path: Path, object: KubeObject, dependents: readonly Path[]): void {
    const isCircle = dependents.some((each) => {
      const dependent = this.#graph.object(each)
      return dependent !== undefined && isForeground(dependent)
    })
    const latest = isCircle ? this.#update(path, unblocked(object)) : object
    this.#delete(path, latest, 'Foreground')
  }

  #finishForeground(path: Path, object: KubeObject): void {
    const { uid } = object.metadata
    const blocking = this.#graph.dependentsOf(object).filter((each) => {
      const dependent = this.#graph.object(each)
      return dependent !== undefined && isBlocking(dependent, uid)
    })
    if (blocking.length === 0) {
      this.#update(path, withoutFinalizer(object, 'foregroundDeletion'))
      return
    }
    for (const each of blocking) {
      const dependent = this.#graph.object(each)
      if (dependent !== undefined && !isForeground(dependent)) this.#deletes.add(each)
    }
  }

  #orphanDependents(path: Path): void {
    const owner = this.#graph.object(path)
    if (owner === undefined || !isEndingWith('orphan', owner)) return
    for (const each of this.#graph.dependentsOf(owner)) {
      const dependent = this.#graph.object(each)
      if (dependent !== undefined) this.#update(each, released(dependent, owner.metadata.uid))
    }
    this.#update(path, withoutFinalizer(owner, 'orphan'))
  }

  #update(path: Path, object: KubeObject): KubeObject {
    const { resource, key } = placeOf(path)
    return this.#registry.update(resource, key, object)
  }

  #delete(
    path: Path,
    { metadata }: KubeObject,
    propagationPolicy: NonNullable<DeleteOptions['propagationPolicy']>,
  ): void {
    const { resource, key } = placeOf(path)
    const { uid, resourceVersion } = metadata
    const preconditions = { uid, resourceVersion }
    try {
      this.#registry.delete(resource, key, { propagationPolicy, preconditions })
    } catch (error) {
      if (!(error instanceof ApiError && error.code === 404)) throw error
    }
  }
}

const noOwners: readonly Owner[] = []

function ownersOf({ metadata }: KubeObject): readonly Owner[] {
  return metadata.ownerReferences ?? noOwners
}

function isEndingWith(finalizer: Finalizer, { metadata }: KubeObject): boolean {
  return (
    metadata.deletionTimestamp !== undefined && metadata.finalizers?.includes(finalizer) === true
  )
}

/** It waits until its dependents are gone. */
function isForeground(object: KubeObject): boolean {
  return isEndingWith('foregroundDeletion', object)
}

function isBlocking(dependent: KubeObject, ownerUid: string): boolean {
  return ownersOf(dependent).some(
    ({ uid, blockOwnerDeletion }) => uid === ownerUid && blockOwnerDeletion === true,
  )
}

function policyOf({ metadata }: KubeObject): 'Orphan' | 'Foreground' | 'Background' {
  if (metadata.finalizers?.includes('orphan') === true) return 'Orphan'
  return metadata.finalizers?.includes('foregroundDeletion') === true ? 'Foreground' : 'Background'
}

function unblocked(object: KubeObject): KubeObject {
  const ownerReferences = ownersOf(object).map((owner) =>
    owner.blockOwnerDeletion === true ? { ...owner, blockOwnerDeletion: false } : owner,
  )
  return { ...object, metadata: { ...object.metadata, ownerReferences } }
}

function withoutFinalizer(object: KubeObject, finalizer: Finalizer): KubeObject {
  const finalizers = object.metadata.finalizers?.filter((each) => each !== finalizer) ?? []
  const metadata: Meta = without(object.metadata, 'finalizers')
  return { ...object, metadata: finalizers.length === 0 ? metadata : { ...metadata, finalizers } }
}
