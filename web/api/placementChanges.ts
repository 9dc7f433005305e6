/** Changes of labels and tolerations: what moves Pods between nodes. */
import { useMutation } from '@tanstack/react-query'
import type { DaemonSet, Node, Toleration } from '../../domain/k8s/objects.ts'
import type { LabelChanges } from '../../domain/placement/whatIf.ts'
import { k8sRequest } from './client.ts'
import { daemonSetPath } from './daemonSets.ts'
import { jsonPatchType, labelPatch, tolerationPatch } from './jsonPatch.ts'

export type PlacementWrite =
  | { readonly kind: 'label'; readonly node: Node; readonly labels: LabelChanges }
  | {
      readonly kind: 'toleration'
      readonly daemonSet: DaemonSet
      readonly toleration: Toleration
    }

/**
 * Makes the change, if the object is still as it was seen.
 * @throws ApiError; 422 where it has changed since
 */
async function write(change: PlacementWrite): Promise<void> {
  const query = 'fieldManager=everynode&fieldValidation=Strict'
  const [path, body] =
    change.kind === 'label'
      ? [nodePath(change.node), labelPatch(change.node, change.labels)]
      : [daemonSetPath(change.daemonSet), tolerationPatch(change.daemonSet, change.toleration)]
  await k8sRequest('PATCH', `${path}?${query}`, { body, contentType: jsonPatchType })
}

function nodePath({ metadata }: Node): string {
  return `/api/v1/nodes/${encodeURIComponent(metadata.name)}`
}

/** `PlacementWrite` as a mutation. */
export function usePlacementWrite() {
  return useMutation({ mutationFn: write })
}
