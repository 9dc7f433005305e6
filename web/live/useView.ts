import { createContext, useContext, useEffect, useState } from 'react'
import type { ProjectRules } from '../../domain/placement/target.ts'
import type { Answer, Ask, ViewKind } from './views.ts'

/** The page's side of the worker. */
export interface LiveClient {
  /**
   * Opens a view; `onAnswer` gets the first answer and every later one. A view whose question changes is opened anew
   * under the same handle, so that the old answer stays until the new one is there.
   */
  open<K extends ViewKind>(
    kind: K,
    ask: Ask<K>,
    onAnswer: (answer: Answer<K>) => void,
  ): { ask(next: Ask<K>): void; close(): void }
  /** Tries the connection again now. */
  reconnect(): void
  /** Tells what the cluster does with node selectors of projects: every verdict follows. */
  setProjectRules(rules: ProjectRules): void
}

export const LiveContext = createContext<LiveClient | undefined>(undefined)

/** The client of the nearest LiveContext; throws where there is none. */
export function useLiveClient(): LiveClient {
  const client = useContext(LiveContext)
  if (client === undefined) throw new Error('useLiveClient needs a LiveContext above it')
  return client
}

/**
 * Subscribes to a view for as long as the component is mounted.
 * @param kind which view; must not change during the component's life
 * @param ask the question; compared by its JSON, so a new object with equal content asks nothing new
 * @returns the newest answer; undefined until the first one
 */
export function useView<K extends ViewKind>(kind: K, ask: Ask<K>): Answer<K> | undefined {
  const client = useLiveClient()
  const [answer, setAnswer] = useState<Answer<K>>()
  const [handle, setHandle] = useState<ReturnType<typeof client.open<K>>>()
  const key = JSON.stringify(ask)
  useEffect(() => {
    const opened = client.open(kind, ask, setAnswer)
    setHandle(opened)
    return () => opened.close()
    // The question's changes are sent below, through the handle: opening anew would blank the view.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [client, kind])
  useEffect(() => {
    handle?.ask(ask)
    // `key` stands for `ask`.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [handle, key])
  return answer
}
