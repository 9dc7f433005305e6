import { execFile, execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

import { type Tell, buildCommand, cacheFolder, findGo, goEnv, kubernetes } from './build.ts'
import { at } from './json.ts'
import { withLock } from './lock.ts'

const run = promisify(execFile)
const source = join(import.meta.dirname, 'kubectl')

/** The path of a kubectl of this Kubernetes: built already, or on the PATH. */
export function findKubectl(): string | undefined {
  return [target(), 'kubectl'].find(isOfThisVersion)
}

/** Builds kubectl from source, once (some minutes), unless there is one. @returns its path */
export async function buildKubectl(tell: Tell): Promise<string> {
  const found = findKubectl()
  if (found !== undefined) return found
  const go = findGo()
  const program = target()
  const folder = dirname(program)
  await mkdir(dirname(folder), { recursive: true })
  await withLock(`${folder}.lock`, tell, async () => {
    if (existsSync(program)) return
    const draft = `${folder}.building-${process.pid}`
    tell('building kubectl from source, once: this takes some minutes')
    const command = buildCommand(draft, ['k8s.io/kubernetes/cmd/kubectl'])
    try {
      await run(go, command, { cwd: source, env: goEnv(draft) })
      await rename(draft, folder)
    } finally {
      await rm(draft, { recursive: true, force: true })
    }
  })
  return program
}

/** Changes with every pinned version. */
function target(): string {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`)
  for (const file of ['go.mod', 'go.sum']) hash.update(readFileSync(join(source, file)))
  const key = hash.digest('hex').slice(0, 12)
  return join(cacheFolder(), `kubectl-${kubernetes}-${key}`, 'kubectl')
}

/** Another version prints in other words. */
function isOfThisVersion(kubectl: string): boolean {
  try {
    const said = execFileSync(kubectl, ['version', '--client', '--output=json'], { stdio: 'pipe' })
    const version = at(JSON.parse(said.toString('utf8')), 'clientVersion', 'gitVersion')
    return String(version).split('.', 2).join('.') === kubernetes.split('.', 2).join('.')
  } catch {
    return false
  }
}
