import { projectEffect, type CompiledProject, type ProjectEffect } from './projectEffect.ts'
import type { FitReason } from './fitReason.ts'
import type { NodeFacts, Reason } from './verdict.ts'

/** Why a project's node selector keeps a Pod from running on a node that the template wants; see ProjectEffect. */
export interface ProjectReason {
  readonly kind: 'projectHidden' | 'projectStranded' | 'projectRejected' | 'projectRefused'
  /** The project's selector as written. */
  readonly selector: string
}

/** Why a node gets no Pod, or none that will run at once. */
export type PlacementReason = Reason | ProjectReason | FitReason

const kinds: Readonly<Record<ProjectEffect, ProjectReason['kind'] | undefined>> = {
  none: undefined,
  unknown: undefined,
  hidden: 'projectHidden',
  stranded: 'projectStranded',
  rejected: 'projectRejected',
  refused: 'projectRefused',
}

/**
 * The project's reason against a node; undefined where there is none, or none is known.
 * @param bits the template's own verdict (verdictBits)
 */
export function projectReason(
  compiled: CompiledProject,
  node: Pick<NodeFacts, 'labels'>,
  bits: number,
): ProjectReason | undefined {
  const kind = kinds[projectEffect(compiled, node, bits)]
  return kind === undefined ? undefined : { kind, selector: compiled.project.text ?? '' }
}
