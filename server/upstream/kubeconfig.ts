/**
 * One kubeconfig file (k8s.io/client-go tools/clientcmd/api/v1). Read here and not by @kubernetes/client-node: that
 * one drops `tokenFile`, `as-groups` and `interactiveMode`, fails where kubectl merges, and costs 90 MB to load.
 */
import path from 'node:path'
import { LineCounter, parseDocument } from 'yaml'
import { mapAt, mapsAt, textAt, textsAt, type YamlMap } from './yamlMap.ts'

/** Values in `…Data` are base64, as in the file; paths are absolute. */
export interface ClusterConfig {
  readonly name: string
  readonly server: string | undefined
  readonly caFile: string | undefined
  readonly caData: string | undefined
  readonly skipVerify: boolean
  readonly tlsServerName: string | undefined
  readonly proxyUrl: string | undefined
  /** The extension that an exec plugin gets (KUBERNETES_EXEC_INFO spec.cluster.config). */
  readonly execConfig: unknown
}

export interface ExecConfig {
  readonly command: string
  readonly args: readonly string[]
  readonly env: readonly { readonly name: string; readonly value: string }[]
  readonly apiVersion: string
  readonly provideClusterInfo: boolean
  readonly needsTerminal: boolean
  readonly installHint: string | undefined
}

export interface Impersonation {
  readonly user: string | undefined
  readonly uid: string | undefined
  readonly groups: readonly string[]
  readonly extra: readonly { readonly key: string; readonly values: readonly string[] }[]
}

export interface UserConfig {
  readonly name: string
  readonly token: string | undefined
  readonly tokenFile: string | undefined
  readonly certFile: string | undefined
  readonly certData: string | undefined
  readonly keyFile: string | undefined
  readonly keyData: string | undefined
  readonly username: string | undefined
  readonly password: string | undefined
  readonly exec: ExecConfig | undefined
  /** Name of a legacy auth-provider. */
  readonly authProvider: string | undefined
  readonly impersonate: Impersonation
}

export interface ContextConfig {
  readonly name: string
  readonly cluster: string
  readonly user: string | undefined
  readonly namespace: string | undefined
}

export interface Kubeconfig {
  readonly clusters: ReadonlyMap<string, ClusterConfig>
  readonly users: ReadonlyMap<string, UserConfig>
  readonly contexts: ReadonlyMap<string, ContextConfig>
  readonly currentContext: string | undefined
}

/** A kubeconfig that cannot be used. The message says which file or entry and why, and never holds what is in it. */
export class KubeconfigError extends Error {
  override readonly name = 'KubeconfigError'
}

/**
 * @param source the file's text: YAML or JSON
 * @param file its path: relative paths in it are relative to its folder
 * @returns what is in it; throws a KubeconfigError where it is no YAML mapping or has two entries of one name
 */
export function parseKubeconfig(source: string, file: string): Kubeconfig {
  const root = parseMap(source, file)
  const folder = path.dirname(path.resolve(file))
  const named = <T>(list: string, key: string, read: (name: string, entry: YamlMap) => T) =>
    readNamed(root, list, file, (name, entry) => read(name, mapAt(entry, key)))
  return {
    clusters: named('clusters', 'cluster', (name, entry) => readCluster(name, entry, folder)),
    users: named('users', 'user', (name, entry) => readUser(name, entry, folder)),
    contexts: named('contexts', 'context', readContext),
    currentContext: textAt(root, 'current-context'),
  }
}

/** The parser's own messages quote the text around an error, which can be a credential: only the line is told. */
function parseMap(source: string, file: string): YamlMap {
  const lineCounter = new LineCounter()
  const document = parseDocument(source, { prettyErrors: false, logLevel: 'silent', lineCounter })
  const [error] = document.errors
  if (error !== undefined)
    throw new KubeconfigError(
      `${file} is not valid YAML (line ${lineCounter.linePos(error.pos[0]).line})`,
    )
  const root: unknown = document.toJS({ mapAsMap: true, maxAliasCount: 100 })
  if (root instanceof Map) return root
  if (root === null) return new Map()
  throw new KubeconfigError(`${file} is not a kubeconfig`)
}

