/** The DaemonSet controller's verdict (pkg/controller/daemon/daemon_controller.go, NodeShouldRunDaemonPod). */
import { labelOf } from '../k8s/labels.ts'
import type { Taint } from '../k8s/objects.ts'
import { meetsRequirement } from '../k8s/requirement.ts'
import { isTolerated, tolerationFor } from '../k8s/taints.ts'
import {
  compilePlacement,
  fields,
  type CompiledPlacement,
  type CompiledRequirement,
  type CompiledTerm,
} from './compilePlacement.ts'
import type { NodeFacts, PlacementSpec, Reason, RequirementResult, Verdict } from './verdict.ts'

/** Bits of verdictBits. */
export const shouldRunBit = 1
export const shouldContinueBit = 2

/** The verdict on one node, with every reason. For many nodes compile once and ask `verdict`. */
export function placementVerdict(spec: PlacementSpec, node: NodeFacts): Verdict {
  return verdict(compilePlacement(spec), node)
}

/** The verdict on a node, with every reason. */
export function verdict(placement: CompiledPlacement, node: NodeFacts): Verdict {
  const bits = verdictBits(placement, node)
  return {
    shouldRun: (bits & shouldRunBit) !== 0,
    shouldContinueRunning: (bits & shouldContinueBit) !== 0,
    reasons: bits === (shouldRunBit | shouldContinueBit) ? [] : reasons(placement, node),
  }
}

/**
 * The verdict without reasons, as a number: bit 0 shouldRun, bit 1 shouldContinueRunning. It allocates nothing, for
 * grids of 150,000 cells.
 */
export function verdictBits(placement: CompiledPlacement, node: NodeFacts): number {
  if (!fitsName(placement, node) || !fitsLabels(placement, node) || !fitsAffinity(placement, node))
    return 0
  let bits = shouldRunBit | shouldContinueBit
  for (const taint of node.taints) {
    if (!repels(placement, taint)) continue
    if (taint.effect === 'NoExecute') return 0
    bits = shouldContinueBit
  }
  return bits
}

function fitsName({ nodeName }: CompiledPlacement, node: NodeFacts): boolean {
  return nodeName === '' || nodeName === node.name
}

function fitsLabels({ nodeSelector }: CompiledPlacement, { labels }: NodeFacts): boolean {
  for (const [key, value] of nodeSelector) if (labelOf(labels, key) !== value) return false
  return true
}

function fitsAffinity({ terms }: CompiledPlacement, node: NodeFacts): boolean {
  if (terms === undefined) return true
  for (const term of terms) if (fitsTerm(term, node)) return true
  return false
}

function fitsTerm(term: CompiledTerm, node: NodeFacts): boolean {
  if (!term.canMatch) return false
  for (const requirement of term.requirements) {
    if (!meets(requirement, node)) return false
  }
  return true
}

function meets({ subject, check }: CompiledRequirement, node: NodeFacts): boolean {
  if (check === undefined) return false
  if (subject === 'label') return meetsRequirement(check, labelOf(node.labels, check.key))
  return meetsRequirement(check, subject === 'name' ? node.name : '')
}

/** PreferNoSchedule is never looked at. */
function repels({ tolerations }: CompiledPlacement, taint: Taint): boolean {
  if (taint.effect !== 'NoSchedule' && taint.effect !== 'NoExecute') return false
  return !isTolerated(tolerations, taint)
}

/** Every reason against the node; the controller stops at the first. */
function reasons(placement: CompiledPlacement, node: NodeFacts): readonly Reason[] {
  return [
    ...nameReasons(placement, node),
    ...labelReasons(placement, node),
    ...affinityReasons(placement, node),
    ...taintReasons(placement, node),
  ]
}

function nameReasons(placement: CompiledPlacement, node: NodeFacts): readonly Reason[] {
  if (fitsName(placement, node)) return []
  return [{ kind: 'nodeName', field: fields.nodeName, wants: placement.nodeName }]
}

function labelReasons(placement: CompiledPlacement, node: NodeFacts): readonly Reason[] {
  return placement.nodeSelector.flatMap(([key, wants]) => {
    const has = labelOf(node.labels, key)
    const field = `${fields.nodeSelector}[${key}]`
    return has === wants ? [] : [{ kind: 'nodeSelector' as const, field, key, wants, has }]
  })
}

function affinityReasons(placement: CompiledPlacement, node: NodeFacts): readonly Reason[] {
  if (placement.terms === undefined || fitsAffinity(placement, node)) return []
  const terms = placement.terms.map(({ field, source, requirements }) => ({
    field,
    term: source,
    empty: requirements.length === 0,
    requirements: requirements.map((requirement) => requirementResult(requirement, node)),
  }))
  return [{ kind: 'nodeAffinity', field: fields.terms, terms }]
}

function requirementResult(requirement: CompiledRequirement, node: NodeFacts): RequirementResult {
  const { field, source, subject, check } = requirement
  const has =
    subject === 'label'
      ? labelOf(node.labels, source.key)
      : subject === 'name'
        ? node.name
        : undefined
  const result = check === undefined ? 'malformed' : meets(requirement, node) ? 'match' : 'mismatch'
  const { key, operator, values } = source
  return { field, key, operator, values: values ?? [], has, result }
}

function taintReasons(placement: CompiledPlacement, node: NodeFacts): readonly Reason[] {
  return node.taints
    .filter((taint) => repels(placement, taint))
    .map((taint) => ({
      kind: 'taint',
      field: fields.tolerations,
      taint,
      fix: tolerationFor(taint),
    }))
}
