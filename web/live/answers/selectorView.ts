import { adoption, type AdoptedPod } from '../../../domain/placement/adoption.ts'
import {
  selectorFault,
  selectorOverlaps,
  type SelectingWorkload,
} from '../../../domain/placement/selectorOverlap.ts'
import { targetBits } from '../../../domain/placement/target.ts'
import type { AdoptionView, Ask, SelectorView } from '../views.ts'
import { mostNamed } from './mostNamed.ts'
import type { Sources } from './sources.ts'

type Model = Sources['model']

/** What the selector of a DaemonSet that is about to be created selects beside its own Pods. */
export function selectorView(
  { model }: Pick<Sources, 'model'>,
  ask: Ask<'selector'>,
): SelectorView {
  const overlaps = overlapsOf(model, ask)
  return {
    overlaps: { count: overlaps.length, first: overlaps.slice(0, mostNamed) },
    podsKnown: model.podsKnown,
    adopted: adoptionView(adoptedPods(model, ask)),
  }
}

/**
 * Overlaps that real Pods are in: those of one DaemonSet's template. An empty selector overlaps with everything, and is
 * refused.
 */
function overlapsOf(
  model: Model,
  { namespace, name, selector, templateLabels }: Ask<'selector'>,
): SelectorView['overlaps']['first'] {
  if (selectorFault(selector, templateLabels)?.kind === 'empty') return []
  const own = { kind: 'DaemonSet', namespace, name, selector, templateLabels }
  return selectorOverlaps(own, [...daemonSetsOf(model)])
    .filter(({ selectsTheirs, theySelectOurs }) => selectsTheirs || theySelectOurs)
    .map(({ other, ...overlap }) => ({ name: other.name, ...overlap }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

function* daemonSetsOf({ daemonSets }: Model): Iterable<SelectingWorkload> {
  for (const { namespace, name, reading } of daemonSets) {
    const { selector, template } = reading.daemonSet.spec
    yield {
      kind: 'DaemonSet',
      namespace,
      name,
      selector,
      templateLabels: template.metadata?.labels,
    }
  }
}

/** A new DaemonSet begins with template generation 1, and with RollingUpdate where it says nothing else. */
function adoptedPods(
  model: Model,
  { namespace, selector, spec }: Ask<'selector'>,
): readonly AdoptedPod[] {
  const target = model.targetIn(namespace, spec)
  const bitsOn = (nodeName: string) => {
    const facts = model.nodeNamed(nodeName)?.reading.facts
    return facts === undefined ? undefined : targetBits(target, facts)
  }
  const adopter = { namespace, selector, templateGeneration: '1', bitsOn } as const
  return adoption({ ...adopter, strategy: 'RollingUpdate' }, model.podsWithoutController)
}

/** Pods that would be deleted come first, then those that would keep their template. */
function adoptionView(adopted: readonly AdoptedPod[]): AdoptionView {
  const kept = adopted.filter(({ deletedBecause }) => deletedBecause === undefined)
  const first = adopted
    .map(({ pod, node, deletedBecause, update }) => ({
      name: pod.name,
      node,
      deletedBecause,
      update,
    }))
    .toSorted((a, b) => urgency(a) - urgency(b) || (a.name < b.name ? -1 : 1))
    .slice(0, mostNamed)
  return {
    count: adopted.length,
    deleted: adopted.length - kept.length,
    neverUpdated: kept.filter(({ update }) => update === 'never').length,
    first,
  }
}

function urgency({ deletedBecause, update }: AdoptionView['first'][number]): number {
  if (deletedBecause !== undefined) return 0
  return update === 'never' ? 1 : 2
}
