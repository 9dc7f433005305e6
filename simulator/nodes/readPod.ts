/** What scheduler and kubelet read of a Pod's spec. */
import { demandSpec, readPlacement, type PodPlacement } from '../../domain/decode/jsonObjects.ts'
import { at, text, textOrEmpty } from '../../domain/decode/readJson.ts'
import { parseTime } from '../../domain/decode/time.ts'
import type { PodDemand } from '../../domain/k8s/objects.ts'
import { podDemand } from '../../domain/k8s/podDemand.ts'
import type { PlacedPod } from '../../domain/placement/fit.ts'
import type { KubeObject } from '../objects.ts'

/** Where a Pod may run, by its spec. */
export function placementOf({ spec }: KubeObject): PodPlacement {
  return readPlacement(spec) ?? {}
}

/** Many Pods ask for the same: what their specs say of it, as text, and what that means. */
const demands = new Map<string, PodDemand>()
const mostDemands = 5000

/** What a Pod asks of its node. Quantities that cannot be read are refused by the API server. */
export function demandOf({ spec }: KubeObject): PodDemand {
  const key = demandKey(spec)
  const known = demands.get(key)
  if (known !== undefined) return known
  const { demand } = podDemand(demandSpec(spec) ?? {})
  if (demands.size === mostDemands) demands.clear()
  demands.set(key, demand)
  return demand
}

function demandKey(spec: unknown): string {
  const others = ['hostNetwork', 'resources', 'overhead', 'priority', 'preemptionPolicy']
  return [
    containersKey(at(spec, 'containers')),
    containersKey(at(spec, 'initContainers')),
    JSON.stringify(others.map((key) => at(spec, key))),
  ].join()
}

/** Pods that are copies of one another share their lists of containers. */
const containersKeys = new WeakMap<object, string>()

function containersKey(containers: unknown): string {
  if (!Array.isArray(containers)) return ''
  const known = containersKeys.get(containers)
  if (known !== undefined) return known
  const asked = ['resources', 'ports', 'restartPolicy']
  const key = JSON.stringify(containers.map((each) => asked.map((field) => at(each, field))))
  containersKeys.set(containers, key)
  return key
}

export function nodeNameOf(pod: KubeObject | undefined): string {
  return textOrEmpty(pod?.spec?.['nodeName'])
}

export function phaseOf(pod: KubeObject): string {
  return text(pod.status?.['phase']) ?? 'Pending'
}

/** Succeeded or Failed: it never runs again. */
export function hasEnded(pod: KubeObject): boolean {
  const phase = phaseOf(pod)
  return phase === 'Succeeded' || phase === 'Failed'
}

export function isBeingDeleted({ metadata }: KubeObject): boolean {
  return metadata.deletionTimestamp !== undefined
}

/**
 * The Pod as one of those on a node.
 * @param before the same Pod earlier: its demand is read once
 * @returns `before` where nothing of it is different
 */
export function placedPod(pod: KubeObject, before: PlacedPod | undefined): PlacedPod {
  const { namespace = '', name, deletionTimestamp } = pod.metadata
  const phase = phaseOf(pod)
  const deleted = deletionTimestamp === undefined ? undefined : parseTime(deletionTimestamp)
  const started = startOf(pod, before)
  if (before?.phase === phase && before.deleted === deleted && before.started === started)
    return before
  return {
    namespace,
    name,
    phase,
    deleted,
    started,
    demand: before?.demand ?? demandOf(pod),
  }
}

/** A Pod starts once. */
function startOf({ status }: KubeObject, before: PlacedPod | undefined): number | undefined {
  return before?.started ?? parseTime(text(at(status, 'startTime')) ?? '')
}
