import { ExpandableSection, Skeleton } from '@patternfly/react-core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'

// The YAML library is loaded with the first YAML that is shown.
const YamlView = lazy(async () => {
  const { YamlView } = await import('./YamlView.tsx')
  return { default: YamlView }
})

interface YamlSectionProps {
  readonly namespace: string
  readonly name: string
}

/** The DaemonSet as YAML; asked for when it is opened. */
export function YamlSection({ namespace, name }: YamlSectionProps) {
  const { t } = useTranslation('daemonSets')
  const { t: common } = useTranslation('common')
  const [isOpen, setOpen] = useState(false)
  return (
    <ExpandableSection
      isExpanded={isOpen}
      onToggle={(_event, open) => setOpen(open)}
      toggleText={isOpen ? t('page.yamlHide') : t('page.yamlShow')}
    >
      {isOpen && (
        <Suspense fallback={<Skeleton height="240px" screenreaderText={common('loading')} />}>
          <YamlView namespace={namespace} name={name} />
        </Suspense>
      )}
    </ExpandableSection>
  )
}
