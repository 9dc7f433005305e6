import {
  Alert,
  AlertActionLink,
  CodeBlock,
  CodeBlockAction,
  CodeBlockCode,
  Skeleton,
} from '@patternfly/react-core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { daemonSetQuery } from '../../api/daemonSets.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { useFailureText } from '../../ui/useFailureText.ts'
import { readableYaml } from './readableYaml.ts'

interface YamlViewProps {
  readonly namespace: string
  readonly name: string
}

/** One DaemonSet as YAML, read-only. */
export function YamlView({ namespace, name }: YamlViewProps) {
  const { t } = useTranslation('daemonSets')
  const { t: common } = useTranslation('common')
  const failureText = useFailureText()
  const { data, error, refetch } = useQuery(daemonSetQuery(namespace, name))
  if (error !== null) {
    return (
      <Alert
        variant="danger"
        isInline
        title={t('page.yamlFailed')}
        actionLinks={
          <AlertActionLink onClick={() => void refetch()}>{common('retry')}</AlertActionLink>
        }
      >
        {failureText(error)}
      </Alert>
    )
  }
  if (data === undefined) return <Skeleton height="240px" screenreaderText={common('loading')} />
  const yaml = readableYaml(data)
  return (
    <>
      <p className="en-subtle">{t('page.yamlHint')}</p>
      <CodeBlock
        actions={
          <CodeBlockAction>
            <CopyButton text={yaml} label={t('page.yamlCopy')} />
          </CodeBlockAction>
        }
      >
        <CodeBlockCode>{yaml}</CodeBlockCode>
      </CodeBlock>
    </>
  )
}
