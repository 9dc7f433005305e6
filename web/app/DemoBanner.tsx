import { Banner } from '@patternfly/react-core'
import { Trans, useTranslation } from 'react-i18next'
import { useSession } from '../api/session.ts'

const command = 'npm start -- --kubeconfig FILE'

/** Says that the cluster is a simulated one, and how to come to a real one. Nothing where it is real. */
export function DemoBanner() {
  const { t } = useTranslation('shell')
  const { data: session } = useSession()
  if (session?.demo === undefined) return null
  return (
    <Banner color="blue">
      <Trans t={t} i18nKey="demo.banner" values={{ command }} components={{ code: <code /> }} />
    </Banner>
  )
}
