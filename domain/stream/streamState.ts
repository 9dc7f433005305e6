/** What a client of the placement stream holds, and the rules by which a line changes it. */
import {
  type Freshness,
  type Line,
  type Resource,
  type ResourceLine,
  type ResourceObjects,
  resources,
} from './lines.ts'
import type { Versions } from './resume.ts'

/** One resource as the client has it. `objects` is complete up to `version`; before the first `end` it is empty. */
export interface ResourceState<T> {
  readonly objects: ReadonlyMap<string, T>
  /** Where the server can be asked to go on from; undefined: nothing complete yet. */
  readonly version: string | undefined
  readonly freshness: Freshness
}

/** Changed in place: copies of a Map with 150,000 Pods would cost more than everything else. */
export interface ResourceStore<T> extends ResourceState<T> {
  objects: Map<string, T>
  version: string | undefined
  freshness: Freshness
  /** The second store: what has come since `reset`. */
  incoming: Map<string, T> | undefined
}

export type StreamStore = { readonly [R in Resource]: ResourceStore<ResourceObjects[R]> }

/** A store without anything, as before the first answer. */
export function emptyStore(): StreamStore {
  return {
    namespaces: emptyResource(),
    nodes: emptyResource(),
    daemonsets: emptyResource(),
    controllerrevisions: emptyResource(),
    pods: emptyResource(),
  }
}

function emptyResource<T>(): ResourceStore<T> {
  return {
    objects: new Map(),
    version: undefined,
    freshness: { state: 'loading', asOf: 0, since: 0 },
    incoming: undefined,
  }
}

/** Applies one line to the store, by the rules of lines.ts. */
export function applyLine(store: StreamStore, line: Line): void {
  if (line.type === 'hello' || line.type === 'heartbeat') return
  switch (line.resource) {
    case 'namespaces':
      return applyTo(store.namespaces, line, (object) => object.metadata.uid)
    case 'nodes':
      return applyTo(store.nodes, line, (object) => object.metadata.uid)
    case 'daemonsets':
      return applyTo(store.daemonsets, line, (object) => object.metadata.uid)
    case 'controllerrevisions':
      return applyTo(store.controllerrevisions, line, (object) => object.metadata.uid)
    case 'pods':
      return applyTo(store.pods, line, (object) => object.uid)
  }
}

function applyTo<R extends Resource>(
  store: ResourceStore<ResourceObjects[R]>,
  line: ResourceLine<R>,
  uidOf: (object: ResourceObjects[R]) => string,
): void {
  switch (line.type) {
    case 'reset':
      store.incoming = new Map()
      return
    case 'items':
      for (const object of line.objects) store.incoming?.set(uidOf(object), object)
      return
    case 'end':
      store.objects = store.incoming ?? store.objects
      store.incoming = undefined
      store.version = line.resourceVersion
      return
    case 'delta': {
      const objects = store.incoming ?? store.objects
      for (const object of line.upserts) objects.set(uidOf(object), object)
      for (const uid of line.deletes) objects.delete(uid)
      if (store.incoming === undefined) store.version = line.resourceVersion
      return
    }
    case 'freshness':
      store.freshness = line.freshness
      if (line.freshness.state === 'denied') withdraw(store)
  }
}

/** What the user may no longer see goes away, and is not resumed. */
function withdraw(store: ResourceStore<unknown>): void {
  store.objects = new Map()
  store.incoming = undefined
  store.version = undefined
}

/** Called when a connection has ended: half a snapshot is thrown away. @returns what the next one resumes from */
export function endOfConnection(store: StreamStore): Versions {
  const versions: Partial<Record<Resource, string>> = {}
  for (const resource of resources) {
    const { version } = store[resource]
    store[resource].incoming = undefined
    if (version !== undefined) versions[resource] = version
  }
  return versions
}
