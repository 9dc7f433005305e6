import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { mainId } from './mainId.ts'
import { pageTitle } from './pageTitle.ts'

interface PageArrivalProps {
  /** The user came from another page, rather than loading this one. */
  readonly isNavigation: boolean
}

/**
 * Rendered after a page, once its code is there: names the browser's tab after the page, and after a navigation moves
 * the focus to its heading, so that keyboard and screen reader go where the eyes go.
 */
export function PageArrival({ isNavigation }: PageArrivalProps) {
  const { t } = useTranslation('shell')
  const { pathname } = useLocation()
  const title = pageTitle(pathname, t)
  useEffect(() => {
    document.title = `${title} · Everynode`
  }, [title])
  useEffect(() => {
    if (isNavigation) focusHeading()
  }, [isNavigation])
  return null
}

function focusHeading(): void {
  const main = document.getElementById(mainId)
  const heading = main?.querySelector('h1')
  heading?.setAttribute('tabindex', '-1')
  const target = heading ?? main
  target?.focus({ preventScroll: true })
}
