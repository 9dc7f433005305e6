/** The whole console in jsdom: its HTTP border is msw, its worker a fake that says what the test says. */
import { act, render } from '@testing-library/react'
import { http, HttpResponse, type RequestHandler } from 'msw'
import { BrowserRouter } from 'react-router'
import type { LiveClient } from '../live/useView.ts'
import type { Answer, Ask, ViewKind } from '../live/views.ts'
import { App } from './App.tsx'
import { makeQueryClient } from './queryClient.ts'

export class FakeLive implements LiveClient {
  reconnects = 0
  readonly #answers = new Map<ViewKind, unknown>()
  readonly #listeners = new Map<ViewKind, Set<(answer: never) => void>>()

  open<K extends ViewKind>(
    kind: K,
    _ask: Ask<K>,
    onAnswer: (answer: Answer<K>) => void,
  ): { ask(next: Ask<K>): void; close(): void } {
    const listeners = this.#listeners.get(kind) ?? new Set()
    this.#listeners.set(kind, listeners)
    listeners.add(onAnswer)
    if (this.#answers.has(kind)) onAnswer(this.#answers.get(kind) as Answer<K>)
    return { ask: () => undefined, close: () => listeners.delete(onAnswer) }
  }

  reconnect(): void {
    this.reconnects += 1
  }

  setProjectRules(): void {}

  /** What every open view of this kind gets now, and every later one at once. */
  answer<K extends ViewKind>(kind: K, answer: Answer<K>): void {
    this.#answers.set(kind, answer)
    act(() => {
      for (const listener of this.#listeners.get(kind) ?? []) listener(answer as never)
    })
  }
}

/** An admin's session, every permission, and a live stream of an empty cluster: what a test doesn't say otherwise. */
export const usualHandlers: readonly RequestHandler[] = [
  http.get('/session', () =>
    HttpResponse.json({
      user: 'admin',
      cluster: 'prod-tokyo',
      context: 'admin@prod-tokyo',
      version: 'v1.36.3',
    }),
  ),
  accessHandler(() => true),
  http.get('/k8s/apis', () => HttpResponse.json({ groups: [{ name: 'apps' }] })),
]

/** Answers SelfSubjectAccessReviews. */
export function accessHandler(
  allows: (access: { readonly verb: string; readonly namespace?: string }) => boolean,
): RequestHandler {
  return http.post('/k8s/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', async (info) => {
    const review = (await info.request.json()) as {
      spec: { resourceAttributes: { verb: string; namespace?: string } }
    }
    return HttpResponse.json({ status: { allowed: allows(review.spec.resourceAttributes) } })
  })
}

/** Opens the console at an address. */
export function openConsole(address: string, live = new FakeLive()): FakeLive {
  history.replaceState(null, '', address)
  render(<App live={live} queries={makeQueryClient()} router={BrowserRouter} />)
  return live
}
