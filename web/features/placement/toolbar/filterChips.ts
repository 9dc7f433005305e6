/** Filters as chips: what each is called, and the query without it. */
import type { GridQuery } from '../../../../domain/grid/frame.ts'
import { parseLabelSelector, printRequirements } from '../../../../domain/k8s/parseLabelSelector.ts'
import { toggle } from '../gridUrl.ts'

export type ChipKind =
  'nodeName' | 'nodeLabels' | 'daemonSetName' | 'projects' | 'states' | 'problems'

export interface ChipGroup {
  readonly kind: ChipKind
  readonly chips: readonly {
    /** A state's id for states; nothing for 'only problems'; otherwise text from the user. */
    readonly value: string
    /** What to change in the query to be rid of it. */
    readonly without: Partial<GridQuery>
  }[]
  readonly withoutAll: Partial<GridQuery>
}

const none: Readonly<Record<ChipKind, Partial<GridQuery>>> = {
  nodeName: { nodeName: '' },
  nodeLabels: { nodeLabels: '' },
  daemonSetName: { daemonSetName: '' },
  projects: { namespaces: [] },
  states: { states: [] },
  problems: { onlyProblems: false },
}

/** One group of chips for each filter that is set. */
export function filterChips(query: GridQuery): readonly ChipGroup[] {
  const group = (kind: ChipKind, chips: ChipGroup['chips']): readonly ChipGroup[] =>
    chips.length === 0 ? [] : [{ kind, chips, withoutAll: none[kind] }]
  const text = (kind: ChipKind, value: string) =>
    group(kind, value.trim() === '' ? [] : [{ value: value.trim(), without: none[kind] }])
  return [
    ...text('nodeName', query.nodeName),
    ...group('nodeLabels', labelChips(query.nodeLabels)),
    ...text('daemonSetName', query.daemonSetName),
    ...group(
      'projects',
      query.namespaces.map((value) => ({
        value,
        without: { namespaces: toggle(query.namespaces, value) },
      })),
    ),
    ...group(
      'states',
      query.states.map((value) => ({ value, without: { states: toggle(query.states, value) } })),
    ),
    ...group('problems', query.onlyProblems ? [{ value: '', without: none.problems }] : []),
  ]
}

/** One chip for each requirement of a selector; one for the whole text where it can't be read. */
function labelChips(selector: string): ChipGroup['chips'] {
  if (selector.trim() === '') return []
  const read = parseLabelSelector(selector)
  if ('error' in read) return [{ value: selector, without: none.nodeLabels }]
  return read.requirements.map((requirement) => ({
    value: printRequirements([requirement]),
    without: {
      nodeLabels: printRequirements(read.requirements.filter((each) => each !== requirement)),
    },
  }))
}

/** Which filters can hide every node, and which every DaemonSet. */
export const nodeFilters: readonly ChipKind[] = ['nodeName', 'nodeLabels', 'states', 'problems']
export const daemonSetFilters: readonly ChipKind[] = [
  'daemonSetName',
  'projects',
  'states',
  'problems',
]
