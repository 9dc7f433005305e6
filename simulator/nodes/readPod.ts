/** What scheduler and kubelet read of a Pod's spec. */
import { demandSpec, readPodSpec } from '../../domain/decode/jsonObjects.ts'
import { at, text } from '../../domain/decode/readJson.ts'
import { parseTime } from '../../domain/decode/time.ts'
import type { PodDemand, PodSpec } from '../../domain/k8s/objects.ts'
import { podDemand } from '../../domain/k8s/podDemand.ts'
import type { PlacedPod } from '../../domain/placement/fit.ts'
import type { KubeObject } from '../objects.ts'

export function podSpecOf(pod: KubeObject): PodSpec {
  return readPodSpec(pod.spec) ?? {}
}

/** What a Pod asks of its node. Quantities that cannot be read are refused by the API server. */
export function demandOf(pod: KubeObject): PodDemand {
  return podDemand(demandSpec(pod.spec) ?? {}).demand
}

export function nodeNameOf(pod: KubeObject | undefined): string {
  return text(at(pod?.spec, 'nodeName')) ?? ''
}

export function phaseOf(pod: KubeObject): string {
  return text(at(pod.status, 'phase')) ?? 'Pending'
}

/** Succeeded or Failed: it never runs again. */
export function hasEnded(pod: KubeObject): boolean {
  const phase = phaseOf(pod)
  return phase === 'Succeeded' || phase === 'Failed'
}

export function isBeingDeleted({ metadata }: KubeObject): boolean {
  return metadata.deletionTimestamp !== undefined
}

/** The Pod as one of those on a node. @param before the same Pod earlier: its demand is read once */
export function placedPod(pod: KubeObject, before: PlacedPod | undefined): PlacedPod {
  const { namespace = '', name, deletionTimestamp } = pod.metadata
  const deleted = deletionTimestamp === undefined ? undefined : parseTime(deletionTimestamp)
  const started = parseTime(text(at(pod.status, 'startTime')) ?? '')
  return {
    namespace,
    name,
    phase: phaseOf(pod),
    ...(deleted === undefined ? {} : { deleted }),
    ...(started === undefined ? {} : { started }),
    demand: before?.demand ?? demandOf(pod),
  }
}
