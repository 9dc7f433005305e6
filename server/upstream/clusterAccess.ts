/** Which cluster, as which user: kubectl's own rules (client-go tools/clientcmd/loader.go, client_config.go). */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import {
  type ClusterConfig,
  type ContextConfig,
  type Kubeconfig,
  KubeconfigError,
  parseKubeconfig,
  type UserConfig,
} from './kubeconfig.ts'

/** A context of a kubeconfig with all that it names. */
export interface ClusterAccess {
  readonly context: string
  readonly cluster: ClusterConfig & { readonly server: string }
  /** undefined: the context names no user, and requests carry no credential. */
  readonly user: UserConfig | undefined
}

export interface KubeconfigChoice {
  /** `--kubeconfig`: this file alone. */
  readonly kubeconfig?: string | undefined
  /** `--context`, instead of the file's current one. */
  readonly context?: string | undefined
  /** For KUBECONFIG. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** The home folder, for `.kube/config`. */
  readonly home: string
}

/** There is no kubeconfig at all: nothing is broken, nothing was set up. */
export class NoKubeconfigError extends KubeconfigError {}

/** @returns the chosen context; throws a KubeconfigError that names the file or entry at fault */
export function loadClusterAccess(choice: KubeconfigChoice): ClusterAccess {
  return chooseContext(loadFiles(choice), choice.context)
}

function loadFiles(choice: KubeconfigChoice): Kubeconfig {
  if (choice.kubeconfig !== undefined) return readKubeconfig(choice.kubeconfig, 'required')
  const listed = (choice.env['KUBECONFIG'] ?? '')
    .split(path.delimiter)
    .filter((file) => file !== '')
  const files = listed.length > 0 ? listed : [path.join(choice.home, '.kube', 'config')]
  const found = files
    .map((file) => readKubeconfig(file, 'optional'))
    .filter((one) => one !== undefined)
  if (found.length === 0) throw new NoKubeconfigError(`no kubeconfig at ${files.join(' or ')}`)
  return merge(found)
}

function readKubeconfig(file: string, need: 'required'): Kubeconfig
function readKubeconfig(file: string, need: 'optional'): Kubeconfig | undefined
function readKubeconfig(file: string, need: 'required' | 'optional'): Kubeconfig | undefined {
  let source: string
  try {
    source = readFileSync(file, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
    // As kubectl does: files that KUBECONFIG names need not exist.
    if (code === 'ENOENT' && need === 'optional') return undefined
    throw new KubeconfigError(`cannot read the kubeconfig ${file}: ${fileErrors.get(code) ?? code}`)
  }
  return parseKubeconfig(source, file)
}

const fileErrors = new Map([
  ['ENOENT', 'no such file'],
  ['EACCES', 'permission denied'],
  ['EISDIR', 'it is a folder'],
])

/** The first file to name an entry wins, whole; so does the first to set the current context. */
function merge(files: readonly Kubeconfig[]): Kubeconfig {
  const lastFirst = [...files].reverse()
  return {
    clusters: new Map(lastFirst.flatMap((file) => [...file.clusters])),
    users: new Map(lastFirst.flatMap((file) => [...file.users])),
    contexts: new Map(lastFirst.flatMap((file) => [...file.contexts])),
    currentContext: files.map((file) => file.currentContext).find((name) => name !== undefined),
  }
}

function chooseContext(kubeconfig: Kubeconfig, wanted: string | undefined): ClusterAccess {
  const context = findContext(kubeconfig, wanted)
  const where = `context ${context.name} of the kubeconfig`
  const cluster = kubeconfig.clusters.get(context.cluster)
  if (cluster === undefined)
    throw new KubeconfigError(`${where} names a cluster that is not in it: ${context.cluster}`)
  const { server } = cluster
  if (server === undefined || !isUrl(server, ['http:', 'https:']))
    throw new KubeconfigError(`cluster ${cluster.name} of the kubeconfig has no valid server URL`)
  const { proxyUrl } = cluster
  if (proxyUrl !== undefined && !isUrl(proxyUrl, ['http:', 'https:', 'socks5:']))
    throw new KubeconfigError(
      `cluster ${cluster.name} of the kubeconfig has a proxy-url that is no http, https or socks5 URL`,
    )
  if (cluster.skipVerify && (cluster.caFile ?? cluster.caData) !== undefined)
    throw new KubeconfigError(
      `cluster ${cluster.name} of the kubeconfig has a certificate authority and insecure-skip-tls-verify: only one of them can hold`,
    )
  return {
    context: context.name,
    cluster: { ...cluster, server },
    user: findUser(kubeconfig, context),
  }
}

function findContext(kubeconfig: Kubeconfig, wanted: string | undefined): ContextConfig {
  const name = wanted ?? kubeconfig.currentContext
  const known = [...kubeconfig.contexts.keys()].join(', ') || 'none'
  if (name === undefined)
    throw new KubeconfigError(
      `the kubeconfig has no current context; choose one with --context (${known})`,
    )
  const context = kubeconfig.contexts.get(name)
  if (context === undefined)
    throw new KubeconfigError(`the kubeconfig has no context ${name}; it has: ${known}`)
  return context
}

function findUser(kubeconfig: Kubeconfig, context: ContextConfig): UserConfig | undefined {
  if (context.user === undefined) return undefined
  const user = kubeconfig.users.get(context.user)
  if (user === undefined)
    throw new KubeconfigError(
      `context ${context.name} of the kubeconfig names a user that is not in it: ${context.user}`,
    )
  checkUser(user)
  return user
}

function checkUser(user: UserConfig): void {
  const where = `user ${user.name} of the kubeconfig`
  const hasCert = (user.certData ?? user.certFile) !== undefined
  const hasKey = (user.keyData ?? user.keyFile) !== undefined
  if (hasCert !== hasKey)
    throw new KubeconfigError(`${where} has only one of client certificate and client key`)
  if (user.authProvider !== undefined)
    throw new KubeconfigError(
      `${where} has the auth-provider ${user.authProvider}, which is not supported; use an exec plugin (for OIDC: kubelogin)`,
    )
  if (user.exec?.needsTerminal === true)
    throw new KubeconfigError(
      `${where} has an exec plugin that needs a terminal (interactiveMode: Always), and the console has none`,
    )
}

function isUrl(text: string, protocols: readonly string[]): boolean {
  return URL.canParse(text) && protocols.includes(new URL(text).protocol)
}
