import { setTimeout as sleep } from 'node:timers/promises'

import { ArgumentError, type Arguments, parseArguments, usage } from './arguments.ts'
import { createDaemonSets, daemonSetsReady } from './daemonSets.ts'
import { MissingToolError, messageOf } from './errors.ts'
import { startCluster } from './start.ts'
import type { Cluster } from './types.ts'

const started = performance.now()

process.exitCode = await main(process.argv.slice(2))

async function main(argv: readonly string[]): Promise<number> {
  try {
    const wanted = parseArguments(argv)
    if (wanted.help) process.stdout.write(usage)
    else await runUntilStopped(wanted)
    return 0
  } catch (error) {
    tell(sentenceFor(error))
    return 1
  }
}

function sentenceFor(error: unknown): string {
  if (error instanceof ArgumentError) return `${error.message} (--help lists the options)`
  if (error instanceof MissingToolError) return error.message
  return `the cluster failed: ${messageOf(error)}`
}

type Wanted = Extract<Arguments, { help: false }>

/** While it starts, a signal ends this process at once, and with it, by the keeper, all others. */
async function runUntilStopped({ nodes, daemonSets, keepLogs }: Wanted): Promise<void> {
  const cluster = await startCluster({ nodes, keepLogs, onProgress: tellWithTime })
  const end = untilEnd(cluster)
  try {
    await Promise.race([end, fill(cluster, daemonSets)])
    await end
  } finally {
    tell('stopping')
    await cluster.stop()
    if (keepLogs) tell(`the logs are in ${cluster.dir}`)
  }
}

async function fill(cluster: Cluster, daemonSets: number): Promise<void> {
  tellWithTime(`creating ${daemonSets} ${daemonSets === 1 ? 'DaemonSet' : 'DaemonSets'}`)
  await createDaemonSets(cluster, daemonSets)
  // The cluster is of use already, while the Pods are still coming.
  process.stdout.write(`kubeconfig: ${cluster.kubeconfig}\n`)
  tell(`use it:   npm start -- --kubeconfig ${cluster.kubeconfig} --context admin`)
  tell('contexts: admin, admin-cert, editor, viewer, nobody')
  tell('end it:   Ctrl-C')
  await tellOfPods(cluster)
}

/** Resolves with the first signal, rejects if a component dies. The second signal ends at once. */
function untilEnd(cluster: Cluster): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, resolve)
  void cluster.failed.then(reject)
  return promise
}

async function tellOfPods(cluster: Cluster): Promise<void> {
  let before = ''
  while (true) {
    const { ready, wanted, settled } = await daemonSetsReady(cluster)
    const line = `${ready} of ${wanted} Pods are Ready`
    if (line !== before && wanted > 0) tellWithTime(line)
    if (settled) return
    before = line
    await sleep(2000, undefined, { ref: false })
  }
}

function tellWithTime(line: string): void {
  tell(`${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${line}`)
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`)
}
