import { readFile, rm, writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Runs a task while no other process runs one under the same lock file. The file names its holder,
 * so that the lock of a process that was killed is recognised. Two processes that find such a lock
 * in the same instant may both go on: tolerable, since the task here ends with an atomic rename.
 */
export async function withLock(
  file: string,
  tell: (line: string) => void,
  task: () => Promise<void>,
): Promise<void> {
  let told = false
  while (!(await take(file))) {
    if (!(await isHeld(file))) {
      await rm(file, { force: true })
      continue
    }
    if (!told) tell(`waiting for another process that builds the same (${file})`)
    told = true
    await sleep(500)
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

async function isHeld(file: string): Promise<boolean> {
  const holder = Number(await readFile(file, 'utf8').catch(() => ''))
  // An empty file is a lock whose holder is still writing its number; a missing one is free.
  if (holder === 0) return true
  try {
    process.kill(holder, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
