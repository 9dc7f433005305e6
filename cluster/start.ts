import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { type Tell, buildControlPlane } from './build.ts'
import { createClient } from './client.ts'
import { type Place, commandsOf } from './commands.ts'
import { ClusterEndedError, messageOf } from './errors.ts'
import { compactEtcd } from './etcd.ts'
import { startKeeper } from './keeper.ts'
import { writeComponentKubeconfig, writeUserKubeconfig } from './kubeconfig.ts'
import { podLogFile, writeKwokConfig } from './kwok.ts'
import { createNodes } from './nodes.ts'
import { freePorts } from './ports.ts'
import { grantRights, tokenFile } from './rbac.ts'
import { type Team, createTeam, lastLines } from './team.ts'
import type { Cluster, ClusterOptions, Component, Request, TokenUser } from './types.ts'
import { waitFor } from './waitFor.ts'

const run = promisify(execFile)

/**
 * Starts a real Kubernetes control plane, without kubelets: kwok plays them. When it returns, the
 * nodes are Ready and Pods can be created. Call `stop` at the end; if this process ends without
 * that, by whatever signal, the components end and the temporary folder goes too.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const tell = options.onProgress ?? (() => {})
  // Nobody should wonder for minutes why nothing happens.
  const programs = await buildControlPlane(options.onProgress ?? console.error)
  for (let attempt = 1; ; attempt++) {
    try {
      return await startOnce(programs, options, tell)
    } catch (error) {
      const portTaken = messageOf(error).includes('address already in use')
      if (attempt === 3 || !portTaken) throw error
      tell('another program has taken a port meanwhile: starting again with other ports')
    }
  }
}

async function startOnce(programs: string, options: ClusterOptions, tell: Tell): Promise<Cluster> {
  const dir = await mkdtemp(join(tmpdir(), 'everynode-cluster-'))
  const place = { programs, dir, ports: await choosePorts() }
  const keeper = startKeeper(join(programs, 'keeper'), options.keepLogs === true ? undefined : dir)
  const team = createTeam(keeper, dir, commandsOf(place, options))
  let stopping: Promise<void> | undefined
  const stop = (): Promise<void> => (stopping ??= end(team, dir, options))
  try {
    const cluster = { ...(await assemble(place, options, team)), stop }
    await bringUp(cluster, options, team, tell)
    return cluster
  } catch (error) {
    await stop()
    throw error
  }
}

async function end(team: Team, dir: string, { keepLogs }: ClusterOptions): Promise<void> {
  await team.dismiss()
  // The keeper has done it, unless someone killed it.
  if (keepLogs !== true) await rm(dir, { recursive: true, force: true })
}

async function choosePorts(): Promise<Place['ports']> {
  const free = await freePorts(6)
  const [etcdClient = 0, etcdPeer = 0, apiServer = 0, controllerManager = 0, scheduler = 0] = free
  return { etcdClient, etcdPeer, apiServer, controllerManager, scheduler, kwok: free[5] ?? 0 }
}

/** Writes all files, and makes the handle, before anything runs. */
async function assemble(place: Place, options: ClusterOptions, team: Team): Promise<Unended> {
  const { dir, programs } = place
  const certs = join(dir, 'certs')
  const url = `https://127.0.0.1:${place.ports.apiServer}`
  const kubeconfig = join(dir, 'kubeconfig')
  const tokens = { admin: token(), editor: token(), viewer: token(), nobody: token() }
  await mkdir(certs)
  await run(join(programs, 'certs'), [certs], { timeout: 60_000 })
  await writeFile(join(dir, 'tokens.csv'), tokenFile(tokens), { mode: 0o600 })
  await writeUserKubeconfig(kubeconfig, url, certs, tokens)
  for (const name of ['kube-controller-manager', 'kube-scheduler', 'kwok']) {
    await writeComponentKubeconfig(join(dir, `${name}.kubeconfig`), url, certs, name)
  }
  await writeKwokConfig(place, options)
  return { kubeconfig, url, tokens, dir, ...(await handle(place, url, tokens, team)) }
}

type Unended = Omit<Cluster, 'stop'>
type Handle = Omit<Unended, 'kubeconfig' | 'url' | 'tokens' | 'dir'>

async function handle(
  { dir, ports }: Place,
  url: string,
  tokens: Readonly<Record<TokenUser, string>>,
  team: Team,
): Promise<Handle> {
  const caFile = join(dir, 'certs', 'ca.crt')
  const ask = createClient({
    url,
    tokens,
    ca: await readFile(caFile),
    cert: await readFile(join(dir, 'certs', 'admin.crt')),
    key: await readFile(join(dir, 'certs', 'admin.key')),
  })
  const request: Request = async (...asked) => {
    team.check()
    return ask(...asked)
  }
  return {
    caFile,
    podLogFile: podLogFile(dir),
    request,
    failed: team.failed,
    pids: team.pids,
    logs: team.logs,
    killApiServer: (signal = 'KILL') => team.end('kube-apiserver', signal, 20_000),
    startApiServer: async () => {
      await team.start('kube-apiserver')
      await untilApiServerReady(request)
    },
    pauseApiServer: () => team.signal('kube-apiserver', 'STOP'),
    resumeApiServer: () => team.signal('kube-apiserver', 'CONT'),
    pauseNodes: () => team.signal('kwok', 'STOP'),
    resumeNodes: () => team.signal('kwok', 'CONT'),
    compactEtcd: () => compactEtcd(ports.etcdClient),
  }
}

async function bringUp(
  cluster: Cluster,
  { nodes }: ClusterOptions,
  team: Team,
  tell: Tell,
): Promise<void> {
  const { request } = cluster
  tell('starting etcd and kube-apiserver')
  await team.start('etcd')
  await team.start('kube-apiserver')
  await blaming('kube-apiserver', team, () => untilApiServerReady(request))
  tell('starting kube-controller-manager, kube-scheduler and kwok')
  await team.start('kube-controller-manager')
  await team.start('kube-scheduler')
  await team.start('kwok')
  await blaming('kube-controller-manager', team, () => untilPodsCanBeCreated(request))
  if (nodes === 0) return
  tell(`creating ${nodes} ${nodes === 1 ? 'node' : 'nodes'}`)
  await blaming('kwok', team, () => createNodes(cluster, nodes))
}

async function untilApiServerReady(request: Request): Promise<void> {
  const ready = async (): Promise<boolean> =>
    (await request('admin-cert', 'GET', '/readyz')) === 'ok'
  await waitFor(ready, 'kube-apiserver to become ready', 120_000)
}

/** Pods of a namespace can only be created once its default ServiceAccount exists. */
async function untilPodsCanBeCreated(request: Request): Promise<void> {
  await grantRights(request)
  const account = '/api/v1/namespaces/default/serviceaccounts/default'
  await waitFor(() => request('admin-cert', 'GET', account), 'the default ServiceAccount')
}

/** Adds to an error what the component logged last that most likely explains it. */
async function blaming(component: Component, team: Team, task: () => Promise<void>): Promise<void> {
  try {
    await task()
  } catch (error) {
    if (error instanceof ClusterEndedError) throw error
    const log = lastLines(await team.logs(component))
    throw new Error(`${messageOf(error)}; ${component} logged last:\n${log}`, { cause: error })
  }
}

function token(): string {
  return randomBytes(24).toString('hex')
}
