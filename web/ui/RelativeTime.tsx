import { useTranslation } from 'react-i18next'
import { formatDuration, formatExactTime } from './duration.ts'
import { useNow } from './useNow.ts'

interface RelativeTimeProps {
  /** Milliseconds since the epoch. */
  readonly at: number
}

/** How long ago something was: 34 min. The exact time is its tooltip. */
export function RelativeTime({ at }: RelativeTimeProps) {
  const { i18n } = useTranslation()
  const now = useNow()
  return (
    <time dateTime={new Date(at).toISOString()} title={formatExactTime(at, i18n.language)}>
      {formatDuration(now - at, i18n.language)}
    </time>
  )
}
