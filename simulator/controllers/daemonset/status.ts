/** A DaemonSet's status (pkg/controller/daemon/daemon_controller.go, storeDaemonSetStatus). */
import { isJson, numberOrZero } from '../../../domain/decode/readJson.ts'
import { keyOf, type KubeObject } from '../../objects.ts'
import type { Registry } from '../../registry/registry.ts'
import { without } from '../../registry/without.ts'
import type { Counts } from './nodeReading.ts'

/** Writes what the controller counts, if that or the generation is new. */
export function storeStatus(registry: Registry, daemonSet: KubeObject, counts: Counts): void {
  const { generation = 0 } = daemonSet.metadata
  const status = isJson(daemonSet.status) ? daemonSet.status : {}
  const counted = {
    desiredNumberScheduled: counts.desired,
    currentNumberScheduled: counts.current,
    numberMisscheduled: counts.misscheduled,
    numberReady: counts.ready,
    updatedNumberScheduled: counts.updated,
    numberAvailable: counts.available,
    numberUnavailable: counts.desired - counts.available,
  }
  const isKnown = Object.entries(counted).every(
    ([key, count]) => numberOrZero(status[key]) === count,
  )
  if (isKnown && numberOrZero(status['observedGeneration']) >= generation) return
  // Zero is left out of the JSON where the field is optional (apps/v1, DaemonSetStatus).
  const { updatedNumberScheduled, numberAvailable, numberUnavailable, ...always } = counted
  const optional = Object.entries({ updatedNumberScheduled, numberAvailable, numberUnavailable })
  registry.updateStatus('daemonsets', keyOf(daemonSet), {
    ...daemonSet,
    status: {
      ...without(status, ...optional.map(([key]) => key)),
      observedGeneration: generation,
      ...always,
      ...Object.fromEntries(optional.filter(([, count]) => count !== 0)),
    },
  })
}
