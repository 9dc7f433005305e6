import { Button, Tooltip } from '@patternfly/react-core'
import { CopyIcon } from '@patternfly/react-icons/dist/esm/icons/copy-icon.js'
import { useState } from 'react'
import './CopyFragment.css'

interface CopyFragmentProps {
  readonly text: string
  /** Names the button, before and after it was pressed. */
  readonly copy: string
  readonly copied: string
}

/** A piece of YAML or a command, with a button that copies it. */
export function CopyFragment({ text, copy, copied }: CopyFragmentProps) {
  const [isCopied, setIsCopied] = useState(false)
  const onClick = () => void navigator.clipboard.writeText(text).then(() => setIsCopied(true))
  const label = isCopied ? copied : copy
  return (
    <div className="en-fragment">
      <pre>{text}</pre>
      <Tooltip content={label} onTooltipHidden={() => setIsCopied(false)}>
        <Button
          variant="plain"
          size="sm"
          icon={<CopyIcon />}
          aria-label={label}
          onClick={onClick}
        />
      </Tooltip>
    </div>
  )
}
