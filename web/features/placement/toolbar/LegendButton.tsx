import { Button, Popover } from '@patternfly/react-core'
import { useTranslation } from 'react-i18next'
import { Legend } from '../../../ui/Legend.tsx'

/** What the signs mean, on demand. */
export function LegendButton() {
  const { t } = useTranslation('placement')
  return (
    <Popover
      headerContent={t('legend')}
      bodyContent={<Legend />}
      closeBtnAriaLabel={t('legendClose')}
      position="bottom-end"
      minWidth="min(34rem, 92vw)"
      maxWidth="min(34rem, 92vw)"
    >
      <Button variant="link" isInline>
        {t('legend')}
      </Button>
    </Popover>
  )
}
