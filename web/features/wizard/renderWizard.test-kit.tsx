import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import { MemoryRouter, Route, Routes, useLocation } from 'react-router'
import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest'
import { emptyDraft, withName, type Draft } from '../../../domain/draft/draft.ts'
import type { DaemonSet } from '../../../domain/k8s/objects.ts'
import { ProjectRules } from '../../app/ProjectRules.tsx'
import { startI18n } from '../../i18n/index.ts'
import { LiveContext, type LiveClient } from '../../live/useView.ts'
import { CreateDaemonSetPage } from './CreateDaemonSetPage.tsx'
import { fakeNode } from './fakeLive.test-kit.ts'

/** A draft that can be created: the hello-daemonset of OpenShift's documentation. */
export const helloDraft: Draft = {
  ...withName(emptyDraft(), 'hello-daemonset'),
  namespace: 'myproject',
  containerName: 'registry',
  image: 'openshift/hello-openshift',
}

/** Puts a draft where the page finds it, as after a reload. */
export function keepDraft(draft: Draft): void {
  sessionStorage.setItem('everynode.draft.daemonset', JSON.stringify(draft))
}

/** Renders the wizard at a step; any other page says its own address. */
export function renderWizard(client: LiveClient, step = 'basics') {
  const user = userEvent.setup({ delay: null })
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const page = render(
    <QueryClientProvider client={queries}>
      <LiveContext value={client}>
        <MemoryRouter initialEntries={[`/create?step=${step}`]}>
          <ProjectRules>
            <Routes>
              <Route path="/create" element={<CreateDaemonSetPage />} />
              <Route path="*" element={<Address />} />
            </Routes>
          </ProjectRules>
        </MemoryRouter>
      </LiveContext>
    </QueryClientProvider>,
  )
  return { user, ...page }
}

function Address() {
  const { pathname, search } = useLocation()
  return <output>{`${pathname}${search}`}</output>
}

/** Where DaemonSets are created. */
export const collection = '/k8s/apis/apps/v1/namespaces/:namespace/daemonsets'

/** The API server's answer to: may I? */
export function allow(allowed: boolean) {
  const path = '/k8s/apis/authorization.k8s.io/v1/selfsubjectaccessreviews'
  return http.post(path, () => HttpResponse.json({ status: { allowed } }, { status: 201 }))
}

/** The API groups that the cluster serves. */
export function groups(...names: readonly string[]) {
  return http.get('/k8s/apis', () => HttpResponse.json({ groups: names.map((name) => ({ name })) }))
}

const session = http.get('/session', () => HttpResponse.json({ cluster: 'prod-tokyo' }))

/** PriorityClasses of the cluster, as the API has them. */
export function priorityClasses(...classes: readonly object[]) {
  const path = '/k8s/apis/scheduling.k8s.io/v1/priorityclasses'
  return http.get(path, () => HttpResponse.json({ items: classes }))
}

/** An API server for the tests of one file, whose user may create DaemonSets; and the page's texts in English. */
export function apiServer() {
  // Every keystroke draws the page anew, on machines that also do other things.
  vi.setConfig({ testTimeout: 60_000 })
  const server = setupServer()
  beforeAll(async () => {
    await startI18n('en')
    server.listen()
  })
  beforeEach(() => {
    sessionStorage.clear()
    localStorage.clear()
    server.use(allow(true), groups('apps'), session, priorityClasses())
  })
  afterEach(() => server.resetHandlers())
  afterAll(() => server.close())
  return server
}

const gpu = { key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }
export const nodes = [
  fakeNode('worker-0', { role: 'worker', zone: 'a' }),
  fakeNode('worker-1', { role: 'worker', zone: 'b' }),
  fakeNode('gpu-0', { zone: 'a' }, [gpu]),
]
export const namespaces = ['default', 'myproject']

export function daemonSet(name: string, labels: Record<string, string>): DaemonSet {
  return {
    metadata: { name, namespace: 'myproject', uid: name },
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: {} } },
  }
}

export const field = (name: string | RegExp) =>
  screen.getByRole<HTMLInputElement>('textbox', { name })
export const combobox = (name: string | RegExp) =>
  screen.getByRole<HTMLInputElement>('combobox', { name })
export const button = (name: string | RegExp) => screen.getByRole('button', { name })

/** What is said about a control, as a screen reader hears it. */
export function descriptionOf(element: HTMLElement): string {
  return document.getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent ?? ''
}
