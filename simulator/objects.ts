/**
 * Objects of the simulated cluster: JSON as the API has it. They are never changed in place: a write makes a new one,
 * so that readers may keep what they have read, and may know by identity that nothing has changed.
 */
import type { Json } from '../domain/decode/readJson.ts'

export interface Owner {
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  readonly uid: string
  readonly controller?: boolean
  readonly blockOwnerDeletion?: boolean
}

export type Texts = Readonly<Record<string, string>>

/** Times are RFC 3339 in whole seconds, as metav1.Time has them. */
export interface Meta {
  readonly name: string
  readonly namespace?: string
  readonly generateName?: string
  readonly uid: string
  readonly resourceVersion: string
  readonly generation?: number
  readonly creationTimestamp: string
  readonly deletionTimestamp?: string
  readonly deletionGracePeriodSeconds?: number
  readonly labels?: Texts
  readonly annotations?: Texts
  readonly ownerReferences?: readonly Owner[]
  readonly finalizers?: readonly string[]
}

export interface KubeObject {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: Meta
  readonly spec?: Json
  readonly status?: Json
  readonly [field: string]: unknown
}

/** An object that is not stored yet: the store gives it its uid, version and time. */
export type NewObject = Omit<KubeObject, 'metadata'> & {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: Partial<Meta> & { readonly name: string }
}

/** Where an object is: namespace '' for those of the cluster. */
export interface Key {
  readonly namespace: string
  readonly name: string
}

export function keyOf({ metadata }: { readonly metadata: Partial<Meta> & { name: string } }): Key {
  return { namespace: metadata.namespace ?? '', name: metadata.name }
}

/** An object's key as one text, for maps and work queues. */
export function pathOf(object: { readonly metadata: Partial<Meta> & { name: string } }): string {
  const { namespace, name } = keyOf(object)
  return `${namespace}/${name}`
}

/** The key that `pathOf` has written. */
export function keyOfPath(path: string): Key {
  const [namespace = '', name = ''] = path.split('/')
  return { namespace, name }
}
