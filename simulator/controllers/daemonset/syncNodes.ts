/** Creates and deletes a DaemonSet's Pods (pkg/controller/daemon/daemon_controller.go, syncNodes). */
import type { Json } from '../../../domain/decode/readJson.ts'
import type { KubeObject } from '../../objects.ts'
import { ApiError } from '../../registry/apiError.ts'
import type { Registry } from '../../registry/registry.ts'
import type { RecordEvent } from '../events.ts'
import { SyncError } from '../../workQueue.ts'

/** At most that many of each at a time; the rest once these have been seen. */
const burstReplicas = 250

export interface NodesWork {
  readonly daemonSet: KubeObject
  readonly creates: readonly string[]
  readonly deletes: readonly string[]
  readonly podFor: (node: string) => Json
}

export interface PodControl {
  readonly registry: Registry
  readonly record: RecordEvent
}

/** @returns whether anything has changed. @throws SyncError with all refusals, after everything has been tried */
export function syncNodes(control: PodControl, work: NodesWork): boolean {
  const creates = work.creates.slice(0, burstReplicas)
  const deletes = work.deletes.slice(0, burstReplicas)
  const created = createSlowly(control, work, creates)
  const deleted = deletes.map((name) => deletePod(control, work.daemonSet, name))
  const errors = [...created, ...deleted].flatMap((outcome) =>
    typeof outcome === 'string' ? [outcome] : [],
  )
  if (errors.length > 0) throw new SyncError(errors.join(', '))
  return [...created, ...deleted].includes(true)
}

/** Whether something was changed, or the text of the error. */
type Outcome = boolean | string

/** In batches of 1, 2, 4, … so that an error that meets all Pods is not met by all of them. */
function createSlowly(
  control: PodControl,
  { daemonSet, podFor }: NodesWork,
  nodes: readonly string[],
): readonly Outcome[] {
  const outcomes: Outcome[] = []
  for (let size = 1; outcomes.length < nodes.length; size *= 2) {
    const batch = nodes.slice(outcomes.length, outcomes.length + size)
    const created = batch.map((node) => createPod(control, daemonSet, podFor(node)))
    outcomes.push(...created)
    if (created.some((outcome) => typeof outcome === 'string')) break
  }
  return outcomes
}

function createPod({ registry, record }: PodControl, daemonSet: KubeObject, pod: Json): Outcome {
  try {
    const { metadata } = registry.create('pods', daemonSet.metadata.namespace ?? '', pod)
    record(daemonSet, 'Normal', 'SuccessfulCreate', `Created pod: ${metadata.name}`)
    return true
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    // All later ones would meet the same.
    if (isNamespaceTerminating(error)) return true
    record(daemonSet, 'Warning', 'FailedCreate', `Error creating: ${error.message}`)
    return error.message
  }
}

function isNamespaceTerminating({ details }: ApiError): boolean {
  return details?.causes?.some(({ reason }) => reason === 'NamespaceTerminating') === true
}

function deletePod({ registry, record }: PodControl, daemonSet: KubeObject, name: string): Outcome {
  const { namespace = '' } = daemonSet.metadata
  try {
    registry.delete('pods', { namespace, name })
    record(daemonSet, 'Normal', 'SuccessfulDelete', `Deleted pod: ${name}`)
    return true
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    if (error.code === 404) return false
    record(daemonSet, 'Warning', 'FailedDelete', `Error deleting: ${error.message}`)
    return `unable to delete pods: ${error.message}`
  }
}
