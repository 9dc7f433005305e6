import { useTranslation } from 'react-i18next'
import type { Resource } from '../../domain/stream/lines.ts'
import { useList } from './useList.ts'

/** @returns a function that names resources in the page's language: "nodes and Pods" */
export function useResourceNames(): (resources: readonly Resource[]) => string {
  const { t } = useTranslation('common')
  const list = useList()
  return (resources) => list(resources.map((resource) => t(`resources.${resource}`)))
}
