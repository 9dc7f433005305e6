import { Alert, Button, Tooltip } from '@patternfly/react-core'
import { HourglassHalfIcon } from '@patternfly/react-icons/dist/esm/icons/hourglass-half-icon.js'
import { useTranslation } from 'react-i18next'
import type { DaemonSetView } from '../../live/views.ts'
import { wholeNumber } from '../../i18n/wholeNumber.ts'
import { useLasting } from '../../ui/useLasting.ts'

/** Every change makes the status lag for a moment; only what lasts is worth a word. */
const lastingMs = 5_000

/** Does the status say other than nodes and Pods, and not only for a moment? */
export function useLags(lag: DaemonSetView['lag']): boolean {
  return useLasting(lag.length === 0 ? undefined : JSON.stringify(lag), lastingMs)
}

/** Beside numbers of a status that lags. */
export function LagMark() {
  const { t } = useTranslation('daemonSets')
  return (
    <Tooltip content={t('lag.title')}>
      <Button
        variant="plain"
        hasNoPadding
        className="en-lag"
        aria-label={t('lag.title')}
        icon={<HourglassHalfIcon />}
      />
    </Tooltip>
  )
}

/** Where kubectl and this page show different numbers: which, and who is right. */
export function StatusLag({ lag }: Pick<DaemonSetView, 'lag'>) {
  const { t } = useTranslation('daemonSets')
  if (!useLags(lag)) return null
  return (
    <Alert variant="warning" isInline component="p" title={t('lag.title')}>
      <p>{t('lag.why')}</p>
      <ul>
        {lag.map(({ counter, status, actual }) => (
          <li key={counter}>
            {t('lag.counter', {
              counter,
              status: wholeNumber(status),
              actual: wholeNumber(actual),
            })}
          </li>
        ))}
      </ul>
    </Alert>
  )
}
