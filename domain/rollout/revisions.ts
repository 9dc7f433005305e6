/** Which revision of its template a DaemonSet is at, and which Pods are not. */
import { labelOf } from '../k8s/labels.ts'
import type { ControllerRevision, DaemonSet, Pod } from '../k8s/objects.ts'

export interface CurrentRevision {
  readonly name: string
  readonly revision: number
  /** Its label controller-revision-hash. */
  readonly hash: string
}

/** The newest revision that the DaemonSet owns; undefined where none is known, or where it carries no hash. */
export function currentRevision(
  daemonSet: DaemonSet,
  revisions: Iterable<ControllerRevision>,
): CurrentRevision | undefined {
  let newest: ControllerRevision | undefined
  for (const each of revisions) {
    const isNewer = newest === undefined || each.revision > newest.revision
    if (isNewer && isOwner(each, daemonSet.metadata.uid)) newest = each
  }
  const hash = labelOf(newest?.metadata.labels, 'controller-revision-hash')
  if (newest === undefined || hash === undefined || hash === '') return undefined
  return { name: newest.metadata.name, revision: newest.revision, hash }
}

function isOwner({ metadata }: ControllerRevision, uid: string): boolean {
  return (
    metadata.ownerReferences?.some((owner) => owner.controller === true && owner.uid === uid) ===
    true
  )
}

/** The annotation deprecated.daemonset.template.generation, which rises with each change of the template. */
export function templateGeneration(daemonSet: DaemonSet): string | undefined {
  return labelOf(daemonSet.metadata.annotations, 'deprecated.daemonset.template.generation')
}

/**
 * Is a Pod of an older template (daemonset_util.go, IsPodUpdated)? It is up to date if either the revision's hash or
 * the template's generation is the current one. While the current hash is not known nothing is called outdated.
 */
export function isOutdated(
  pod: Pick<Pod, 'name' | 'revision' | 'templateGeneration'>,
  currentHash: string | undefined,
  templateGeneration: string | undefined,
): boolean {
  if (currentHash === undefined || pod.revision === currentHash) return false
  return templateGeneration === undefined || pod.templateGeneration !== templateGeneration
}
