/** The credentials of a kubeconfig's user, fresh for every request. */
import type { ClusterAccess } from './clusterAccess.ts'
import type { Impersonation, UserConfig } from './kubeconfig.ts'
import { rereadFile } from './rereadFile.ts'
import { type ExecCredential, runExecPlugin } from './runExecPlugin.ts'
import { UpstreamError } from './upstream.ts'

/** How the console proves who its user is. */
export type CredentialKind =
  'token' | 'tokenFile' | 'exec' | 'password' | 'clientCertificate' | 'none'

export interface ClientCertificate {
  /** PEM */
  readonly cert: string
  readonly key: string
}

interface Credential {
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly certificate: ClientCertificate | undefined
}

export interface Credentials {
  readonly kind: CredentialKind
  /** Rejects with an UpstreamError 'credentials'. */
  get(): Promise<Credential>
  /** The API server answered 401 to a request of this time: what was fetched before it no longer counts. */
  refused(sentAt: number): void
  /** Ends an exec plugin that runs. */
  close(): void
}

/** As client-go does: token files each minute, certificates every five (transport/{token_source,cert_rotation}.go). */
const tokenFileMs = 60_000
const certificateFileMs = 300_000

interface Authorization {
  readonly kind: CredentialKind
  get(): Promise<{
    readonly header?: string | undefined
    readonly certificate?: ClientCertificate | undefined
  }>
  refused?(sentAt: number): void
  close?(): void
}

/**
 * @param access a context; kubectl's order holds: token file, token, exec plugin, password; a client certificate is
 *   sent besides
 * @param clusterCa the cluster's CA as base64, for exec plugins that ask for it
 * @param now the clock, ms since the epoch
 */
export function createCredentials(
  access: ClusterAccess,
  clusterCa: () => Promise<string | undefined>,
  now: () => number,
): Credentials {
  const { user } = access
  const certificate = user === undefined ? undefined : clientCertificate(user, now)
  const authorization = user === undefined ? undefined : authorize(user, access, clusterCa, now)
  const impersonation = user === undefined ? [] : impersonationHeaders(user.impersonate)
  return {
    kind: authorization?.kind ?? (certificate === undefined ? 'none' : 'clientCertificate'),
    async get() {
      const [own, given] = await Promise.all([certificate?.(), authorization?.get()])
      const header = given?.header
      return {
        headers: [
          ...(header === undefined ? [] : [['authorization', header] as const]),
          ...impersonation,
        ],
        certificate: own ?? given?.certificate,
      }
    },
    refused: (sentAt) => authorization?.refused?.(sentAt),
    close: () => authorization?.close?.(),
  }
}

function authorize(
  user: UserConfig,
  access: ClusterAccess,
  clusterCa: () => Promise<string | undefined>,
  now: () => number,
): Authorization | undefined {
  const { tokenFile, token, username } = user
  if (tokenFile !== undefined) return fromTokenFile(tokenFile, token, now)
  if (token !== undefined)
    return { kind: 'token', get: () => Promise.resolve({ header: bearer(token) }) }
  if (user.exec !== undefined) return fromExecPlugin(user.exec, access, clusterCa, now)
  if (username === undefined) return undefined
  const basic = Buffer.from(`${username}:${user.password ?? ''}`).toString('base64')
  return { kind: 'password', get: () => Promise.resolve({ header: `Basic ${basic}` }) }
}

/** A header value with anything but visible ASCII would throw an error that quotes it. */
function bearer(token: string): string {
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new UpstreamError(
      'credentials',
      'the token of the kubeconfig has characters that no token has',
    )
  return `Bearer ${token}`
}

function fromTokenFile(
  file: string,
  fallback: string | undefined,
  now: () => number,
): Authorization {
  const source = rereadFile(file, tokenFileMs, now)
  return {
    kind: 'tokenFile',
    async get() {
      try {
        return { header: bearer((await source.read()).trim()) }
      } catch (error) {
        if (fallback !== undefined) return { header: bearer(fallback) }
        throw error instanceof UpstreamError ? error : fileFailure('token file', file, error)
      }
    },
    refused: (sentAt) => source.forget(sentAt),
  }
}

function fromExecPlugin(
  exec: NonNullable<UserConfig['exec']>,
  access: ClusterAccess,
  clusterCa: () => Promise<string | undefined>,
  now: () => number,
): Authorization {
  const ended = new AbortController()
  let running: Promise<ExecCredential> | undefined
  let cached: { readonly credential: ExecCredential; readonly at: number } | undefined
  const run = async () => {
    const ca = exec.provideClusterInfo ? await clusterCa() : undefined
    const credential = await runExecPlugin(exec, access, ca, ended.signal)
    cached = { credential, at: now() }
    return credential
  }
  const isFresh = ({ expires }: ExecCredential) => expires === undefined || expires > now()
  return {
    kind: 'exec',
    async get() {
      const credential =
        cached !== undefined && isFresh(cached.credential)
          ? cached.credential
          : await (running ??= run().finally(() => (running = undefined)))
      const { token, cert, key } = credential
      return {
        header: token === undefined ? undefined : bearer(token),
        certificate: cert === undefined || key === undefined ? undefined : { cert, key },
      }
    },
    refused(sentAt) {
      if (cached !== undefined && cached.at <= sentAt) cached = undefined
    },
    close: () => ended.abort(),
  }
}

function clientCertificate(
  user: UserConfig,
  now: () => number,
): (() => Promise<ClientCertificate>) | undefined {
  const cert = pemSource(user.certData, user.certFile, 'client certificate', now)
  const key = pemSource(user.keyData, user.keyFile, 'client key', now)
  if (cert === undefined || key === undefined) return undefined
  return async () => ({ cert: await cert(), key: await key() })
}

/** Data wins over a file, as in clientcmd. @returns undefined where there is neither */
export function pemSource(
  data: string | undefined,
  file: string | undefined,
  what: string,
  now: () => number,
): (() => Promise<string>) | undefined {
  if (data !== undefined) {
    const pem = Buffer.from(data, 'base64').toString()
    return () => Promise.resolve(pem)
  }
  if (file === undefined) return undefined
  const source = rereadFile(file, certificateFileMs, now)
  return async () => {
    try {
      return await source.read()
    } catch (error) {
      throw fileFailure(what, file, error)
    }
  }
}

function fileFailure(what: string, file: string, error: unknown): UpstreamError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
  return new UpstreamError('credentials', `cannot read the ${what} ${file} (${code})`)
}

/** client-go transport/round_trippers.go, impersonatingRoundTripper. */
function impersonationHeaders({
  user,
  uid,
  groups,
  extra,
}: Impersonation): (readonly [string, string])[] {
  const headers: (readonly [string, string])[] = []
  if (user !== undefined) headers.push(['impersonate-user', user])
  if (uid !== undefined) headers.push(['impersonate-uid', uid])
  for (const group of groups) headers.push(['impersonate-group', group])
  for (const { key, values } of extra)
    for (const value of values)
      headers.push([`impersonate-extra-${encodeURIComponent(key)}`, value])
  return headers
}
