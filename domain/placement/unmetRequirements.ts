import { labelOf } from '../k8s/labels.ts'
import type { Labels } from '../k8s/objects.ts'
import { printRequirements } from '../k8s/parseLabelSelector.ts'
import { meetsRequirement, type Requirement } from '../k8s/requirement.ts'

/** What a selector wants of one label, and what is there instead. */
export interface UnmetRequirement {
  readonly key: string
  /** In kubectl's syntax, such as `tier in (a,b)`. */
  readonly wants: string
  /** undefined: no such label. */
  readonly has: string | undefined
}

/** Every requirement that the labels do not meet, in the selector's order. */
export function unmetRequirements(
  requirements: readonly Requirement[],
  labels: Labels | undefined,
): readonly UnmetRequirement[] {
  return requirements
    .map((each) => ({ each, has: labelOf(labels, each.key) }))
    .filter(({ each, has }) => !meetsRequirement(each, has))
    .map(({ each, has }) => ({ key: each.key, wants: printRequirements([each]), has }))
}
