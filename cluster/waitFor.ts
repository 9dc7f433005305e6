import { setTimeout as sleep } from 'node:timers/promises'

import { ClusterEndedError, messageOf } from './errors.ts'

/**
 * Asks again and again until the answer is true-ish, and returns it. An error counts as "not yet"
 * (the last one is named when the time is over), unless the cluster has ended.
 */
export async function waitFor<T>(
  predicate: () => Promise<T> | T,
  what: string,
  timeoutMs = 60_000,
  pauseMs = 100,
): Promise<NonNullable<T>> {
  const deadline = performance.now() + timeoutMs
  let problem = ''
  while (true) {
    const asked = performance.now()
    try {
      const answer = await predicate()
      if (answer) return answer
    } catch (error) {
      if (error instanceof ClusterEndedError) throw error
      problem = ` (last: ${messageOf(error)})`
    }
    if (performance.now() > deadline) {
      throw new Error(`waited ${Math.round(timeoutMs / 1000)} s for ${what}, in vain${problem}`)
    }
    // A question that is dear to answer (all nodes of a large cluster) is asked less often.
    await sleep(Math.max(pauseMs, 2 * (performance.now() - asked)))
  }
}

/** Runs one task per item, at most `limit` at the same time. The first failure ends it. */
export async function forEachAtOnce<T>(
  items: readonly T[],
  limit: number,
  task: (item: T) => Promise<unknown>,
): Promise<void> {
  const queue = items.values()
  const work = async (): Promise<void> => {
    for (const item of queue) await task(item)
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, work))
}
