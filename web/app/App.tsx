import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { BrowserRouter } from 'react-router'
import { type LiveClient, LiveContext } from '../live/useView.ts'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { PageRoutes } from './PageRoutes.tsx'
import { ProjectRules } from './ProjectRules.tsx'
import { Shell } from './Shell.tsx'

interface AppProps {
  readonly live: LiveClient
  readonly queries: QueryClient
}

/** The console. The outer boundary is for a fault in the frame itself: even then the page says what happened. */
export function App({ live, queries }: AppProps) {
  return (
    <ErrorBoundary>
      <LiveContext value={live}>
        <QueryClientProvider client={queries}>
          <BrowserRouter>
            <ProjectRules>
              <Shell>
                <PageRoutes />
              </Shell>
            </ProjectRules>
          </BrowserRouter>
        </QueryClientProvider>
      </LiveContext>
    </ErrorBoundary>
  )
}
