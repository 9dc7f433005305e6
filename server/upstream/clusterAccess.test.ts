import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import { stringify } from 'yaml'
import { temporaryFolder } from '../testing/connection.test-kit.ts'
import { type KubeconfigChoice, loadClusterAccess, NoKubeconfigError } from './clusterAccess.ts'
import { KubeconfigError } from './kubeconfig.ts'

interface Parts {
  readonly current?: string
  readonly clusters?: Record<string, unknown>
  readonly users?: Record<string, unknown>
  readonly contexts?: Record<string, unknown>
}

const named = (key: string, entries: Record<string, unknown> = {}) =>
  Object.entries(entries).map(([name, entry]) => ({ name, [key]: entry }))

async function write(file: string, { current, clusters, users, contexts }: Parts): Promise<string> {
  await mkdir(path.dirname(file), { recursive: true })
  const config = {
    'current-context': current,
    clusters: named('cluster', clusters),
    users: named('user', users),
    contexts: named('context', contexts),
  }
  await writeFile(file, stringify(config))
  return file
}

const oneContext = (server: string, token: string): Parts => ({
  current: 'one',
  clusters: { c: { server } },
  users: { u: { token } },
  contexts: { one: { cluster: 'c', user: 'u' }, other: { cluster: 'c' } },
})

const load = (choice: Partial<KubeconfigChoice>) =>
  loadClusterAccess({ env: {}, home: '/nowhere', ...choice })

it('reads ~/.kube/config and its current context, where nothing else is said', async () => {
  const home = await temporaryFolder()
  await write(path.join(home, '.kube', 'config'), oneContext('https://a', 't'))
  const access = load({ home })
  expect(access.context).toBe('one')
  expect(access.cluster.server).toBe('https://a')
  expect(access.user?.token).toBe('t')
})

it('merges the files of KUBECONFIG: the first to name an entry or a current context wins', async () => {
  const dir = await temporaryFolder()
  const first = await write(path.join(dir, 'first'), {
    clusters: { c: { server: 'https://first' } },
    users: { u: { token: 'first' } },
  })
  const second = await write(path.join(dir, 'second'), oneContext('https://second', 'second'))
  const third = await write(path.join(dir, 'third'), {
    current: 'other',
    contexts: { other: { cluster: 'nowhere' } },
  })
  const missing = path.join(dir, 'missing')
  const env = { KUBECONFIG: [missing, '', first, second, third].join(path.delimiter) }
  const access = load({ env, home: dir })
  expect([access.context, access.cluster.server, access.user?.token]).toEqual([
    'one',
    'https://first',
    'first',
  ])
  expect(load({ env, context: 'other' }).cluster.server).toBe('https://first')
})

it('reads --kubeconfig alone, and --context instead of the current one', async () => {
  const dir = await temporaryFolder()
  const kubeconfig = await write(path.join(dir, 'mine'), oneContext('https://mine', 't'))
  const other = await write(path.join(dir, 'other'), oneContext('https://other', 't'))
  const access = load({ kubeconfig, context: 'other', env: { KUBECONFIG: other } })
  expect([access.context, access.cluster.server, access.user]).toEqual([
    'other',
    'https://mine',
    undefined,
  ])
})

it('takes paths in a file as relative to that file', async () => {
  const dir = await temporaryFolder()
  const kubeconfig = await write(path.join(dir, 'config'), {
    ...oneContext('https://a', ''),
    clusters: { c: { server: 'https://a', 'certificate-authority': 'ca.crt' } },
    users: { u: { tokenFile: 'sub/token', exec: { command: './bin/plugin' } } },
  })
  const { cluster, user } = load({ kubeconfig })
  expect([cluster.caFile, user?.tokenFile, user?.exec?.command]).toEqual([
    path.join(dir, 'ca.crt'),
    path.join(dir, 'sub', 'token'),
    path.join(dir, 'bin', 'plugin'),
  ])
})

it('tells no kubeconfig at all apart from a broken one', () => {
  expect(() => load({})).toThrow(NoKubeconfigError)
  expect(() => load({ kubeconfig: '/nowhere/config' })).toThrow(
    'cannot read the kubeconfig /nowhere/config: no such file',
  )
})

it('names the line of broken YAML without quoting it', async () => {
  const file = path.join(await temporaryFolder(), 'config')
  await writeFile(file, 'users:\n- name: u\n  user: {token: SENTINEL]\n')
  expect(() => load({ kubeconfig: file })).toThrow(`${file} is not valid YAML (line 3)`)
})

const good = oneContext('https://a', 't')
it.each<[string, Parts, string, string | undefined]>([
  ['an unknown context', good, 'the kubeconfig has no context x; it has: one, other', 'x'],
  [
    'no current context',
    { contexts: { a: {}, b: {} } },
    'the kubeconfig has no current context; choose one with --context (a, b)',
    undefined,
  ],
  [
    'a missing cluster',
    { ...good, clusters: {} },
    'names a cluster that is not in it: c',
    undefined,
  ],
  ['a missing user', { ...good, users: {} }, 'names a user that is not in it: u', undefined],
  [
    'no server',
    { ...good, clusters: { c: {} } },
    'cluster c of the kubeconfig has no valid server URL',
    undefined,
  ],
  [
    'a CA and no verification',
    {
      ...good,
      clusters: {
        c: { server: 'https://a', 'certificate-authority': 'x', 'insecure-skip-tls-verify': true },
      },
    },
    'only one of them can hold',
    undefined,
  ],
  [
    'a proxy of another kind',
    { ...good, clusters: { c: { server: 'https://a', 'proxy-url': 'ftp://x' } } },
    'proxy-url that is no http, https or socks5 URL',
    undefined,
  ],
  [
    'half a certificate',
    { ...good, users: { u: { 'client-key': 'x' } } },
    'only one of client certificate and client key',
    undefined,
  ],
  [
    'a legacy auth-provider',
    { ...good, users: { u: { 'auth-provider': { name: 'oidc' } } } },
    'auth-provider oidc',
    undefined,
  ],
  [
    'a plugin that needs a terminal',
    { ...good, users: { u: { exec: { interactiveMode: 'Always' } } } },
    'needs a terminal',
    undefined,
  ],
])('refuses a kubeconfig with %s in one clear sentence', async (_what, parts, message, context) => {
  const kubeconfig = await write(path.join(await temporaryFolder(), 'config'), parts)
  expect(() => load({ kubeconfig, context })).toThrow(KubeconfigError)
  expect(() => load({ kubeconfig, context })).toThrow(message)
})
