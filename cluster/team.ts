import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { ClusterEndedError, messageOf } from './errors.ts'
import type { Keeper, Program, Signal } from './keeper.ts'
import type { Component } from './types.ts'

/** The running components of one cluster. */
export type Team = {
  /** Rejects where the component still runs. */
  readonly start: (component: Component) => Promise<void>
  /** Ends a component with a signal, and kills it after `patienceMs`. */
  readonly end: (component: Component, signal: Signal, patienceMs: number) => Promise<void>
  readonly signal: (component: Component, signal: Signal) => void
  /** Throws once a component has ended that nobody wanted to end, or the team was dismissed. */
  readonly check: () => void
  /** Resolves once a component has ended that nobody wanted to end. */
  readonly failed: Promise<Error>
  /** Ends all, those that depend on others first. */
  readonly dismiss: () => Promise<void>
  readonly pids: () => Readonly<Record<Component, number>>
  readonly logs: (component: Component) => Promise<string>
}

/** How long each group of components may take to end by itself. */
const endings: readonly { group: readonly Component[]; patienceMs: number }[] = [
  { group: ['kwok', 'kube-scheduler', 'kube-controller-manager'], patienceMs: 2000 },
  { group: ['kube-apiserver'], patienceMs: 3000 },
  { group: ['etcd'], patienceMs: 2000 },
]

/** Runs components by their command lines, with their logs in files of `dir`. */
export function createTeam(
  keeper: Keeper,
  dir: string,
  commands: Readonly<Record<Component, readonly string[]>>,
): Team {
  const running = new Map<Component, Program>()
  const leaving = new Set<Component>()
  const failed = Promise.withResolvers<Error>()
  let failure: ClusterEndedError | undefined
  const logs = (component: Component): Promise<string> =>
    readFile(logFile(dir, component), 'utf8').catch(messageOf)

  const mourn = async (component: Component, how: string): Promise<void> => {
    running.delete(component)
    if (leaving.delete(component)) return
    const log = lastLines(await logs(component))
    failure ??= new ClusterEndedError(`${component} ended (${how}); it logged last:\n${log}`)
    failed.resolve(failure)
  }
  const team: Team = {
    start: async (component) => {
      // The keeper tells processes apart by their names: a second one would hide the end of the first.
      if (running.has(component)) throw new Error(`${component} still runs: await its end first`)
      const file = logFile(dir, component)
      const program = await keeper.start(component, commands[component], file, dir)
      running.set(component, program)
      void program.exited.then((how) => mourn(component, how))
    },
    end: async (component, signal, patienceMs) => {
      const program = running.get(component)
      if (program === undefined) return
      leaving.add(component)
      keeper.signal(component, signal)
      // A paused process would never hear of it.
      keeper.signal(component, 'CONT')
      const late = sleep(patienceMs, 'late', { ref: false })
      if ((await Promise.race([program.exited, late])) === 'late') keeper.signal(component, 'KILL')
      await program.exited
    },
    signal: (component, signal) => keeper.signal(component, signal),
    failed: failed.promise,
    check: () => {
      if (failure !== undefined) throw failure
    },
    dismiss: async () => {
      failure ??= new ClusterEndedError('the cluster was stopped')
      for (const { group, patienceMs } of endings) {
        await Promise.all(group.map((component) => team.end(component, 'TERM', patienceMs)))
      }
      await keeper.end()
    },
    pids: () => pidsOf(running),
    logs,
  }
  return team
}

function pidsOf(running: ReadonlyMap<Component, Program>): Readonly<Record<Component, number>> {
  const pid = (component: Component): number => running.get(component)?.pid ?? 0
  return {
    etcd: pid('etcd'),
    'kube-apiserver': pid('kube-apiserver'),
    'kube-controller-manager': pid('kube-controller-manager'),
    'kube-scheduler': pid('kube-scheduler'),
    kwok: pid('kwok'),
  }
}

/** The end of a log, for an error message. */
export function lastLines(log: string): string {
  return log.trimEnd().split('\n').slice(-15).join('\n')
}

function logFile(dir: string, component: Component): string {
  return join(dir, `${component}.log`)
}
