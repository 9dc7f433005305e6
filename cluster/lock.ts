import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Runs a task while no other process runs one under the same lock file. The file names its holder,
 * so that the lock of a process that was killed is recognised. Two processes that find such a lock
 * in the same instant may both go on: tolerable, since the task here ends with an atomic rename.
 * Where another process has the number of a killed holder, only a person can tell: hence an end to the waiting.
 */
export async function withLock(
  file: string,
  tell: (line: string) => void,
  task: () => Promise<void>,
  patienceMs = 30 * 60_000,
): Promise<void> {
  const deadline = performance.now() + patienceMs
  let told = false
  while (!(await take(file))) {
    if (!(await isHeld(file))) {
      await rm(file, { force: true })
      continue
    }
    if (!told) tell(`waiting for another process that builds the same (${file})`)
    told = true
    if (performance.now() > deadline) throw new Error(await waitedFor(file, patienceMs))
    await sleep(Math.min(500, patienceMs))
  }
  try {
    await task()
  } finally {
    await rm(file, { force: true })
  }
}

async function take(file: string): Promise<boolean> {
  try {
    await writeFile(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

async function waitedFor(file: string, patienceMs: number): Promise<string> {
  const holder = await holderOf(file)
  const waited = `waited ${Math.round(patienceMs / 1000)} s for process ${holder}, which holds ${file}`
  return `${waited}: if that process builds nothing, remove the file`
}

async function holderOf(file: string): Promise<number> {
  return Number(await readFile(file, 'utf8').catch(() => ''))
}

async function isHeld(file: string): Promise<boolean> {
  const holder = await holderOf(file)
  if (holder === 0) return isBeingWritten(file)
  try {
    process.kill(holder, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** A lock without a number is one whose holder is about to write it, or was killed before it could. */
async function isBeingWritten(file: string): Promise<boolean> {
  const modified = await stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  )
  return Date.now() - modified < 10_000
}
