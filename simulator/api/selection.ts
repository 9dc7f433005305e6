/** Which objects a list or a watch is about. */
import { parseLabelSelector } from '../../domain/k8s/parseLabelSelector.ts'
import { matchesSelectorRequirements } from '../../domain/k8s/requirement.ts'
import type { KubeObject } from '../objects.ts'
import type { Resource } from '../registry/resources.ts'
import { fieldsMatch, parseFieldSelector } from './fieldSelector.ts'
import { badRequest } from '../registry/refusals.ts'

export interface Selection {
  /** Of one namespace; undefined: of all. */
  readonly namespace: string | undefined
  /** By labels or fields. */
  readonly isSelective: boolean
  /** Where only the object of one name can match. */
  readonly name: string | undefined
  readonly matches: (object: KubeObject) => boolean
}

/**
 * @param namespace '' for all
 * @throws ApiError 400
 */
export function readSelection(
  query: URLSearchParams,
  resource: Resource,
  namespace: string,
): Selection {
  const labels = parseLabelSelector(query.get('labelSelector') ?? '')
  if ('error' in labels) throw badRequest(labels.error)
  const fields = parseFieldSelector(query.get('fieldSelector') ?? '', resource)
  const { requirements } = labels
  return {
    namespace: namespace === '' ? undefined : namespace,
    isSelective: requirements.length + fields.length > 0,
    name: fields.find(({ field, equal }) => field === 'metadata.name' && equal)?.value,
    matches: (object) =>
      (namespace === '' || object.metadata.namespace === namespace) &&
      matchesSelectorRequirements(requirements, object.metadata.labels) &&
      fieldsMatch(fields, object),
  }
}
