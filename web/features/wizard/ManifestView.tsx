import { Button, CodeBlock, CodeBlockAction, CodeBlockCode } from '@patternfly/react-core'
import { CopyIcon } from '@patternfly/react-icons/dist/esm/icons/copy-icon.js'
import { DownloadIcon } from '@patternfly/react-icons/dist/esm/icons/download-icon.js'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toYaml, type DaemonSetManifest } from '../../../domain/draft/manifest.ts'

/** The manifest as YAML, to read, copy and download. */
export function ManifestView({ manifest }: { readonly manifest: DaemonSetManifest }) {
  const { t } = useTranslation('wizard')
  const yaml = toYaml(manifest)
  return (
    <section aria-label={t('review.manifest')}>
      <CodeBlock
        actions={
          <CodeBlockAction>
            <CopyButton text={yaml} />
            <Button
              variant="plain"
              icon={<DownloadIcon />}
              aria-label={t('review.download')}
              onClick={() => download(`${manifest.metadata.name || 'daemonset'}.yaml`, yaml)}
            />
          </CodeBlockAction>
        }
      >
        <CodeBlockCode>{yaml}</CodeBlockCode>
      </CodeBlock>
    </section>
  )
}

function CopyButton({ text }: { readonly text: string }) {
  const { t } = useTranslation('wizard')
  const [outcome, setOutcome] = useState<'copied' | 'copyFailed'>()
  // Without a secure context (plain http to another host) browsers have no clipboard.
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setOutcome('copied')
    } catch {
      setOutcome('copyFailed')
    }
  }
  return (
    <>
      <span role="status" className="en-subtle">
        {outcome !== undefined && t(`review.${outcome}`)}
      </span>
      <Button
        variant="plain"
        icon={<CopyIcon />}
        aria-label={t('review.copy')}
        onClick={() => void copy()}
      />
    </>
  )
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
