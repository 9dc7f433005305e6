import {
  Alert,
  AlertActionLink,
  ClipboardCopyButton,
  CodeBlock,
  CodeBlockAction,
  CodeBlockCode,
  Skeleton,
} from '@patternfly/react-core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { daemonSetQuery } from '../../api/daemonSets.ts'
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
      <CodeBlock actions={<CopyAction text={yaml} />}>
        <CodeBlockCode>{yaml}</CodeBlockCode>
      </CodeBlock>
    </>
  )
}

function CopyAction({ text }: { readonly text: string }) {
  const { t } = useTranslation('daemonSets')
  const { t: common } = useTranslation('common')
  const [isCopied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
  }
  return (
    <CodeBlockAction>
      <ClipboardCopyButton
        id="en-yaml-copy"
        variant="plain"
        aria-label={t('page.yamlCopy')}
        onClick={() => {
          copy().catch(() => setCopied(false))
        }}
        onTooltipHidden={() => setCopied(false)}
      >
        {isCopied ? common('copied') : common('copy')}
      </ClipboardCopyButton>
    </CodeBlockAction>
  )
}
