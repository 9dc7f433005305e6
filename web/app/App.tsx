import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ComponentType, PropsWithChildren } from 'react'
import { type LiveClient, LiveContext } from '../live/useView.ts'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { PageRoutes } from './PageRoutes.tsx'
import { ProjectRules } from './ProjectRules.tsx'
import { Shell } from './Shell.tsx'

interface AppProps {
  /** What keeps the page's address. */
  readonly router: ComponentType<PropsWithChildren>
  readonly live: LiveClient
  readonly queries: QueryClient
}

/** The console. The outer boundary is for a fault in the frame itself: even then the page says what happened. */
export function App({ live, queries, router: Router }: AppProps) {
  return (
    <ErrorBoundary>
      <LiveContext value={live}>
        <QueryClientProvider client={queries}>
          <Router>
            <ProjectRules>
              <Shell>
                <PageRoutes />
              </Shell>
            </ProjectRules>
          </Router>
        </QueryClientProvider>
      </LiveContext>
    </ErrorBoundary>
  )
}
