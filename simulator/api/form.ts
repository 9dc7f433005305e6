/** How objects are written: whole, their metadata alone, or as rows of a table. */
import type { KubeObject } from '../objects.ts'
import { apiVersionOf, type Resource } from '../registry/resources.ts'
import type { Representation } from './representation.ts'

export interface Form {
  readonly list: {
    readonly kind: string
    readonly apiVersion: string
    /** What stands before the items, beside kind, apiVersion and metadata. */
    readonly head: Readonly<Record<string, unknown>>
    readonly items: 'items' | 'rows'
    readonly item: (object: KubeObject) => unknown
  }
  readonly object: (object: KubeObject) => unknown
  /** As it stands in an event of a watch; called in the order of the events. */
  readonly event: (object: KubeObject) => unknown
  /** Without an object: what a bookmark carries. */
  readonly bookmark: (metadata: Readonly<Record<string, unknown>>) => unknown
}

const metaVersion = 'meta.k8s.io/v1'

export function formOf(representation: Representation, resource: Resource): Form {
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

const partial = { kind: 'PartialObjectMetadata', apiVersion: metaVersion } as const

function metadataOf({ metadata }: KubeObject): unknown {
  return { ...partial, metadata }
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
