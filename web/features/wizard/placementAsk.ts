import type { Draft } from '../../../domain/draft/draft.ts'
import { placementOf } from '../../../domain/draft/placementOf.ts'
import type { Ask } from '../../live/views.ts'

/** The question where a draft's Pods would run. */
export function placementAsk(draft: Draft): Ask<'placement'> {
  const { namespace } = draft
  return { spec: placementOf(draft), ...(namespace === '' ? {} : { namespace }) }
}
