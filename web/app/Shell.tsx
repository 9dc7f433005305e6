import { Page, SkipToContent } from '@patternfly/react-core'
import { type ReactNode, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { DemoBanner } from './DemoBanner.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { mainId } from './mainId.ts'
import { PageArrival } from './PageArrival.tsx'
import { PageLoading } from './PageLoading.tsx'
import { SessionAlert } from './SessionAlert.tsx'
import { ShellMasthead } from './ShellMasthead.tsx'
import './shell.css'

interface ShellProps {
  readonly children: ReactNode
}

/** The frame around every page. A fault in a page leaves the frame as it is, and is forgotten on the next page. */
export function Shell({ children }: ShellProps) {
  const { t } = useTranslation('shell')
  const { pathname } = useLocation()
  const isNavigation = useHasLeft(pathname)
  return (
    <Page
      className="en-page"
      masthead={<ShellMasthead />}
      skipToContent={<SkipToContent href={`#${mainId}`}>{t('skip')}</SkipToContent>}
      mainContainerId={mainId}
      banner={<DemoBanner />}
      isContentFilled
    >
      <SessionAlert />
      <ErrorBoundary key={pathname}>
        <Suspense fallback={<PageLoading />}>
          {children}
          <PageArrival isNavigation={isNavigation} />
        </Suspense>
      </ErrorBoundary>
    </Page>
  )
}

/** Has the user left the page that was loaded first? */
function useHasLeft(pathname: string): boolean {
  const [first] = useState(pathname)
  const [hasLeft, setHasLeft] = useState(false)
  if (!hasLeft && pathname !== first) setHasLeft(true)
  return hasLeft || pathname !== first
}
