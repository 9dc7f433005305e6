import { useTranslation } from 'react-i18next'

interface TextLinesProps {
  readonly lines: readonly string[]
}

/** Labels, taints, selectors: one a line, as kubectl prints them; "none" where there are none. */
export function TextLines({ lines }: TextLinesProps) {
  const { t } = useTranslation('common')
  if (lines.length === 0) return t('none')
  return (
    <ul className="en-text-lines">
      {lines.map((line) => (
        <li key={line}>
          <code>{line}</code>
        </li>
      ))}
    </ul>
  )
}
