/** What decides where a DaemonSet's Pods go in a cluster: its template, and the node selector of its project. */
import type { Namespace, PodSpec } from '../k8s/objects.ts'
import type { Flavour } from './clusterFlavour.ts'
import type { CompiledPlacement } from './compilePlacement.ts'
import { shouldContinueBit, shouldRunBit, verdict, verdictBits } from './placementVerdict.ts'
import { compileProject, type CompiledProject, narrowedBits } from './projectEffect.ts'
import { type PlacementReason, type ProjectReason, projectReason } from './projectReason.ts'
import { projectSelector } from './projectSelector.ts'
import type { NodeFacts, Verdict } from './verdict.ts'

/** What a cluster does with node selectors of projects. */
export interface ProjectRules {
  readonly flavour: Flavour
  /** See ProjectInput; undefined: not known. */
  readonly clusterDefault: string | undefined
}

/** Nothing acts on them. */
export const noProjectRules: ProjectRules = { flavour: 'none', clusterDefault: undefined }

export interface Target {
  readonly placement: CompiledPlacement
  /** undefined: nothing acts on selectors of projects. */
  readonly project: CompiledProject | undefined
}

/** Puts a template into its namespace; undefined: the namespace cannot be read. */
export function makeTarget(
  rules: ProjectRules,
  namespace: Namespace | undefined,
  placement: CompiledPlacement,
  spec: Pick<PodSpec, 'nodeName' | 'nodeSelector'>,
): Target {
  if (rules.flavour === 'none') return { placement, project: undefined }
  return { placement, project: compileProject(projectSelector({ ...rules, namespace }), spec) }
}

/** The verdict of the cluster's own controller as bits (verdictBits), without allocating. */
export function targetBits({ placement, project }: Target, node: NodeFacts): number {
  const bits = verdictBits(placement, node)
  return project === undefined ? bits : narrowedBits(project, node, bits)
}

/** The verdict of the cluster's own controller. Its reasons are the template's; the project's is targetProjectReason. */
export function targetVerdict(target: Target, node: NodeFacts): Verdict {
  const bits = targetBits(target, node)
  return {
    shouldRun: (bits & shouldRunBit) !== 0,
    shouldContinueRunning: (bits & shouldContinueBit) !== 0,
    reasons: verdict(target.placement, node).reasons,
  }
}

/** What the project's selector does to a Pod that the template wants here: none is made, or none that will run. */
export function targetProjectReason(
  { placement, project }: Target,
  node: NodeFacts,
): ProjectReason | undefined {
  return project === undefined
    ? undefined
    : projectReason(project, node, verdictBits(placement, node))
}

/** Why a node gets no Pod, or none that will run: the template's own reasons; where it has none, the project's. */
export function targetReasons(
  { placement, project }: Target,
  node: NodeFacts,
): readonly PlacementReason[] {
  const { shouldRun, reasons } = verdict(placement, node)
  if (!shouldRun || project === undefined) return reasons
  const reason = projectReason(project, node, shouldRunBit | shouldContinueBit)
  return reason === undefined ? reasons : [reason]
}
