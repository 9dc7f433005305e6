import { useTranslation } from 'react-i18next'
import { formatDuration, formatExactTime, formatTime } from '../../../ui/duration.ts'
import { useNow } from '../../../ui/useNow.ts'

/** For how long, and since when; the exact time is the tooltip. */
export function Since({ at }: { readonly at: number }) {
  const { t, i18n } = useTranslation('placement')
  const now = useNow()
  const { language } = i18n
  return (
    <time dateTime={new Date(at).toISOString()} title={formatExactTime(at, language)}>
      {t('panel.since', {
        duration: formatDuration(now - at, language),
        time: formatTime(at, now, language),
      })}
    </time>
  )
}
