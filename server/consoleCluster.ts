/** What the console stands in front of: the cluster of a kubeconfig, or a demo's. */
import type { Session } from './door/sessions.ts'
import type { CredentialKind } from './upstream/credentials.ts'
import type { Upstream } from './upstream/upstream.ts'

/** How the cluster is called, and how the console proves who it is. */
export interface ClusterIdentity {
  readonly cluster: string
  readonly context: string
  readonly how: CredentialKind
}

export interface ConsoleCluster {
  readonly identity: ClusterIdentity
  readonly upstreamOf: (session: Session) => Upstream
  /** Where browsers choose who they are. */
  readonly demo?: DemoUsers
  /** Rejects with a StartError where the cluster cannot be used. */
  readonly check: () => Promise<void>
  readonly close: () => Promise<void>
}

/** The users of a demo. Nothing behind it is real: a browser needs no address with a token. */
export interface DemoUsers {
  readonly identities: readonly string[]
  readonly identityOf: (session: Session) => string
  /** @returns false where there is no such identity */
  readonly choose: (session: Session, identity: string) => boolean
  /** Aborted when the session's browser has chosen another: its streams end then. */
  readonly chosen: (session: Session) => AbortSignal
}
