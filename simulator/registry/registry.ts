/**
 * What a request to the API server comes to, below HTTP: the same for clients and for controllers. Who implements it
 * defaults, admits, validates and stores; who calls it has been authorized.
 */
import type { Key, KubeObject } from '../objects.ts'

export type Flavour = 'kubernetes' | 'openshift'

export interface WriteOptions {
  /** Nothing is stored; the answer is as if it had been. */
  readonly dryRun?: boolean
}

export interface UpdateOptions extends WriteOptions {
  /** The manifest is the object as it is, patched: a uid in it is no precondition, but is not to be changed. */
  readonly isPatch?: boolean
}

export interface DeleteOptions extends WriteOptions {
  readonly propagationPolicy?: 'Orphan' | 'Background' | 'Foreground'
  /** 0: at once. Absent: the object's own. */
  readonly gracePeriodSeconds?: number
  readonly preconditions?: { readonly uid?: string; readonly resourceVersion?: string }
}

/** A resource by its plural, such as daemonsets. Everything throws ApiError. */
export interface Registry {
  readonly get: (resource: string, key: Key) => KubeObject
  /** @param manifest what the client sent, parsed; its metadata needs a name or a generateName */
  readonly create: (
    resource: string,
    namespace: string,
    manifest: unknown,
    options?: WriteOptions,
  ) => KubeObject
  /** Replaces all but the status. Conflict where the manifest has an old resourceVersion. */
  readonly update: (
    resource: string,
    key: Key,
    manifest: unknown,
    options?: UpdateOptions,
  ) => KubeObject
  /** Replaces the status alone. */
  readonly updateStatus: (
    resource: string,
    key: Key,
    manifest: unknown,
    options?: UpdateOptions,
  ) => KubeObject
  /** Replaces a namespace's spec.finalizers alone: the subresource namespaces/finalize. */
  readonly finalize: (key: Key, manifest: unknown, options?: WriteOptions) => KubeObject
  /** Binds a Pod to a node: the subresource pods/binding. */
  readonly bind: (key: Key, nodeName: string) => KubeObject
  /** @returns the object as it is now, or as it was last where it is gone */
  readonly delete: (resource: string, key: Key, options?: DeleteOptions) => KubeObject
}
