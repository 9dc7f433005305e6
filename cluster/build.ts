import { execFile, execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { mkdir, readFile, readdir, rename, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'

import { MissingToolError, messageOf } from './errors.ts'
import { startKeeper } from './keeper.ts'
import { withLock } from './lock.ts'

const run = promisify(execFile)

export const kubernetes = 'v1.36.3'
const kwok = 'v0.8.0'
/** The version in go/go.mod's `go` line. */
const oldestGo = { major: 1, minor: 26 }
const source = join(import.meta.dirname, 'go')

const controlPlane = [
  'go.etcd.io/etcd/server/v3',
  'k8s.io/kubernetes/cmd/kube-apiserver',
  'k8s.io/kubernetes/cmd/kube-controller-manager',
  'k8s.io/kubernetes/cmd/kube-scheduler',
]

export type Tell = (line: string) => void

/**
 * The folder that holds the control plane's programs. They are built from source the first time
 * (some minutes), then kept in the user's cache folder until a version changes here.
 */
export async function buildControlPlane(tell: Tell): Promise<string> {
  const folder = targetFolder()
  if (existsSync(folder)) return folder
  const go = findGo()
  await mkdir(dirname(folder), { recursive: true })
  await withLock(`${folder}.lock`, tell, async () => {
    if (existsSync(folder)) return
    await removeAbandoned(folder)
    await buildInto(folder, go, tell)
  })
  return folder
}

/** Whether the control plane is built already, or can be: the reason why not, or undefined. */
export function whyNotBuildable(): string | undefined {
  try {
    if (!existsSync(targetFolder())) findGo()
    return undefined
  } catch (error) {
    return messageOf(error)
  }
}

function targetFolder(): string {
  return join(cacheFolder(), `control-plane-${kubernetes}-${sourceKey()}`)
}

/** https://specifications.freedesktop.org/basedir-spec/latest/: a relative path counts as unset. */
export function cacheFolder(): string {
  const set = process.env['XDG_CACHE_HOME'] ?? ''
  return join(set.startsWith('/') ? set : join(homedir(), '.cache'), 'everynode')
}

/** Changes with everything that is built: the pinned versions and the two programs of our own. */
function sourceKey(): string {
  const hash = createHash('sha256').update(`${kwok} ${process.platform} ${process.arch}`)
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  for (const file of files.filter((name) => /\.(go|mod|sum)$/.test(name)).sort()) {
    hash.update(file).update(readFileSync(join(source, file)))
  }
  return hash.digest('hex').slice(0, 12)
}

export function findGo(): string {
  const wanted = `Go ${oldestGo.major}.${oldestGo.minor} or newer`
  const advice = `${wanted} builds the control plane: install it from https://go.dev/dl/ and put it on the PATH`
  // The second is where Go's own installer puts it, which a PATH often lacks.
  for (const go of ['go', '/usr/local/go/bin/go']) {
    const version = goVersion(go)
    if (version === undefined) continue
    const [, major, minor] = /^go(\d+)\.(\d+)/.exec(version) ?? []
    if (Number(major) === oldestGo.major && Number(minor) >= oldestGo.minor) return go
    throw new MissingToolError(`the Go found (${go}) cannot be used: ${version}. ${advice}`)
  }
  throw new MissingToolError(`Go was not found. ${advice}`)
}

/** Asked within the module, where an older Go fetches the one that go.mod names, if it may: for a while. */
function goVersion(go: string): string | undefined {
  try {
    const asked = execFileSync(go, ['env', 'GOVERSION'], {
      cwd: source,
      stdio: 'pipe',
      timeout: 120_000,
    })
    return asked.toString('utf8').trim()
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    return missing ? undefined : messageOf(error).trim().split('\n').at(-1)
  }
}

async function buildInto(folder: string, go: string, tell: Tell): Promise<void> {
  const started = performance.now()
  const draft = `${folder}.building-${process.pid}`
  await mkdir(draft, { recursive: true })
  try {
    tell('building the control plane from source, once: this takes some minutes')
    await run(go, buildCommand(draft, ['./keeper', './certs']), { cwd: source, env: goEnv(draft) })
    await buildLarge(draft, go, tell)
    await rename(join(draft, 'server'), join(draft, 'etcd'))
    await rename(draft, folder)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    throw error
  }
  tell(`the control plane is built (${seconds(started)}): ${folder}`)
}

/** Run by the keeper, so that an interrupted build does not go on by itself for minutes. */
async function buildLarge(draft: string, go: string, tell: Tell): Promise<void> {
  const keeper = startKeeper(join(draft, 'keeper'))
  const step = async (what: string, args: readonly string[]): Promise<void> => {
    const started = performance.now()
    tell(`building ${what}`)
    const ticks = setInterval(() => tell(`building ${what}: ${seconds(started)}`), 20_000)
    try {
      const log = join(draft, 'build.log')
      // env(1), because the keeper gives its own environment to what it starts.
      const settings = Object.entries(goSettings(draft)).map(([name, value]) => `${name}=${value}`)
      const program = await keeper.start('build', ['env', ...settings, go, ...args], log, source)
      const end = await program.exited
      if (end === 'exit status 0') return
      throw new Error(
        `building ${what} failed (${end}):\n${(await readFile(log, 'utf8')).slice(-4000)}`,
      )
    } finally {
      clearInterval(ticks)
    }
  }
  try {
    await step('etcd and Kubernetes', buildCommand(draft, controlPlane))
    await step('kwok', [
      'install',
      '-trimpath',
      '-ldflags=-s -w',
      `sigs.k8s.io/kwok/cmd/kwok@${kwok}`,
    ])
  } finally {
    await keeper.end()
  }
}

export function buildCommand(folder: string, packages: readonly string[]): string[] {
  const [, major, minor] = /^v(\d+)\.(\d+)/.exec(kubernetes) ?? []
  const version = Object.entries({ gitVersion: kubernetes, gitMajor: major, gitMinor: minor })
    .map(([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`)
    .join(' ')
  return ['build', '-trimpath', `-ldflags=-s -w ${version}`, '-o', `${folder}/`, ...packages]
}

function goSettings(folder: string): Record<string, string> {
  return { CGO_ENABLED: '0', GOBIN: folder, GOWORK: 'off' }
}

export function goEnv(folder: string): NodeJS.ProcessEnv {
  return { ...process.env, ...goSettings(folder) }
}

/** What builds of the same versions left behind when killed; the lock is ours, so none is going on. */
async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(dirname(folder))) {
    if (name.startsWith(`${basename(folder)}.building-`)) {
      await rm(join(dirname(folder), name), { recursive: true, force: true })
    }
  }
}

function seconds(since: number): string {
  return `${Math.round((performance.now() - since) / 1000)} s`
}
