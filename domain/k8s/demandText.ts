/**
 * A PodDemand as one short line, such as `cpu=100 memory=67108864 :9100 :53/UDP@10.0.0.1 priority=2000001000 never`:
 * there can be 150,000 of them, of few kinds. It is half as long as JSON, and read only where somebody asks.
 */
import type { HostPort, PodDemand } from './objects.ts'

/** The demand as text, the same for equal ones; empty for one that demands nothing. */
export function writeDemand({ requests, hostPorts, priority, neverPreempts }: PodDemand): string {
  const words = Object.entries(requests ?? {})
    .map(([name, amount]) => `${name}=${amount}`)
    .sort()
  for (const { port, protocol, ip } of hostPorts ?? [])
    words.push(
      `:${port}${protocol === undefined ? '' : `/${protocol}`}${ip === undefined ? '' : `@${ip}`}`,
    )
  if (priority !== undefined) words.push(`priority=${priority}`)
  if (neverPreempts === true) words.push('never')
  return words.join(' ')
}

/** Reads what writeDemand has written. No resource that is counted is called `priority` (podRequests.ts). */
export function readDemand(text: string): PodDemand {
  const requests: Record<string, number> = {}
  const hostPorts: HostPort[] = []
  let rest: Pick<PodDemand, 'priority' | 'neverPreempts'> = {}
  for (const word of text.split(' ')) {
    const [name = '', amount] = word.split('=')
    if (word.startsWith(':')) hostPorts.push(readPort(word))
    else if (word === 'never') rest = { ...rest, neverPreempts: true }
    else if (name === 'priority') rest = { ...rest, priority: Number(amount) }
    else if (amount !== undefined) requests[name] = Number(amount)
  }
  return {
    ...(Object.keys(requests).length === 0 ? {} : { requests }),
    ...(hostPorts.length === 0 ? {} : { hostPorts }),
    ...rest,
  }
}

/** `:PORT`, `:PORT/PROTOCOL`, `:PORT@ADDRESS` or `:PORT/PROTOCOL@ADDRESS`. */
function readPort(word: string): HostPort {
  const [, port, protocol, ip] = /^:(\d+)(?:\/([^@]+))?(?:@(.+))?$/.exec(word) ?? []
  return {
    port: Number(port),
    ...(protocol === undefined ? {} : { protocol }),
    ...(ip === undefined ? {} : { ip }),
  }
}

/** Reads each text once: the same text gives the same demand. */
export class Demands {
  readonly #read = new Map<string, PodDemand>()

  of(text: string | undefined): PodDemand {
    if (text === undefined) return nothing
    const known = this.#read.get(text)
    if (known !== undefined) return known
    const demand = readDemand(text)
    if (this.#read.size >= mostKept) this.#read.clear()
    this.#read.set(text, demand)
    return demand
  }
}

/** Where every Pod is given a demand of its own, new ones come for ever. */
const mostKept = 20_000

const nothing: PodDemand = {}
