/** Why a DaemonSet's controller could not create Pods: its events say so, and nothing else does. */
import { queryOptions, useQuery } from '@tanstack/react-query'
import type { DaemonSet } from '../../domain/k8s/objects.ts'
import { k8sRequest } from './client.ts'
import { fieldOf, listOf, textOf } from './json.ts'

export interface FailedCreation {
  /** Kubernetes' own, such as a quota's or an admission plugin's. */
  readonly message: string
  readonly count: number
  /** When it happened last, milliseconds since the epoch. */
  readonly last: number
}

/** Events name no node: what is asked for is the DaemonSet's newest (pkg/controller/controller_utils.go, createPods). */
function failedCreationQuery({ metadata: { namespace = '', uid } }: DaemonSet) {
  const fields = `involvedObject.kind=DaemonSet,involvedObject.uid=${uid},reason=FailedCreate`
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/events`
  return queryOptions({
    queryKey: ['failedCreation', uid],
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams({ fieldSelector: fields })
      return newest(listOf(await k8sRequest('GET', `${path}?${query}`, { signal }), 'items'))
    },
    refetchInterval: 10_000,
  })
}

/** The newest failure that the cluster still remembers (an hour); undefined: none, or not to be read. */
export function useFailedCreation(daemonSet: DaemonSet): FailedCreation | undefined {
  return useQuery(failedCreationQuery(daemonSet)).data ?? undefined
}

function newest(events: readonly unknown[]): FailedCreation | null {
  const [first] = events.map(failureOf).toSorted((a, b) => b.last - a.last)
  return first ?? null
}

function failureOf(event: unknown): FailedCreation {
  const count = fieldOf(event, 'count')
  const last = Date.parse(textOf(event, 'lastTimestamp') || textOf(event, 'eventTime'))
  return {
    message: textOf(event, 'message').replace(/^Error creating: /, ''),
    count: typeof count === 'number' ? count : 1,
    last: Number.isNaN(last) ? 0 : last,
  }
}
