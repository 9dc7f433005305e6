import { emptyDraft, isEmptyDraft, type Draft } from '../../../domain/draft/draft.ts'
import { readDraft } from '../../../domain/draft/readDraft.ts'

const storageKey = 'everynode.draft.daemonset'

export interface KeptDraft {
  readonly draft: Draft
  /** Is the draft there again after a reload? Browsers can refuse to keep anything. */
  readonly isKept: boolean
}

export interface DraftStore {
  readonly get: () => KeptDraft
  readonly change: (update: (draft: Draft) => Draft) => void
  /** @returns takes the listener away again */
  readonly subscribe: (listener: () => void) => () => void
}

/** The wizard's draft, kept in this browser tab with every change. */
export function draftStore(): DraftStore {
  let kept: KeptDraft = { draft: readStored() ?? emptyDraft(), isKept: true }
  const listeners = new Set<() => void>()
  return {
    get: () => kept,
    change(update) {
      const draft = update(kept.draft)
      kept = { draft, isKept: store(draft) }
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function readStored(): Draft | undefined {
  try {
    return readDraft(sessionStorage.getItem(storageKey) ?? '')
  } catch {
    return undefined
  }
}

/** @returns false where the browser refuses: storage switched off or full */
function store(draft: Draft): boolean {
  try {
    if (isEmptyDraft(draft)) sessionStorage.removeItem(storageKey)
    else sessionStorage.setItem(storageKey, JSON.stringify(draft))
    return true
  } catch {
    return false
  }
}
