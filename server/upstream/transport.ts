/** Connections to one API server, with the TLS settings of its kubeconfig: the only place that decides about TLS. */
import { getCACertificates } from 'node:tls'
import { Agent, type Dispatcher, ProxyAgent } from 'undici'
import type { ClusterAccess } from './clusterAccess.ts'
import type { ClientCertificate } from './credentials.ts'
import { environmentProxy } from './environmentProxy.ts'

export interface Transport {
  /** For the certificates of now; when they change, older connections end with their last request. */
  dispatcher(ca: string | undefined, certificate: ClientCertificate | undefined): Dispatcher
  /** Ends all connections at once. */
  close(): Promise<void>
}

type Tls = NonNullable<ProxyAgent.Options['requestTls']>

const options = {
  // Watches are many and long: with HTTP/1.1 each has its own connection, and ends when that does.
  allowH2: false,
  pipelining: 1,
  connections: null,
  // Shorter than what load balancers give an idle connection.
  keepAliveTimeout: 20_000,
} as const

/** For each request. */
export const timeouts = {
  // kube-apiserver gives LIST and writes 60 s (apiserver pkg/server/config.go).
  headersTimeout: 70_000,
  // Watches and followed logs may be silent for ever; who reads them has a deadline of its own.
  bodyTimeout: 0,
} as const

const connection = { timeout: 10_000, keepAlive: true, keepAliveInitialDelay: 30_000 }

/** @param env for HTTPS_PROXY and NO_PROXY */
export function createTransport(
  access: ClusterAccess,
  env: Readonly<Record<string, string | undefined>>,
): Transport {
  const { cluster } = access
  const proxy = cluster.proxyUrl ?? environmentProxy(new URL(cluster.server), env)
  let current: { readonly key: string; readonly dispatcher: Dispatcher } | undefined
  return {
    dispatcher(ca, certificate) {
      const key = JSON.stringify([ca, certificate])
      if (current?.key === key) return current.dispatcher
      current?.dispatcher.close().catch(() => {})
      const tls = {
        ...connection,
        ca: ca ?? trustedByTheSystem(),
        // Said explicitly, so that NODE_TLS_REJECT_UNAUTHORIZED cannot turn verification off.
        rejectUnauthorized: !cluster.skipVerify,
        ...certificate,
        ...(cluster.tlsServerName === undefined ? {} : { servername: cluster.tlsServerName }),
      }
      current = { key, dispatcher: createDispatcher(proxy, tls) }
      return current.dispatcher
    },
    close: async () => current?.dispatcher.destroy(),
  }
}

function createDispatcher(proxy: string | undefined, tls: Tls): Dispatcher {
  if (proxy === undefined) return new Agent({ ...options, connect: tls })
  // undici speaks TLS to a SOCKS proxy that has proxyTls.
  const proxyTls = proxy.startsWith('socks') ? {} : { proxyTls: connection }
  return new ProxyAgent({ ...options, uri: proxy, requestTls: tls, ...proxyTls })
}

/** Go trusts the system's store, Node.js its own: both. */
function trustedByTheSystem(): string[] {
  return [...new Set([...getCACertificates('default'), ...getCACertificates('system')])]
}
