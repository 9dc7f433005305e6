import { SearchInput } from '@patternfly/react-core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useDraft } from './useDraft.ts'

interface FilterFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** id of the element that says what is wrong with the value. */
  readonly errorId?: string | undefined
}

const settleMs = 250

/** A text that filters while it is typed, a moment after the last key or when the field is left. */
export function FilterField({ label, value, onChange, errorId }: FilterFieldProps) {
  const { t } = useTranslation('placement')
  const { text, type, commit } = useDraft(value, onChange)
  useEffect(() => {
    if (text === value) return undefined
    const timer = setTimeout(() => commit(text), settleMs)
    return () => clearTimeout(timer)
  }, [text, value, commit])
  return (
    <SearchInput
      aria-label={label}
      placeholder={label}
      value={text}
      onChange={(_event, next) => type(next)}
      onClear={() => commit('')}
      resetButtonLabel={t('filter.clear')}
      inputProps={{
        onBlur: () => text !== value && commit(text),
        'aria-invalid': errorId !== undefined,
        'aria-describedby': errorId,
      }}
    />
  )
}
