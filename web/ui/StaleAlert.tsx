import { Alert } from '@patternfly/react-core'
import { useTranslation } from 'react-i18next'
import type { DataState } from './dataState.ts'
import { formatClock } from './duration.ts'
import { useResourceNames } from './useResourceNames.ts'

interface StaleAlertProps {
  readonly state: DataState
}

/** Says since when a view may be old, in the view itself. Nothing where it is not. */
export function StaleAlert({ state }: StaleAlertProps) {
  const { t, i18n } = useTranslation('common')
  const resourceNames = useResourceNames()
  if (state.kind !== 'stale') return null
  const time = formatClock(state.asOf, i18n.language)
  const title = t('stale.title', { resources: resourceNames(state.resources), time })
  return (
    <Alert variant="warning" isInline title={title}>
      {t(`stale.${state.silent}`, { why: state.why })}
    </Alert>
  )
}
