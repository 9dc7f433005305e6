import type { KubeObject } from '../objects.ts'

/** How objects are written. */
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
