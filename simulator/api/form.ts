/** How objects are written: whole, their metadata alone, or as rows of a table. */
import type { Form } from './formTypes.ts'
import type { KubeObject } from '../objects.ts'
import { apiVersionOf, type Resource } from '../registry/resources.ts'
import { metadataOf, metaVersion, partial } from './partialObject.ts'
import type { Representation } from './negotiation.ts'
import { tableForm } from './table/tableForm.ts'

/**
 * @param query of the request
 * @param now milliseconds since the epoch
 */
export function formOf(
  representation: Representation,
  resource: Resource,
  query: URLSearchParams,
  now: () => number,
): Form {
  if (representation === 'table') return tableForm(resource, query, now)
  return representation === 'metadata' ? metadataForm : wholeForm(resource)
}

function wholeForm(resource: Resource): Form {
  const { kind } = resource
  const apiVersion = apiVersionOf(resource)
  const whole = (object: KubeObject): unknown => object
  return {
    list: { kind: `${kind}List`, apiVersion, head: {}, items: 'items', item: withoutType },
    object: whole,
    event: whole,
    bookmark: (metadata) => ({ kind, apiVersion, metadata }),
  }
}

/** Items of a list don't say what they are: the list does. */
function withoutType({ kind: _kind, apiVersion: _apiVersion, ...rest }: KubeObject): unknown {
  return rest
}

const metadataForm: Form = {
  list: {
    kind: `${partial.kind}List`,
    apiVersion: metaVersion,
    head: {},
    items: 'items',
    item: metadataOf,
  },
  object: metadataOf,
  event: metadataOf,
  bookmark: (metadata) => ({ ...partial, metadata }),
}
