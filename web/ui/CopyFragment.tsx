import { useTranslation } from 'react-i18next'
import { CopyButton } from './CopyButton.tsx'
import './CopyFragment.css'

/** A piece of YAML or a command, with a button that copies it. */
export function CopyFragment({ text }: { readonly text: string }) {
  const { t } = useTranslation('common')
  return (
    <div className="en-fragment">
      <pre>{text}</pre>
      <CopyButton text={text} label={t('copy')} />
    </div>
  )
}
