import { demandOf } from '../../../domain/draft/demandOf.ts'
import type { Draft } from '../../../domain/draft/draft.ts'
import type { PodDemand } from '../../../domain/k8s/objects.ts'
import { usePriorityClasses } from '../../api/priorityClasses.ts'

/** What the scheduler will weigh of each Pod of a draft. */
export function useDemand(draft: Draft): PodDemand {
  const classes = usePriorityClasses()
  const isChosen = draft.priorityClassName !== ''
  const found = classes?.find(({ name, isDefault }) =>
    isChosen ? name === draft.priorityClassName : isDefault,
  )
  return demandOf(draft, found)
}
