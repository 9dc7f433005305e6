import { useCallback, useState } from 'react'

interface Draft {
  /** What is in the field. */
  readonly text: string
  /** The value that the text was typed over, and the last text that was handed on. */
  readonly over: string
  readonly sent: string
}

/**
 * A field's text beside the value that it sets. Keys typed while the value is on its way aren't lost; a value that was
 * changed elsewhere (by a chip, by the browser's Back button) replaces the text.
 */
export function useDraft(value: string, onChange: (value: string) => void) {
  const [draft, setDraft] = useState<Draft>({ text: value, over: value, sent: value })
  if (draft.over !== value) {
    const isOwn = value === draft.sent
    setDraft({ text: isOwn ? draft.text : value, over: value, sent: value })
  }
  const type = useCallback((text: string) => setDraft((now) => ({ ...now, text })), [])
  const commit = useCallback(
    (text: string) => {
      setDraft((now) => ({ ...now, text, sent: text }))
      onChange(text)
    },
    [onChange],
  )
  return { text: draft.text, type, commit }
}
