/** What keeps the simulated scheduler from placing a Pod: it would have to guess (simulator/README.md). */
import { at, isJson, listOf } from '../../domain/decode/readJson.ts'
import type { KubeObject } from '../objects.ts'

/** Says what of the Pod it does not know; undefined where it knows all that matters. */
export function notSimulated({ spec }: KubeObject): string | undefined {
  const affinity = at(spec, 'affinity')
  const has = (list: unknown, isOne: (item: unknown) => boolean): boolean =>
    listOf(list, (item) => item).some(isOne)
  const required = 'requiredDuringSchedulingIgnoredDuringExecution'
  const unknown = [
    has(at(at(affinity, 'podAffinity'), required), isJson) && 'required affinity to other Pods',
    has(at(at(affinity, 'podAntiAffinity'), required), isJson) &&
      'required anti-affinity to other Pods',
    has(at(spec, 'topologySpreadConstraints'), isStrict) && 'topology spread constraints',
    has(at(spec, 'volumes'), isClaim) && 'persistent volume claims',
    has(at(spec, 'resourceClaims'), isJson) && 'resource claims',
  ].filter((what) => what !== false)
  return unknown.length === 0 ? undefined : `not simulated: ${unknown.join(', ')}`
}

function isStrict(constraint: unknown): boolean {
  return at(constraint, 'whenUnsatisfiable') !== 'ScheduleAnyway'
}

function isClaim(volume: unknown): boolean {
  return isJson(at(volume, 'persistentVolumeClaim')) || isJson(at(volume, 'ephemeral'))
}
