/** What a scenario sees of a cluster, be it real or simulated. */

/** The Kubernetes API, as one user: the same seam as the console's (ARCHITECTURE.md). */
export type Upstream = (request: Request) => Promise<Response>

/** admin may everything; editor and viewer have the ClusterRoles edit and view, and may read Nodes; nobody has no rights. */
export const identities = ['admin', 'editor', 'viewer', 'nobody'] as const
export type Identity = (typeof identities)[number]

export interface NewNode {
  readonly labels?: Readonly<Record<string, string>>
  readonly taints?: readonly object[]
  /** Beside the default of 4 CPUs, 8Gi and 110 Pods. */
  readonly allocatable?: Readonly<Record<string, string>>
}

export interface World {
  readonly upstreamOf: (identity: Identity) => Upstream
  /** A resourceVersion that this cluster has had and forgotten. */
  readonly forgottenVersion: string
  /** Lets the cluster go on for that long, by its own clock. */
  readonly pass: (milliseconds: number) => Promise<void>
  /** Milliseconds by the cluster's clock. */
  readonly now: () => number
  /** A machine joins: its Node exists when this returns, and becomes Ready on its own. */
  readonly addNode: (name: string, node: NewNode) => Promise<void>
  /** A machine falls silent: its Node becomes Unknown. */
  readonly silence: (name: string) => Promise<void>
}
