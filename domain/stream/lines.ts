/**
 * The contract of the placement stream: GET /stream answers with lines of JSON, each a Line.
 *
 * A client opens it with what it already has, `?RESOURCE=RESOURCEVERSION` per resource (`?nodes=120&pods=188`), and
 * `seconds=N` when it wants the answer to end by itself (for proxies that buffer whole answers). For a resource without
 * a version, or whose version has expired, the server sends `reset`, the whole snapshot in `items`, and `end`; from
 * then on, and at once for a resource that resumes, `delta` lines. The server keeps nothing between requests.
 *
 * Rules for the client:
 * - between `reset` and `end` collect into a second store; replace the first in one step at `end`
 *   (`delta` may come before `end`, and then applies to the second store);
 * - an object is identified by its uid: the same name with a new uid is another object;
 * - remember the resourceVersion of the last `end` or `delta` of each resource: that is what it resumes from. One that
 *   comes between `reset` and `end` belongs to the second store, and counts from `end` on;
 * - data that was withdrawn (`denied`) is not resumed: the server sends it anew, with `reset`, once it is allowed again.
 * `applyLine` (streamState.ts) does all this.
 */
import type { ControllerRevision, DaemonSet, Namespace, Node, Pod } from '../k8s/objects.ts'

export interface ResourceObjects {
  readonly nodes: Node
  readonly daemonsets: DaemonSet
  readonly pods: Pod
  readonly controllerrevisions: ControllerRevision
  readonly namespaces: Namespace
}

export const resources = [
  'namespaces',
  'nodes',
  'daemonsets',
  'controllerrevisions',
  'pods',
] as const satisfies readonly (keyof ResourceObjects)[]

export type Resource = (typeof resources)[number]

export function isResource(name: unknown): name is Resource {
  return resources.some((resource) => resource === name)
}

/** Why data is not live. `code` is for sentences in the page's language, `message` is what the API server or system said. */
export interface Trouble {
  readonly code:
    | 'unreachable'
    | 'busy'
    | 'expired'
    | 'error'
    | 'silent'
    /** This client reads more slowly than the cluster changes: the data is loaded anew, at the client's pace. */
    | 'slow'
    | 'unauthenticated'
    | 'forbidden'
    | 'invalid'
  readonly message: string
  /** HTTP status, where there was one. */
  readonly status?: number
}

/**
 * How far a resource's data can be trusted.
 * - loading: no complete snapshot yet; - live: the watch is open; - polling: the user may list but not watch;
 * - retrying: the API server can't be reached or refuses for now, and is tried again; - stale: nobody is trying
 *   (the browser lost the console's server); - denied: 401 or 403, tried again at most once a minute.
 */
export interface Freshness {
  readonly state: 'loading' | 'live' | 'polling' | 'retrying' | 'stale' | 'denied'
  /** Milliseconds since the epoch, the server's clock: when the data was last known to be current. 0: never. */
  readonly asOf: number
  /** Since when it is in this state, milliseconds since the epoch. */
  readonly since: number
  readonly why?: Trouble
}

/** A line for one resource, whose objects have the type T. */
export type ResourceLine<R extends Resource = Resource> = {
  [K in R]:
    | { readonly type: 'reset'; readonly resource: K }
    | {
        readonly type: 'items'
        readonly resource: K
        readonly objects: readonly ResourceObjects[K][]
      }
    | { readonly type: 'end'; readonly resource: K; readonly resourceVersion: string }
    | {
        readonly type: 'delta'
        readonly resource: K
        readonly upserts: readonly ResourceObjects[K][]
        /** uids */
        readonly deletes: readonly string[]
        readonly resourceVersion: string
      }
    | { readonly type: 'freshness'; readonly resource: K; readonly freshness: Freshness }
}[R]

export type Line =
  | { readonly type: 'hello'; readonly protocol: 1; readonly at: number }
  | { readonly type: 'heartbeat'; readonly at: number }
  | ResourceLine

/** A heartbeat comes at least this often; a client that hears nothing for three of them takes the connection for dead. */
export const heartbeatMs = 10_000
