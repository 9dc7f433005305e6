import { Bullseye, Spinner } from '@patternfly/react-core'
import { useTranslation } from 'react-i18next'

/** While a page's own code is being loaded. */
export function PageLoading() {
  const { t } = useTranslation('common')
  return (
    <Bullseye>
      <Spinner size="lg" aria-label={t('loading')} />
    </Bullseye>
  )
}
