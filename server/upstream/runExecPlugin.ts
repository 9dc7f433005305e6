/** Runs a kubeconfig's exec plugin (client.authentication.k8s.io; client-go plugin/pkg/client/auth/exec). */
import { type ChildProcess, spawn } from 'node:child_process'
import { parse } from 'yaml'
import type { ClusterAccess } from './clusterAccess.ts'
import { execEnvironment } from './execEnvironment.ts'
import type { ExecConfig } from './kubeconfig.ts'
import { UpstreamError } from './upstream.ts'
import { mapAt, textAt, type YamlMap } from './yamlMap.ts'

export interface ExecCredential {
  readonly token: string | undefined
  /** PEM */
  readonly cert: string | undefined
  readonly key: string | undefined
  /** Milliseconds since the epoch; undefined: until the API server refuses it. */
  readonly expires: number | undefined
}

export interface ExecLimits {
  readonly timeoutMs: number
  readonly maxBytes: number
}

const defaultLimits: ExecLimits = { timeoutMs: 60_000, maxBytes: 1024 * 1024 }

const apiVersions = new Set([
  'client.authentication.k8s.io/v1',
  'client.authentication.k8s.io/v1beta1',
])

/**
 * @param exec the plugin, of `access`'s user
 * @param caData the cluster's CA, base64, for a plugin that asks for cluster information
 * @param signal kills the plugin
 * @returns its credential; rejects with an UpstreamError 'credentials' that names the program, never what it printed:
 *   plugins print tokens, also on stderr
 */
export async function runExecPlugin(
  exec: ExecConfig,
  access: ClusterAccess,
  caData: string | undefined,
  signal: AbortSignal,
  limits: ExecLimits = defaultLimits,
): Promise<ExecCredential> {
  if (!apiVersions.has(exec.apiVersion))
    throw failure(exec, `has the apiVersion ${exec.apiVersion || '(none)'}, which is not supported`)
  const info = { name: 'KUBERNETES_EXEC_INFO', value: execInfo(exec, access, caData) }
  const child = spawn(exec.command, exec.args, {
    env: execEnvironment(process.env, [...exec.env, info]),
    stdio: ['ignore', 'pipe', 'ignore'],
    windowsHide: true,
    // A group of its own, so that a shell script's children end with it.
    detached: process.platform !== 'win32',
  })
  try {
    return readCredential(exec, await outputOf(child, exec, signal, limits))
  } catch (error) {
    killGroup(child)
    throw error
  }
}

function outputOf(
  child: ChildProcess,
  exec: ExecConfig,
  signal: AbortSignal,
  limits: ExecLimits,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (what: string) => reject(failure(exec, what))
    const chunks: Buffer[] = []
    let size = 0
    const timer = setTimeout(
      () => fail(`did not end within ${limits.timeoutMs / 1000} s`),
      limits.timeoutMs,
    )
    const aborted = () => fail('was ended')
    signal.addEventListener('abort', aborted, { once: true })
    child.stdout?.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > limits.maxBytes) fail('printed too much')
      else chunks.push(chunk)
    })
    child.on('error', (error) => fail(startError(error, exec)))
    child.on('close', (code, killedBy) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', aborted)
      if (code === 0) resolve(Buffer.concat(chunks).toString())
      else
        fail(
          `failed (${killedBy ?? `exit code ${code}`}); kubectl, run in a terminal, shows what it says`,
        )
    })
  })
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return
  try {
    if (process.platform === 'win32') child.kill('SIGKILL')
    else process.kill(-child.pid, 'SIGKILL')
  } catch {
    // Nothing of the group is left.
  }
}

function startError(error: Error, exec: ExecConfig): string {
  const code = 'code' in error ? String(error.code) : error.name
  if (code !== 'ENOENT') return `cannot be started (${code})`
  return `is not installed or not in PATH${exec.installHint === undefined ? '' : `. ${exec.installHint}`}`
}

function failure(exec: ExecConfig, what: string): UpstreamError {
  return new UpstreamError('credentials', `the kubeconfig's exec plugin ${exec.command} ${what}`)
}

function execInfo(exec: ExecConfig, access: ClusterAccess, caData: string | undefined): string {
  const { cluster } = access
  const clusterInfo = {
    server: cluster.server,
    'tls-server-name': cluster.tlsServerName,
    'insecure-skip-tls-verify': cluster.skipVerify || undefined,
    'certificate-authority-data': caData,
    'proxy-url': cluster.proxyUrl,
    config: cluster.execConfig,
  }
  const spec = { interactive: false, ...(exec.provideClusterInfo ? { cluster: clusterInfo } : {}) }
  return JSON.stringify({ kind: 'ExecCredential', apiVersion: exec.apiVersion, spec })
}

function readCredential(exec: ExecConfig, output: string): ExecCredential {
  const credential = parseOutput(output)
  if (credential === undefined || textAt(credential, 'kind') !== 'ExecCredential')
    throw failure(exec, 'printed no ExecCredential')
  if (textAt(credential, 'apiVersion') !== exec.apiVersion)
    throw failure(exec, `printed an ExecCredential of another version than ${exec.apiVersion}`)
  const status = mapAt(credential, 'status')
  const token = textAt(status, 'token')
  const cert = textAt(status, 'clientCertificateData')
  const key = textAt(status, 'clientKeyData')
  if ((cert === undefined) !== (key === undefined))
    throw failure(exec, 'printed a certificate without its key, or a key without its certificate')
  if (token === undefined && cert === undefined)
    throw failure(exec, 'printed no token and no certificate')
  const expires = Date.parse(textAt(status, 'expirationTimestamp') ?? '')
  return { token, cert, key, expires: Number.isNaN(expires) ? undefined : expires }
}

function parseOutput(output: string): YamlMap | undefined {
  try {
    const value: unknown = parse(output, {
      mapAsMap: true,
      prettyErrors: false,
      logLevel: 'silent',
    })
    return value instanceof Map ? value : undefined
  } catch {
    return undefined
  }
}
