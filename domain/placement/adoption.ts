/** Which Pods without a controller a new DaemonSet would take, and what it would do to them. */
import { labelSelectorRequirements } from '../k8s/labelSelector.ts'
import type { LabelSelector, Pod } from '../k8s/objects.ts'
import { compareDaemonPods, isTerminal, nodeOf } from '../k8s/pods.ts'
import { matchesSelectorRequirements, type Requirement } from '../k8s/requirement.ts'
import { shouldContinueBit, shouldRunBit } from './placementVerdict.ts'

/** A DaemonSet that is about to be created. */
export interface Adopter {
  readonly namespace: string
  readonly selector: LabelSelector | undefined
  /**
   * The hash of the template's revision, where a ControllerRevision with the same template is left over: the DaemonSet
   * takes that, too. undefined: not known.
   */
  readonly revisionHash?: string | undefined
  /** '1' for a new DaemonSet (pkg/registry/apps/daemonset/strategy.go). */
  readonly templateGeneration: string
  readonly strategy: 'RollingUpdate' | 'OnDelete'
  /** The verdict on a node (verdictBits, narrowedBits); undefined where there is no such node. */
  readonly bitsOn: (nodeName: string) => number | undefined
}

export interface AdoptedPod {
  readonly pod: Pod
  /** undefined: the Pod names no node. It is taken, but never counted, updated or deleted (GetTargetNodeName). */
  readonly node: string | undefined
  /**
   * Why the controller deletes it at once, without a budget: the DaemonSet does not want its node; it has ended; another
   * Pod of the same node is kept; it waits for a node that is not there. (Pods on a node that has gone are left to the
   * Pod garbage collector.)
   */
  readonly deletedBecause: 'notWanted' | 'ended' | 'duplicate' | 'noSuchNode' | undefined
  /** Was it made from the DaemonSet's own template? undefined: not known. */
  readonly sameTemplate: boolean | undefined
  /**
   * What becomes of its template, if the Pod is not deleted at once. none: it is the current one. never: the Pod counts
   * as up to date, because its generation equals the DaemonSet's, or belongs to no node; it keeps its template until the
   * next change of the DaemonSet's. replaced: by the rolling update. removed: by the rolling update, and nothing comes
   * back, since the node takes no new Pods. byHand: when someone deletes the Pod. unknown: it depends on whether the
   * template is the same.
   */
  readonly update: 'none' | 'never' | 'replaced' | 'removed' | 'byHand' | 'unknown'
}

/**
 * The Pods that a new DaemonSet adopts, and their fate: Pods of its namespace without a controller that its selector
 * selects and that are not being deleted; phase, node and template do not matter (pkg/controller/
 * controller_ref_manager.go, ClaimObject). Duplicates are judged as without maxSurge, where the oldest is kept
 * (daemon_controller.go, podsShouldBeOnNode); with it the controller may for a while keep one of each template.
 * @param pods all Pods, or those of the namespace
 * @returns in the order given
 */
export function adoption(adopter: Adopter, pods: Iterable<Pod>): readonly AdoptedPod[] {
  const requirements = requirementsOf(adopter.selector)
  const adopted: Pod[] = []
  for (const pod of pods) if (isAdopted(pod, adopter, requirements)) adopted.push(pod)
  const kept = keptPods(adopted)
  return adopted.map((pod) => adoptedPod(pod, adopter, kept))
}

/** No requirements: no adoption. With a selector that is empty the controller does nothing at all. */
function requirementsOf(selector: LabelSelector | undefined): readonly Requirement[] {
  const read = labelSelectorRequirements(selector ?? {})
  return 'requirements' in read ? read.requirements : []
}

function isAdopted(
  pod: Pod,
  { namespace }: Adopter,
  requirements: readonly Requirement[],
): boolean {
  return (
    pod.owner === undefined &&
    pod.deleted === undefined &&
    pod.namespace === namespace &&
    requirements.length > 0 &&
    matchesSelectorRequirements(requirements, pod.labels)
  )
}

/** The Pod that each node keeps: the first of those that have not ended. */
function keptPods(pods: readonly Pod[]): ReadonlyMap<string, Pod> {
  const kept = new Map<string, Pod>()
  for (const pod of pods) {
    const node = nodeOf(pod)
    if (node === undefined || isTerminal(pod)) continue
    const first = kept.get(node)
    if (first === undefined || compareDaemonPods(pod, first) < 0) kept.set(node, pod)
  }
  return kept
}

function adoptedPod(pod: Pod, adopter: Adopter, kept: ReadonlyMap<string, Pod>): AdoptedPod {
  const node = nodeOf(pod)
  const sameTemplate = isSameTemplate(pod, adopter)
  return {
    pod,
    node,
    deletedBecause: node === undefined ? undefined : deletedBecause(pod, node, adopter, kept),
    sameTemplate,
    update: updateOf(pod, adopter, sameTemplate),
  }
}

function deletedBecause(
  pod: Pod,
  node: string,
  { bitsOn }: Adopter,
  kept: ReadonlyMap<string, Pod>,
): AdoptedPod['deletedBecause'] {
  const bits = bitsOn(node)
  if (bits === undefined) return pod.node === undefined ? 'noSuchNode' : undefined
  if ((bits & shouldContinueBit) === 0) return 'notWanted'
  if (isTerminal(pod)) return 'ended'
  return kept.get(node) === pod ? undefined : 'duplicate'
}

/** A Pod without a hash was made by hand, or by something else. */
function isSameTemplate({ revision }: Pod, { revisionHash }: Adopter): boolean | undefined {
  if (revision === undefined || revision === '') return false
  return revisionHash === undefined ? undefined : revision === revisionHash
}

/** Up to date is what has the current hash or the current generation (daemonset_util.go, IsPodUpdated). */
function updateOf(
  pod: Pod,
  adopter: Adopter,
  sameTemplate: boolean | undefined,
): AdoptedPod['update'] {
  const node = nodeOf(pod)
  if (sameTemplate === true) return 'none'
  if (node === undefined || pod.templateGeneration === adopter.templateGeneration) return 'never'
  if (sameTemplate === undefined) return 'unknown'
  if (adopter.strategy === 'OnDelete') return 'byHand'
  return ((adopter.bitsOn(node) ?? 0) & shouldRunBit) === 0 ? 'removed' : 'replaced'
}
