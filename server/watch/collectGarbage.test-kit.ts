import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { settle } from './manualClock.test-kit.ts'

/** Collects everything that nobody holds, which a test can then find missing. */
export async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect !== 'function') throw new Error('no garbage collection to be had')
  for (let i = 0; i < 3; i += 1) {
    collect()
    await settle()
  }
}
