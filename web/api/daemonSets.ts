/** Single DaemonSets: reading one whole, creating and deleting. Lists come from the placement stream. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { DaemonSet } from '../../domain/k8s/objects.ts'
import { k8sAnswer, k8sRequest } from './client.ts'
import { textOf } from './json.ts'

const collectionPath = (namespace: string): string =>
  `/apis/apps/v1/namespaces/${encodeURIComponent(namespace)}/daemonsets`

const objectPath = (namespace: string, name: string): string =>
  `${collectionPath(namespace)}/${encodeURIComponent(name)}`

/** Where the API server has it. */
export function daemonSetPath({ metadata }: DaemonSet): string {
  return objectPath(metadata.namespace ?? '', metadata.name)
}

/** One DaemonSet whole, as the API server has it. */
export function daemonSetQuery(namespace: string, name: string) {
  return queryOptions({
    queryKey: ['daemonSet', namespace, name],
    queryFn: ({ signal }) => k8sRequest('GET', objectPath(namespace, name), { signal }),
    // The stream says nothing of most fields, so each look at it asks again.
    staleTime: 0,
  })
}

export interface CreateDaemonSet {
  readonly namespace: string
  /** The manifest as it is sent. */
  readonly manifest: unknown
  /** The API server checks everything and stores nothing. */
  readonly dryRun: boolean
  readonly signal?: AbortSignal
}

export interface CreatedDaemonSet {
  readonly namespace: string
  readonly name: string
  readonly uid: string
  readonly warnings: readonly string[]
}

/**
 * Creates a DaemonSet. Unknown and doubled fields are errors (fieldValidation=Strict).
 * @returns what the API server has stored, or would store, and its warnings
 * @throws ApiError; `causes` name the fields
 */
export async function createDaemonSet({
  namespace,
  manifest,
  dryRun,
  signal,
}: CreateDaemonSet): Promise<CreatedDaemonSet> {
  const query = `fieldManager=everynode&fieldValidation=Strict${dryRun ? '&dryRun=All' : ''}`
  const { json, warnings } = await k8sAnswer('POST', `${collectionPath(namespace)}?${query}`, {
    body: manifest,
    changesNothing: dryRun,
    ...(signal === undefined ? {} : { signal }),
  })
  return {
    namespace: textOf(json, 'metadata', 'namespace'),
    name: textOf(json, 'metadata', 'name'),
    uid: textOf(json, 'metadata', 'uid'),
    warnings,
  }
}

export interface DeleteDaemonSet {
  readonly namespace: string
  readonly name: string
  /** Another DaemonSet of the same name is never deleted in its place. */
  readonly uid: string
  /** Its Pods go on without it (propagationPolicy Orphan). */
  readonly keepPods: boolean
}

/**
 * Asks for a DaemonSet's deletion. The answer means accepted, not gone: that, the stream says.
 * @throws ApiError; 409 where the name now belongs to another DaemonSet, 404 where it is gone already
 */
async function deleteDaemonSet(request: DeleteDaemonSet): Promise<void> {
  const { namespace, name, uid, keepPods } = request
  await k8sRequest('DELETE', objectPath(namespace, name), {
    body: {
      apiVersion: 'v1',
      kind: 'DeleteOptions',
      preconditions: { uid },
      propagationPolicy: keepPods ? 'Orphan' : 'Background',
    },
  })
}

/** `deleteDaemonSet` as a mutation; what was read of the DaemonSet is stale afterwards, however it ended. */
export function useDeleteDaemonSet() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: deleteDaemonSet,
    onSettled: (_answer, _error, { namespace, name }) =>
      client.invalidateQueries({ queryKey: daemonSetQuery(namespace, name).queryKey }),
  })
}
