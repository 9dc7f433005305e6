import { useTranslation } from 'react-i18next'

/** @returns a function that joins words in the page's language: "a, b, and c" */
export function useList(): (parts: readonly string[]) => string {
  const { language } = useTranslation().i18n
  // Made when it is needed: making one takes a noticeable part of the page's start.
  return (parts) => new Intl.ListFormat(language, { type: 'conjunction' }).format(parts)
}
