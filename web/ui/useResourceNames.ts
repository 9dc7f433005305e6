import { useTranslation } from 'react-i18next'
import type { Resource } from '../../domain/stream/lines.ts'

/** @returns a function that names resources in the page's language: "nodes and Pods" */
export function useResourceNames(): (resources: readonly Resource[]) => string {
  const { t, i18n } = useTranslation('common')
  return (resources) =>
    // Made when it is needed: making one takes a noticeable part of the page's start.
    new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(
      resources.map((resource) => t(`resources.${resource}`)),
    )
}
