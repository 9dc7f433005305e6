/** Which API groups the cluster serves. */
import { queryOptions, useQuery } from '@tanstack/react-query'
import { k8sRequest } from './client.ts'
import { listOf, textOf } from './json.ts'

const apiGroupsQuery = queryOptions({
  queryKey: ['apiGroups'],
  queryFn: async ({ signal }) => {
    const answer = await k8sRequest('GET', '/apis', { signal })
    return listOf(answer, 'groups').map((group) => textOf(group, 'name'))
  },
  // Groups come and go with what is installed in the cluster.
  staleTime: 5 * 60_000,
})

/** Names such as `apps` and `config.openshift.io`; undefined: not known yet, or not to be found out. */
export function useApiGroups(): readonly string[] | undefined {
  return useQuery(apiGroupsQuery).data
}
