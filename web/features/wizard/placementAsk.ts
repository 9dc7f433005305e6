import type { Draft } from '../../../domain/draft/draft.ts'
import { placementOf } from '../../../domain/draft/placementOf.ts'
import type { PodDemand } from '../../../domain/k8s/objects.ts'
import type { Ask } from '../../live/views.ts'

/** The question where a draft's Pods would run, and whether they fit there. */
export function placementAsk(draft: Draft, demand: PodDemand): Ask<'placement'> {
  const { namespace } = draft
  return { spec: placementOf(draft), demand, ...(namespace === '' ? {} : { namespace }) }
}
