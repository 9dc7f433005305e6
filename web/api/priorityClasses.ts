/** PriorityClasses of the cluster. */
import { queryOptions, useQuery } from '@tanstack/react-query'
import { k8sRequest } from './client.ts'
import { fieldOf, listOf, textOf } from './json.ts'

export interface PriorityClass {
  readonly name: string
  readonly value: number
  /** Never, or PreemptLowerPriority. */
  readonly preemptionPolicy: string
  /** Of Pods that name none. */
  readonly isDefault: boolean
}

function readPriorityClass(object: unknown): PriorityClass {
  const value = fieldOf(object, 'value')
  return {
    name: textOf(object, 'metadata', 'name'),
    value: typeof value === 'number' ? value : 0,
    preemptionPolicy: textOf(object, 'preemptionPolicy'),
    isDefault: fieldOf(object, 'globalDefault') === true,
  }
}

const priorityClassesQuery = queryOptions({
  queryKey: ['priorityClasses'],
  queryFn: async ({ signal }) => {
    const path = '/apis/scheduling.k8s.io/v1/priorityclasses'
    const classes = listOf(await k8sRequest('GET', path, { signal }), 'items')
    return classes.map(readPriorityClass).sort((a, b) => a.value - b.value)
  },
  staleTime: 5 * 60_000,
})

/** All of them, lowest first; undefined: not known yet, or the user may not read them. */
export function usePriorityClasses(): readonly PriorityClass[] | undefined {
  return useQuery(priorityClassesQuery).data
}
