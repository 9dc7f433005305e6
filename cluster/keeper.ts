import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'

import { numberAt, textAt } from './json.ts'

export type Signal = 'TERM' | 'KILL' | 'STOP' | 'CONT'

/** A process that the keeper runs. */
export type Program = {
  readonly pid: number
  /** Resolves with how it ended, as Go words it: `exit status 1`, `signal: killed`. */
  readonly exited: Promise<string>
}

/** Starts processes through go/keeper, so that none of them can outlive this one. */
export type Keeper = {
  /** Starts argv in `dir`, its output appended to the file `log`. */
  readonly start: (
    id: string,
    argv: readonly string[],
    log: string,
    dir: string,
  ) => Promise<Program>
  readonly signal: (id: string, signal: Signal) => void
  /** Kills what still runs, removes the folder given at the start, and ends the keeper. */
  readonly end: () => Promise<void>
}

type Order = { op: string; id: string; argv?: readonly string[]; log?: string; dir?: string } & {
  signal?: Signal
}

type Waiting = {
  readonly started: (pid: number) => void
  readonly failed: (error: Error) => void
  readonly exited: (how: string) => void
}

/** Starts go/keeper: `program` is its path, `remove` a folder that shall not outlive it. */
export function startKeeper(program: string, remove?: string): Keeper {
  const child = spawn(program, remove === undefined ? [] : ['--remove', remove], {
    // A session of its own: Ctrl-C in a terminal reaches only this process, which then ends it.
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const waiting = new Map<string, Waiting>()
  let over = false
  const ended = listen(child, waiting).then(() => void (over = true))
  const send = (order: Order): void => void child.stdin.write(`${JSON.stringify(order)}\n`)
  return {
    start: (id, argv, log, dir) => {
      if (over) return Promise.reject(new Error(`${id} cannot start: the keeper has ended`))
      const program = expect(waiting, id)
      send({ op: 'start', id, argv, log, dir })
      return program
    },
    signal: (id, signal) => send({ op: 'signal', id, signal }),
    end: () => {
      child.stdin.end()
      return ended
    },
  }
}

function expect(waiting: Map<string, Waiting>, id: string): Promise<Program> {
  const start = Promise.withResolvers<Program>()
  const exit = Promise.withResolvers<string>()
  waiting.set(id, {
    started: (pid) => start.resolve({ pid, exited: exit.promise }),
    failed: start.reject,
    exited: exit.resolve,
  })
  return start.promise
}

function listen(
  child: ChildProcessByStdio<Writable, Readable, null>,
  waiting: Map<string, Waiting>,
): Promise<void> {
  const ended = Promise.withResolvers<void>()
  const finish = (why: string): void => {
    for (const one of waiting.values()) {
      one.failed(new Error(why))
      one.exited(why)
    }
    waiting.clear()
    ended.resolve()
  }
  createInterface({ input: child.stdout }).on('line', (line) => hear(JSON.parse(line), waiting))
  // A keeper that died (EPIPE) is reported by its exit.
  child.stdin.on('error', () => {})
  child.on('error', (error) => finish(error.message))
  child.on('close', () => finish('the keeper has ended'))
  return ended.promise
}

function hear(report: unknown, waiting: Map<string, Waiting>): void {
  const id = textAt(report, 'id')
  const one = waiting.get(id)
  const detail = textAt(report, 'detail')
  switch (textAt(report, 'event')) {
    case 'started':
      one?.started(numberAt(report, 'pid'))
      break
    case 'exited':
      one?.exited(detail)
      waiting.delete(id)
      break
    case 'failed':
      one?.failed(new Error(`${id}: ${detail}`))
      break
  }
}
