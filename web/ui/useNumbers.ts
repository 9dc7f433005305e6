import { useTranslation } from 'react-i18next'

/** One formatter a language: making one costs more than using it a thousand times. */
const formatters = new Map<string, Intl.NumberFormat>()

/** @returns a function that writes whole numbers in the page's language */
export function useNumbers(): (value: number) => string {
  const { language } = useTranslation().i18n
  const formatter = formatters.get(language) ?? new Intl.NumberFormat(language)
  formatters.set(language, formatter)
  return (value) => formatter.format(value)
}
