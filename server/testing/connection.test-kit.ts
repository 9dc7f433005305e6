/** A console's connection to a fake API server, through a real kubeconfig; everything ends with the test. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach } from 'vitest'
import { stringify } from 'yaml'
import { loadClusterAccess } from '../upstream/clusterAccess.ts'
import {
  type ClusterConnection,
  createUpstream,
  type UpstreamOptions,
} from '../upstream/createUpstream.ts'
import type { UpstreamError } from '../upstream/upstream.ts'
import { createAuthority } from '../demo/certificates.ts'
import { type FakeApiServer, startFakeApiServer } from './fakeApiServer.test-kit.ts'

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

/** Runs at the end of the test, last registered first. */
export function atTheEnd(cleanup: () => unknown): void {
  cleanups.push(cleanup)
}

export const authority = createAuthority()
export const serving = authority.issue({ names: ['127.0.0.1', 'localhost'] })
export const base64 = (text: string) => Buffer.from(text).toString('base64')
export const nodes = () => new Request('http://kubernetes/api/v1/nodes?limit=1')

export async function fakeApiServer(
  tls?: Parameters<typeof startFakeApiServer>[0],
): Promise<FakeApiServer> {
  const fake = await startFakeApiServer(tls)
  atTheEnd(() => fake.close())
  return fake
}

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'everynode-test-'))
  atTheEnd(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** @param cluster and `user` as they stand in a kubeconfig */
export async function connectTo(
  cluster: Record<string, unknown>,
  user: Record<string, unknown>,
  options: UpstreamOptions = {},
): Promise<ClusterConnection> {
  const file = path.join(await temporaryFolder(), 'config')
  const config = {
    'current-context': 'it',
    clusters: [{ name: 'it', cluster }],
    users: [{ name: 'me', user }],
    contexts: [{ name: 'it', context: { cluster: 'it', user: 'me' } }],
  }
  await writeFile(file, stringify(config))
  const access = loadClusterAccess({ kubeconfig: file, env: {}, home: '/nowhere' })
  const connection = createUpstream(access, { env: {}, ...options })
  atTheEnd(() => connection.close())
  return connection
}

const execVersion = 'client.authentication.k8s.io/v1'

/** A kubeconfig user with an exec plugin that runs this JavaScript. */
export async function plugin(
  script: string,
  more: Record<string, unknown> = {},
): Promise<Record<string, unknown>> {
  const file = path.join(await temporaryFolder(), 'plugin.mjs')
  await writeFile(file, script)
  return { exec: { apiVersion: execVersion, command: process.execPath, args: [file], ...more } }
}

/** JavaScript that prints an ExecCredential; `status` is an expression. */
export const printCredential = (status: string) =>
  `console.log(JSON.stringify({ apiVersion: '${execVersion}', kind: 'ExecCredential', status: ${status} }))`

/** What a promise rejects with. */
export async function failure(promise: Promise<unknown>): Promise<UpstreamError> {
  return promise.then(
    () => {
      throw new Error('it did not fail')
    },
    (error: UpstreamError) => error,
  )
}
