import { useSearchParams } from 'react-router'
import { type SortKey, sortKeys } from './sortDaemonSets.ts'

interface SortUrl {
  readonly key: SortKey
  readonly direction: 'asc' | 'desc'
  readonly sortBy: (key: SortKey, direction: 'asc' | 'desc') => void
}

/** The table's order in the page's URL: `?sort=age&order=desc`. */
export function useSortUrl(): SortUrl {
  const [params, setParams] = useSearchParams()
  const key = sortKeys.find((each) => each === params.get('sort')) ?? 'namespace'
  const direction = params.get('order') === 'desc' ? 'desc' : 'asc'
  return {
    key,
    direction,
    sortBy: (sort, order) => setParams({ sort, order }, { replace: true }),
  }
}
