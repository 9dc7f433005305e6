import type { Signal } from './keeper.ts'

export type Component =
  'etcd' | 'kube-apiserver' | 'kube-controller-manager' | 'kube-scheduler' | 'kwok'

/**
 * Who asks. `admin` (bound to cluster-admin), `editor` (edit), `viewer` (view) and `nobody` (no
 * rights but discovery and reviews of itself) have bearer tokens. `admin-cert` has a client
 * certificate of the group system:masters, which neither RBAC nor priority and fairness limit.
 */
export const tokenUsers = ['admin', 'editor', 'viewer', 'nobody'] as const
export type TokenUser = (typeof tokenUsers)[number]
export type User = TokenUser | 'admin-cert'

export type ClusterOptions = {
  /** How many nodes to create and to wait for; 0 for none. */
  readonly nodes: number
  /** Feature gates of all components. */
  readonly featureGates?: Readonly<Record<string, boolean>>
  /** Admission plugins beside the default ones, such as PodNodeSelector. */
  readonly enableAdmissionPlugins?: readonly string[]
  /** Further arguments of kube-apiserver, such as `--watch-cache=false`. */
  readonly apiServerArgs?: readonly string[]
  /** Further arguments of kube-controller-manager. */
  readonly controllerManagerArgs?: readonly string[]
  /**
   * How long a Node may be silent before it is Unknown (unreachable). By default it grows with the
   * number of nodes, because heartbeats cost; nodes without the kwok annotation send none.
   */
  readonly nodeMonitorGraceSeconds?: number
  /** Keep the temporary folder, with all logs, at the end. */
  readonly keepLogs?: boolean
  /** Told what is going on, one line at a time. */
  readonly onProgress?: (line: string) => void
}

export type RequestOptions = {
  readonly contentType?: string
  readonly accept?: string
}

/** Asks the API server as a user: parsed JSON (text, if it is none), or a thrown RequestError. It waits two minutes at most. */
export type Request = (
  user: User,
  method: string,
  path: string,
  body?: unknown,
  options?: RequestOptions,
) => Promise<unknown>

export type Cluster = {
  /** Path of a kubeconfig with a context for each User; `admin` is the current one. */
  readonly kubeconfig: string
  readonly url: string
  readonly caFile: string
  readonly tokens: Readonly<Record<TokenUser, string>>
  /** The temporary folder: certificates, etcd's data, and logs. */
  readonly dir: string
  /** What every container logs: append lines to see `follow` work. */
  readonly podLogFile: string
  readonly request: Request
  /** Process ids, for measuring. */
  readonly pids: () => Readonly<Record<Component, number>>
  /** What a component has logged so far. */
  readonly logs: (component: Component) => Promise<string>
  /** Resolves once a component has died that nobody ended; from then on requests throw the same. */
  readonly failed: Promise<Error>
  /** Ends all components and removes the temporary folder. May be called more than once. */
  readonly stop: () => Promise<void>
  /** Ends the API server alone, and waits for its end. */
  readonly killApiServer: (signal?: Signal) => Promise<void>
  /** Starts it again on the same port, and waits until it is ready. */
  readonly startApiServer: () => Promise<void>
  /** SIGSTOP: connections stay open, nothing is answered. */
  readonly pauseApiServer: () => void
  readonly resumeApiServer: () => void
  /** SIGSTOP for kwok: all nodes fall silent at once, and nothing happens to their Pods. */
  readonly pauseNodes: () => void
  readonly resumeNodes: () => void
  /**
   * Drops etcd's history before now, as kube-apiserver does every five minutes. For a `410 Gone`
   * this is half of the way, because the API server answers from its cache:
   * - `continue` of a list expires once the cache has noticed (up to 15 seconds, see
   *   storage/cacher/compactor.go), or with featureGates {ListFromCacheSnapshot: false} at once;
   * - a watch from an old resourceVersion expires when the API server is restarted as well, because
   *   its cache then begins anew, or with apiServerArgs ['--watch-cache=false'] at once.
   */
  readonly compactEtcd: () => Promise<void>
}
