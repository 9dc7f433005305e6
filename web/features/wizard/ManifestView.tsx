import { Button, CodeBlock, CodeBlockAction, CodeBlockCode } from '@patternfly/react-core'
import { DownloadIcon } from '@patternfly/react-icons/dist/esm/icons/download-icon.js'
import { useTranslation } from 'react-i18next'
import { toYaml, type DaemonSetManifest } from '../../../domain/draft/manifest.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'

/** The manifest as YAML, to read, copy and download. */
export function ManifestView({ manifest }: { readonly manifest: DaemonSetManifest }) {
  const { t } = useTranslation('wizard')
  const yaml = toYaml(manifest)
  return (
    <section aria-label={t('review.manifest')}>
      <CodeBlock
        actions={
          <CodeBlockAction>
            <CopyButton text={yaml} label={t('review.copy')} />
            <Button
              variant="plain"
              size="sm"
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

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
