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

/** Gives out the addresses of each node's Pods, one after the other, as CNI's host-local does. */
export class PodAddresses {
  readonly #last = new Map<string, { readonly network: string; host: number }>()

  /** An address of the node's podCIDR, or of a made-up one, that no Pod there has. */
  next({ name, object, pods }: NodeEntry): string {
    const last = this.#last.get(name) ?? { network: networkOf(name, object), host: 1 }
    this.#last.set(name, last)
    for (let tries = 0; tries < 253; tries += 1) {
      last.host = last.host === 254 ? 2 : last.host + 1
      if (!isTaken(`${last.network}.${last.host}`, pods)) break
    }
    return `${last.network}.${last.host}`
  }

  /** A node has gone. */
  forget(node: string): void {
    this.#last.delete(node)
  }
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
