/** What a rollout makes of all Pods: the revision, known or yet to be made, that is or would be the current one. */
import type { DaemonSet, Pod } from '../k8s/objects.ts'
import { isOutdated, templateGeneration } from './revisions.ts'

/** A Pod is up to date when either matches. */
export interface RolloutTarget {
  /** Label controller-revision-hash; undefined where the revision does not exist yet: then no Pod carries it. */
  readonly hash: string | undefined
  readonly templateGeneration: string | undefined
}

/** Of a DaemonSet as it is saved. @param hash of its current revision */
export function currentTarget(daemonSet: DaemonSet, hash: string): RolloutTarget {
  return { hash, templateGeneration: templateGeneration(daemonSet) }
}

/**
 * Of a DaemonSet whose template would be saved changed: its generation rises by one (pkg/registry/apps/daemonset,
 * PrepareForUpdate).
 * @param hash of the earlier revision that has the same template, as after an undo; undefined where there is none
 */
export function editedTarget(saved: DaemonSet, hash: string | undefined): RolloutTarget {
  const generation = generationNumber(saved)
  return {
    hash,
    templateGeneration: generation === undefined ? undefined : String(generation + 1),
  }
}

function generationNumber(daemonSet: DaemonSet): number | undefined {
  const generation = templateGeneration(daemonSet)
  return generation !== undefined && /^\d{1,15}$/.test(generation) ? Number(generation) : undefined
}

/** Is a Pod of the target's template (daemonset_util.go, IsPodUpdated)? */
export function isUpToDate(
  pod: Pick<Pod, 'name' | 'revision' | 'templateGeneration'>,
  { hash, templateGeneration }: RolloutTarget,
): boolean {
  if (hash !== undefined) return !isOutdated(pod, hash, templateGeneration)
  return templateGeneration !== undefined && pod.templateGeneration === templateGeneration
}
