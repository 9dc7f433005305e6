import { Button, Tooltip } from '@patternfly/react-core'
import { CopyIcon } from '@patternfly/react-icons/dist/esm/icons/copy-icon.js'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

interface CopyButtonProps {
  readonly text: string
  readonly label: string
}

/** Copies a text, and says whether that was allowed: in its hint, and to screen readers. */
export function CopyButton({ text, label }: CopyButtonProps) {
  const { t } = useTranslation('common')
  const [outcome, setOutcome] = useState<'copied' | 'copyFailed'>()
  // Without a secure context (plain http to another host) browsers have no clipboard at all.
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setOutcome('copied')
    } catch {
      setOutcome('copyFailed')
    }
  }
  const said = outcome === undefined ? undefined : t(outcome)
  return (
    <>
      <Tooltip content={said ?? label} onTooltipHidden={() => setOutcome(undefined)}>
        <Button
          variant="plain"
          size="sm"
          icon={<CopyIcon />}
          aria-label={label}
          onClick={() => void copy()}
        />
      </Tooltip>
      <span role="status" className="pf-v6-screen-reader">
        {said}
      </span>
    </>
  )
}
