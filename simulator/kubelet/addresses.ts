/** The addresses of nodes and Pods. */
import { at, text } from '../../domain/decode/readJson.ts'
import { internalIP } from '../../domain/k8s/nodes.ts'
import { hashOf } from '../nodes/hash.ts'
import type { NodeEntry } from '../nodes/nodeTable.ts'

export function hostIPOf({ node, name }: NodeEntry): string {
  const hash = hashOf(name)
  return internalIP(node) ?? `10.0.${hash % 251}.${1 + ((hash >>> 8) % 250)}`
}

/** A free address for a Pod of a node: the lowest of the node's podCIDR, or of a made-up one, that no Pod there has. */
export function freePodIP({ name, object, pods }: NodeEntry): string {
  const cidr = text(at(object?.spec, 'podCIDR')) ?? madeUp(name)
  const network = cidr.split('.').slice(0, 3).join('.')
  const taken = new Set([...pods.values()].map(({ status }) => at(status, 'podIP')))
  for (let host = 2; host < 255; host += 1) {
    const address = `${network}.${host}`
    if (!taken.has(address)) return address
  }
  return `${network}.${2 + (pods.size % 253)}`
}

function madeUp(node: string): string {
  const hash = hashOf(node)
  return `10.${128 + (hash % 64)}.${(hash >>> 8) % 256}.0/24`
}
