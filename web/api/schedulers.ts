/** OpenShift's settings of the scheduler: schedulers.config.openshift.io/cluster. */
import { queryOptions, useQuery } from '@tanstack/react-query'
import { ApiError } from './apiError.ts'
import { k8sRequest } from './client.ts'
import { textOf } from './json.ts'

const schedulerPath = '/apis/config.openshift.io/v1/schedulers/cluster'

/** The object is optional: without one there is no default. */
async function readDefault(signal: AbortSignal): Promise<string> {
  try {
    const scheduler = await k8sRequest('GET', schedulerPath, { signal })
    return textOf(scheduler, 'spec', 'defaultNodeSelector')
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return ''
    throw error
  }
}

const defaultNodeSelectorQuery = queryOptions({
  queryKey: ['defaultNodeSelector'],
  queryFn: ({ signal }) => readDefault(signal),
  staleTime: 5 * 60_000,
})

export type DefaultNodeSelector =
  | { readonly state: 'known'; readonly text: string }
  /** forbidden: the user may not read it; failed: there was no answer that says it. */
  | { readonly state: 'reading' | 'forbidden' | 'failed'; readonly text: undefined }

/**
 * The node selector of projects that have none of their own; '' for none.
 * @param isAsked false: it is not asked for, and stays `reading`
 */
export function useDefaultNodeSelector(isAsked: boolean): DefaultNodeSelector {
  const { data: text, error } = useQuery({ ...defaultNodeSelectorQuery, enabled: isAsked })
  if (text !== undefined) return { state: 'known', text }
  if (error === null) return { state: 'reading', text }
  const isForbidden = error instanceof ApiError && error.status === 403
  return { state: isForbidden ? 'forbidden' : 'failed', text }
}
