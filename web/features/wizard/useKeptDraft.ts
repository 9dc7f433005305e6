import { useCallback, useState, useSyncExternalStore } from 'react'
import { emptyDraft, type Draft } from '../../../domain/draft/draft.ts'
import { draftStore, type KeptDraft } from './draftStore.ts'

interface ChangeableDraft extends KeptDraft {
  readonly change: (update: (draft: Draft) => Draft) => void
  /** Starts anew. */
  readonly discard: () => void
}

/** The wizard's draft, kept in this browser tab until it is created or discarded. */
export function useKeptDraft(): ChangeableDraft {
  const [store] = useState(draftStore)
  const kept = useSyncExternalStore(store.subscribe, store.get)
  const discard = useCallback(() => store.change(emptyDraft), [store])
  return { ...kept, change: store.change, discard }
}
