import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withLock } from './lock.ts'

let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'everynode-lock-'))
})

afterEach(() => rm(folder, { recursive: true }))

const silent = (): void => {}

/** @returns what the lock file says while the task runs */
async function run(file: string): Promise<string> {
  let held = ''
  await withLock(file, silent, async () => {
    held = await readFile(file, 'utf8')
  })
  return held
}

describe('withLock', () => {
  it('names the holder while the task runs, and goes with it, also after a failure', async () => {
    const file = join(folder, 'lock')
    expect(await run(file)).toBe(String(process.pid))
    const failing = withLock(file, silent, () => Promise.reject(new Error('the build failed')))
    await expect(failing).rejects.toThrow('the build failed')
    await expect(readFile(file)).rejects.toThrow('ENOENT')
  })

  it('waits for the other holder, and says so once', async () => {
    const file = join(folder, 'lock')
    const told: string[] = []
    const order: string[] = []
    const { promise: first, resolve: endFirst } = Promise.withResolvers<void>()
    const started = Promise.withResolvers<void>()
    const one = withLock(file, silent, async () => {
      started.resolve()
      await first
      order.push('first')
    })
    await started.promise
    const other = withLock(
      file,
      (line) => {
        told.push(line)
        endFirst()
      },
      () => Promise.resolve(void order.push('second')),
    )
    await Promise.all([one, other])
    expect(order).toEqual(['first', 'second'])
    expect(told).toEqual([`waiting for another process that builds the same (${file})`])
  })

  it('takes the lock of a process that is no more', async () => {
    const file = join(folder, 'lock')
    await writeFile(file, '999999999')
    expect(await run(file)).toBe(String(process.pid))
  })

  it('takes a lock whose holder was killed before it wrote its number', async () => {
    const file = join(folder, 'lock')
    await writeFile(file, '')
    const longAgo = new Date(Date.now() - 60_000)
    await utimes(file, longAgo, longAgo)
    expect(await run(file)).toBe(String(process.pid))
  })

  it('gives up in the end, and says who holds it', async () => {
    const file = join(folder, 'lock')
    await writeFile(file, String(process.pid))
    const waiting = withLock(file, silent, () => Promise.resolve(), 20)
    await expect(waiting).rejects.toThrow(
      `for process ${process.pid}, which holds ${file}: if that process builds nothing, remove the file`,
    )
    expect(await readFile(file, 'utf8')).toBe(String(process.pid))
  })
})
