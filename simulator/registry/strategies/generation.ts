/** metadata.generation counts the changes of what is wanted. */
import type { Json } from '../../../domain/decode/readJson.ts'
import type { KubeObject } from '../../objects.ts'
import { isSame } from '../../store/store.ts'
import type { Draft } from '../draft.ts'

export function firstGeneration(draft: Draft): Draft {
  return { ...draft, metadata: { ...draft.metadata, generation: 1 } }
}

/** One more where the spec has changed. */
export function nextGeneration(draft: Draft, old: KubeObject): Draft {
  if (isSame(draft.spec ?? {}, old.spec ?? {})) return draft
  const generation = (old.metadata.generation ?? 0) + 1
  return { ...draft, metadata: { ...draft.metadata, generation } }
}

/** The status as it was: only the subresource changes it. */
export function withStatusOf(draft: Draft, { status }: KubeObject): Draft {
  return withStatus(draft, status)
}

export function withStatus<T extends Draft>(object: T, status: Json | undefined): T
export function withStatus(object: Draft, status: Json | undefined): Draft {
  const { status: _, ...others } = object
  return status === undefined ? others : { ...others, status }
}
