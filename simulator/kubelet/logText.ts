/** What a container has written: always the same lines for the same run. */
import { hashOf } from '../nodes/hash.ts'
import type { Fate } from './fate.ts'

/** One run of a container, from its start to its end. */
export interface ContainerRun {
  readonly pod: string
  readonly node: string
  readonly container: string
  readonly image: string
  readonly fate: Fate
  /** Milliseconds since the epoch. */
  readonly started: number
  /** undefined: it runs still. */
  readonly ended: number | undefined
  /** 0 while it runs. */
  readonly exitCode: number
}

export interface LogLine {
  /** Milliseconds since the epoch. */
  readonly time: number
  readonly text: string
}

/** A container writes this often. */
const interval = 1000
/** At its start. */
const openingLines = 2
/** Where it ends with an error. */
const closingLines = 2

/** How many lines there are, at that time. */
export function lineCount({ started, ended, exitCode, fate }: ContainerRun, now: number): number {
  if (fate === 'foreign') return 1
  const regular = openingLines + Math.floor(Math.max(0, (ended ?? now) - started) / interval)
  return regular + (ended !== undefined && exitCode !== 0 ? closingLines : 0)
}

/** Line number `index` of them. */
export function lineAt(run: ContainerRun, index: number): LogLine {
  const { started, ended, exitCode } = run
  if (run.fate === 'foreign')
    return { time: started, text: `exec /usr/bin/${run.container}: exec format error` }
  const fromEnd = lineCount(run, ended ?? started) - 1 - index
  if (ended !== undefined && exitCode !== 0 && fromEnd < closingLines)
    return { time: ended, text: `${levelAndTime('ERROR', ended)} ${closing(run, fromEnd)}` }
  if (index < openingLines)
    return { time: started, text: `${levelAndTime('INFO', started)} ${opening(run, index)}` }
  const time = started + (index - openingLines + 1) * interval
  return { time, text: regular(run, index, time) }
}

function opening({ image, node, pod, container }: ContainerRun, index: number): string {
  return index === 0
    ? `msg="starting" image=${image} node=${node}`
    : `msg="configuration read" pod=${pod} container=${container}`
}

function regular(run: ContainerRun, index: number, time: number): string {
  if (run.fate === 'neverReady')
    return `${levelAndTime('WARN', time)} msg="not ready: the upstream does not answer" attempt=${index - 1}`
  const hash = hashOf(`${run.pod}/${run.container}/${index}`)
  const [items, milliseconds] = [20 + (hash % 180), 2 + ((hash >>> 8) % 40)]
  return `${levelAndTime('INFO', time)} msg="cycle done" cycle=${index - 1} items=${items} ms=${milliseconds}`
}

/** From the last line on. */
function closing({ exitCode }: ContainerRun, fromEnd: number): string {
  return fromEnd === 0
    ? `msg="exiting" code=${exitCode}`
    : 'msg="cannot go on" error="open /etc/agent/config.yaml: no such file or directory"'
}

function levelAndTime(level: string, time: number): string {
  return `ts=${new Date(time).toISOString()} level=${level.toLowerCase()}`
}
