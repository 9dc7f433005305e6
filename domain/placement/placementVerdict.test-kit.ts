/** Short words for tests of verdicts. */
import type { Labels, NodeSelectorTerm, Taint } from '../k8s/objects.ts'
import { placementVerdict } from './placementVerdict.ts'
import type { NodeFacts, PlacementSpec } from './verdict.ts'

export function node(labels: Labels = {}, ...taints: readonly Taint[]): NodeFacts {
  return { name: 'node-1', labels, taints }
}

export function affinity(...terms: readonly NodeSelectorTerm[]): PlacementSpec {
  const required = { nodeSelectorTerms: terms }
  return {
    affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: required } },
  }
}

export function expression(
  key: string,
  operator: string,
  ...values: readonly string[]
): NodeSelectorTerm {
  return { matchExpressions: [{ key, operator, values }] }
}

export function fields(
  operator: string,
  values: readonly string[],
  key = 'metadata.name',
): NodeSelectorTerm {
  return { matchFields: [{ key, operator, values }] }
}

/** 'runs', 'stays' (should continue, but would not be created) or 'leaves'. */
export function outcome(spec: PlacementSpec, facts: NodeFacts): string {
  const { shouldRun, shouldContinueRunning } = placementVerdict(spec, facts)
  return shouldRun ? 'runs' : shouldContinueRunning ? 'stays' : 'leaves'
}
