/** How long things take on a node, in milliseconds. */
import type { KubeObject } from '../objects.ts'

export interface Durations {
  /** From the kubelet's taking a Pod until its container runs; the same again for each init container. 0: at once. */
  readonly start: number
  /** From the request to delete a Pod until it has gone, but never longer than its grace. */
  readonly stop: number
  /** How long a container runs that crashes or fails. */
  readonly crash: number
  /** From a Node's creation until its kubelet reports. */
  readonly register: number
}

export const usualDurations: Durations = { start: 1000, stop: 1000, crash: 2000, register: 1000 }

/** The Pod's own duration, by an annotation such as kwok reads, or else the usual one, more or less. */
export function ownOrUsual(
  { metadata }: KubeObject,
  stage: 'pod-ready' | 'pod-delete',
  usual: number,
  random: () => number,
): number {
  const own = metadata.annotations?.[`${stage}.stage.kwok.x-k8s.io/delay`]
  return (own === undefined ? undefined : readDuration(own)) ?? spread(usual, random)
}

/** Half of it to half as much again. */
export function spread(usual: number, random: () => number): number {
  return Math.round(usual * (0.5 + random()))
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }

/** As Go writes durations: 5s, 1m30s. Milliseconds; undefined for what is none. */
function readDuration(text: string): number | undefined {
  if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text)) return undefined
  return [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)].reduce(
    (sum, [, number, unit = 's']) => sum + Number(number) * (units[unit] ?? 0),
    0,
  )
}
