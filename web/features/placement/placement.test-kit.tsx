/** The page Placement in jsdom: a worker that answers what the test says, and the page's URL. */
import { act, render } from '@testing-library/react'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useEffect } from 'react'
import { MemoryRouter, useLocation } from 'react-router'
import { vi } from 'vitest'
import { connection } from '../../app/answers.test-kit.ts'
import { LiveContext, type LiveClient } from '../../live/useView.ts'
import type { Answer, Ask, ViewKind } from '../../live/views.ts'
import { SizeContext } from '../../ui/useSize.ts'
import { cellView, gridFrame } from './grid.test-kit.ts'
import { PlacementPage } from './PlacementPage.tsx'

type Answers = { [K in ViewKind]?: (ask: Ask<K>) => Answer<K> }

export class FakeWorker implements LiveClient {
  reconnects = 0
  /** The newest question of each kind. */
  readonly asked = new Map<ViewKind, unknown>()
  readonly #answers: Answers
  readonly #refreshers = new Set<(kind: ViewKind) => void>()

  constructor(answers: Answers) {
    this.#answers = answers
  }

  open<K extends ViewKind>(kind: K, ask: Ask<K>, onAnswer: (answer: Answer<K>) => void) {
    let current = ask
    const refresh = (changed: ViewKind) => {
      if (changed !== kind) return
      this.asked.set(kind, current)
      const answer = this.#answers[kind]?.(current)
      if (answer !== undefined) onAnswer(structuredClone(answer))
    }
    this.#refreshers.add(refresh)
    refresh(kind)
    return {
      ask: (next: Ask<K>) => {
        current = next
        refresh(kind)
      },
      close: () => this.#refreshers.delete(refresh),
    }
  }

  reconnect(): void {
    this.reconnects += 1
  }

  setProjectRules(): void {}

  /** Answers differently from now on. */
  answer<K extends ViewKind>(kind: K, answer: (ask: Ask<K>) => Answer<K>): void {
    Object.assign(this.#answers, { [kind]: answer })
    act(() => {
      for (const refresh of this.#refreshers) refresh(kind)
    })
  }
}

const usualAnswers: Answers = {
  grid: () => gridFrame(),
  connection: () => connection(),
  cell: () => cellView(),
  vocabulary: () => ({
    labels: [{ key: 'node.example.com/pool', nodes: 3, values: [] }],
    taints: [],
    namespaces: [{ name: 'logging', terminating: false }],
    daemonSets: ['kube-system/cilium', 'logging/fluent-bit'],
  }),
}

/** The page's address, as the browser would show it. */
export const address = { current: '' }

function Address() {
  const { pathname, search } = useLocation()
  useEffect(() => {
    address.current = decodeURIComponent(`${pathname}${search}`)
  }, [pathname, search])
  return null
}

/** Opens the page, with a screen of 1,200 × 800 pixels, for a user who may create DaemonSets or not; `events` are the cluster's. */
export function openPlacement(
  url = '/',
  answers: Answers = {},
  mayCreate = true,
  events: readonly object[] = [],
): FakeWorker {
  stubBrowser(mayCreate, events)
  const worker = new FakeWorker({ ...usualAnswers, ...answers })
  render(
    <QueryClientProvider client={new QueryClient()}>
      <MemoryRouter initialEntries={[url]}>
        <LiveContext value={worker}>
          <SizeContext value={{ width: 1200, height: 800 }}>
            <PlacementPage />
            <Address />
          </SizeContext>
        </LiveContext>
      </MemoryRouter>
    </QueryClientProvider>,
  )
  return worker
}

/** What the page needs of a browser and jsdom doesn't have. */
function stubBrowser(mayCreate: boolean, events: readonly object[]): void {
  Element.prototype.scrollTo = () => undefined
  vi.stubGlobal('matchMedia', () => ({
    matches: true,
    addEventListener() {},
    removeEventListener() {},
  }))
  vi.stubGlobal('fetch', async (input: string) =>
    Response.json(
      input.includes('/events?') ? { items: events } : { status: { allowed: mayCreate } },
    ),
  )
}
