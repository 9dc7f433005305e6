/** The cluster of a kubeconfig's context. */
import { homedir } from 'node:os'
import type { ConsoleCluster } from './consoleCluster.ts'
import type { Options } from './options.ts'
import { type ClusterAccess, loadClusterAccess } from './upstream/clusterAccess.ts'
import { createUpstream } from './upstream/createUpstream.ts'
import { type Upstream, UpstreamError } from './upstream/upstream.ts'

/** The console cannot start; the message is one clear line. */
export class StartError extends Error {
  override readonly name = 'StartError'
}

/** @returns the cluster of the chosen context; throws a KubeconfigError. Nothing is dialled yet. */
export function kubeconfigCluster(
  options: Pick<Options, 'kubeconfig' | 'context'>,
): ConsoleCluster {
  const access = loadClusterAccess({ ...options, env: process.env, home: homedir() })
  const connection = createUpstream(access)
  const { upstream, credential } = connection
  const { cluster, context } = access
  return {
    identity: { cluster: cluster.name, context, how: credential },
    upstreamOf: () => upstream,
    check: () => checkCluster(access, upstream),
    close: () => connection.close(),
  }
}

/** Any answer will do but one that refuses the credential: even without the right to read /version it is there. */
async function checkCluster(
  { cluster, context }: ClusterAccess,
  upstream: Upstream,
): Promise<void> {
  const who = `the API server ${new URL(cluster.server).origin} of context ${context}`
  const signal = AbortSignal.timeout(75_000)
  const answer = await upstream(new Request('http://kubernetes/version', { signal })).catch(
    (error: unknown) => {
      if (!(error instanceof UpstreamError)) throw error
      if (error.code === 'credentials') throw new StartError(error.message)
      if (error.code === 'aborted') throw new StartError(`${who} does not answer`)
      throw new StartError(
        `cannot ${error.code === 'tls' ? 'trust' : 'reach'} ${who}: ${error.message}`,
      )
    },
  )
  await answer.body?.cancel()
  if (answer.status === 401)
    throw new StartError(`${who} does not accept the credential of the kubeconfig`)
}
