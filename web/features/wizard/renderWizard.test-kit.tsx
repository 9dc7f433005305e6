import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { MemoryRouter, Route, Routes, useLocation } from 'react-router'
import { emptyDraft, withName, type Draft } from '../../../domain/draft/draft.ts'
import { LiveContext, type LiveClient } from '../../live/useView.ts'
import { CreateDaemonSetPage } from './CreateDaemonSetPage.tsx'

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
          <Routes>
            <Route path="/create" element={<CreateDaemonSetPage />} />
            <Route path="*" element={<Address />} />
          </Routes>
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