function readNamed<T>(
  root: YamlMap,
  list: string,
  file: string,
  read: (name: string, entry: YamlMap) => T,
): ReadonlyMap<string, T> {
  const found = new Map<string, T>()
  for (const entry of mapsAt(root, list)) {
    const name = textAt(entry, 'name')
    if (name === undefined) continue
    if (found.has(name)) throw new KubeconfigError(`${file} has two ${list} named ${name}`)
    found.set(name, read(name, entry))
  }
  return found
}

function pathAt(map: YamlMap, key: string, folder: string): string | undefined {
  const value = textAt(map, key)
  return value === undefined ? undefined : path.resolve(folder, value)
}

function readCluster(name: string, cluster: YamlMap, folder: string): ClusterConfig {
  const extension = mapsAt(cluster, 'extensions').find(
    (entry) => textAt(entry, 'name') === 'client.authentication.k8s.io/exec',
  )
  return {
    name,
    server: textAt(cluster, 'server'),
    caFile: pathAt(cluster, 'certificate-authority', folder),
    caData: textAt(cluster, 'certificate-authority-data'),
    skipVerify: cluster.get('insecure-skip-tls-verify') === true,
    tlsServerName: textAt(cluster, 'tls-server-name'),
    proxyUrl: textAt(cluster, 'proxy-url'),
    execConfig: plain(extension?.get('extension')),
  }
}

function readUser(name: string, user: YamlMap, folder: string): UserConfig {
  const exec = user.get('exec')
  return {
    name,
    token: textAt(user, 'token'),
    tokenFile: pathAt(user, 'tokenFile', folder),
    certFile: pathAt(user, 'client-certificate', folder),
    certData: textAt(user, 'client-certificate-data'),
    keyFile: pathAt(user, 'client-key', folder),
    keyData: textAt(user, 'client-key-data'),
    username: textAt(user, 'username'),
    password: textAt(user, 'password'),
    exec: exec instanceof Map ? readExec(exec, folder) : undefined,
    authProvider: textAt(mapAt(user, 'auth-provider'), 'name'),
    impersonate: readImpersonation(user),
  }
}

/** A command with a folder in it is relative to the kubeconfig; a bare name is looked up in PATH. */
function readExec(exec: YamlMap, folder: string): ExecConfig {
  const command = textAt(exec, 'command') ?? ''
  const hasFolder = command.includes('/') || command.includes(path.sep)
  return {
    command: hasFolder ? path.resolve(folder, command) : command,
    args: textsAt(exec, 'args'),
    env: mapsAt(exec, 'env').flatMap((entry) => {
      const name = textAt(entry, 'name')
      return name === undefined ? [] : [{ name, value: textAt(entry, 'value') ?? '' }]
    }),
    apiVersion: textAt(exec, 'apiVersion') ?? '',
    provideClusterInfo: exec.get('provideClusterInfo') === true,
    needsTerminal: exec.get('interactiveMode') === 'Always',
    installHint: textAt(exec, 'installHint'),
  }
}

function readImpersonation(user: YamlMap): Impersonation {
  const extra = mapAt(user, 'as-user-extra')
  return {
    user: textAt(user, 'as'),
    uid: textAt(user, 'as-uid'),
    groups: textsAt(user, 'as-groups'),
    extra: [...extra.keys()]
      .filter((key) => typeof key === 'string')
      .map((key) => ({ key, values: textsAt(extra, key) })),
  }
}

function readContext(name: string, context: YamlMap): ContextConfig {
  return {
    name,
    cluster: textAt(context, 'cluster') ?? '',
    user: textAt(context, 'user'),
    namespace: textAt(context, 'namespace'),
  }
}

/** Maps back to objects, for JSON. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (!(value instanceof Map)) return value
  return Object.fromEntries([...value].map(([key, entry]) => [String(key), plain(entry)]))
}
