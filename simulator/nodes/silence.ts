/**
 * How a Node's kubelet fares, by an annotation of the Node: the same that cluster/kwok-stages.yaml knows. Anybody who
 * may annotate Nodes can kill and revive one.
 */
import type { KubeObject } from '../objects.ts'

export const readyAnnotation = 'everynode.test/ready'

/** Its kubelet says and does nothing: the machine is dead, or cut off. */
export function isSilent({ metadata }: KubeObject): boolean {
  return metadata.annotations?.[readyAnnotation] === 'unknown'
}

/** Its kubelet reports that it is not ready. */
export function saysNotReady({ metadata }: KubeObject): boolean {
  return metadata.annotations?.[readyAnnotation] === 'false'
}
