/** The addresses of nodes and Pods. */
import { at, text } from '../../domain/decode/readJson.ts'
import { internalIP } from '../../domain/k8s/nodes.ts'
import { hashOf } from '../nodes/hash.ts'
import type { KubeObject } from '../objects.ts'
import type { NodeEntry } from '../nodes/nodeTable.ts'

export function hostIPOf({ node, name }: NodeEntry): string {
  const hash = hashOf(name)
  return internalIP(node) ?? `10.0.${hash % 251}.${1 + ((hash >>> 8) % 250)}`
}

interface Given {
  readonly network: string
  /** The last part of the address given last. */
  host: number
  /** Whether addresses are being given for the second time. */
  isAgain: boolean
}

const [firstHost, lastHost] = [2, 254]

/** Gives out the addresses of each node's Pods, one after the other, as CNI's host-local does. */
export class PodAddresses {
  readonly #given = new Map<string, Given>()

  /** An address of the node's podCIDR, or of a made-up one, that no Pod there has. */
  next(node: NodeEntry): string {
    const given = this.#given.get(node.name) ?? firstOf(node)
    this.#given.set(node.name, given)
    const addressOf = (host: number): string => `${given.network}.${host}`
    for (let tries = firstHost; tries <= lastHost; tries += 1) {
      given.host = given.host >= lastHost ? firstHost : given.host + 1
      given.isAgain ||= given.host === lastHost
      if (!given.isAgain || !isTaken(addressOf(given.host), node.pods)) break
    }
    return addressOf(given.host)
  }

  /** A node has gone. */
  forget(node: string): void {
    this.#given.delete(node)
  }
}

/** After those that the node's Pods have already. */
function firstOf({ name, object, pods }: NodeEntry): Given {
  const network = networkOf(name, object)
  let host = firstHost - 1
  for (const { status } of pods.values()) {
    const address = text(at(status, 'podIP')) ?? ''
    if (address.startsWith(`${network}.`))
      host = Math.max(host, Number(address.slice(network.length + 1)))
  }
  return { network, host, isAgain: false }
}

function isTaken(address: string, pods: NodeEntry['pods']): boolean {
  for (const { status } of pods.values()) if (status?.['podIP'] === address) return true
  return false
}

/** The first three parts of an address. */
function networkOf(node: string, object: KubeObject | undefined): string {
  const hash = hashOf(node)
  const podCIDR = text(at(object?.spec, 'podCIDR'))
  return podCIDR?.split('.', 3).join('.') ?? `10.${128 + (hash % 64)}.${(hash >>> 8) % 256}`
}
