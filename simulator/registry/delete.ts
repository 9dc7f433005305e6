/** Deleting an object (apiserver, pkg/registry/generic/registry/store.go and rest/delete.go). */
import { at, number } from '../../domain/decode/readJson.ts'
import { keyOf, type Key, type KubeObject, type Meta } from '../objects.ts'
import { timeText } from '../store/store.ts'
import { existing, knownResource, type RegistryContext } from './context.ts'
import type { ApiError } from './apiError.ts'
import { conflict, kindConflict } from './refusals.ts'
import type { DeleteOptions } from './registry.ts'
import type { Resource } from './resources.ts'
import { namespaceFinalizers } from './strategies/namespaces.ts'
import { strategyOf } from './strategies/strategyOf.ts'

export function deleteObject(
  context: RegistryContext,
  plural: string,
  key: Key,
  options: DeleteOptions = {},
): KubeObject {
  const resource = knownResource(plural)
  const old = existing(context, resource, key)
  strategyOf(plural).checkDelete?.(old)
  checkPreconditions(resource, old, options)
  const { dryRun = false } = options
  context.admission.admitDelete({
    operation: 'DELETE',
    resource,
    namespace: key.namespace,
    old,
    dryRun,
  })
  const now = context.clock.now()
  const next =
    plural === 'namespaces' ? endNamespace(old, options, now) : end(resource, old, options, now)
  if (dryRun) return next ?? old
  if (next === undefined) {
    const last = context.store.remove(plural, keyOf(old)) ?? old
    return plural === 'pods' ? ended(last, now) : last
  }
  return context.store.replace(plural, next)
}

/** A Pod that is gone is answered with its grace over. */
function ended(pod: KubeObject, now: number): KubeObject {
  const { deletionTimestamp = timeText(now) } = pod.metadata
  return withMeta(pod, { deletionTimestamp, deletionGracePeriodSeconds: 0 })
}

function checkPreconditions(
  resource: Resource,
  { metadata }: KubeObject,
  { preconditions }: DeleteOptions,
): void {
  const { uid = metadata.uid, resourceVersion = metadata.resourceVersion } = preconditions ?? {}
  const isNamespace = resource.plural === 'namespaces'
  if (uid !== metadata.uid && isNamespace)
    throw failed(resource, metadata, 'UID', uid, metadata.uid)
  if (uid !== metadata.uid) {
    const why =
      `the UID in the precondition (${uid}) does not match the UID in record (${metadata.uid}). ` +
      'The object might have been deleted and then recreated'
    throw kindConflict(resource, metadata.name, why)
  }
  const version = metadata.resourceVersion
  if (resourceVersion !== version && isNamespace) {
    throw failed(resource, metadata, 'ResourceVersion', resourceVersion, version)
  }
  if (resourceVersion !== version) {
    const why =
      `the ResourceVersion in the precondition (${resourceVersion}) does not match the ` +
      `ResourceVersion in record (${metadata.resourceVersion}). The object might have been modified`
    throw kindConflict(resource, metadata.name, why)
  }
}

/** How it is said of a namespace (pkg/registry/core/namespace/storage). */
function failed(
  resource: Resource,
  { name }: Meta,
  what: string,
  wanted: string,
  is: string,
): ApiError {
  const why = `Precondition failed: ${what} in precondition: ${wanted}, ${what} in object meta: ${is}`
  return conflict(resource, name, why)
}

/** @returns the object as it waits for its end; undefined where it goes at once */
function end(
  { plural }: Resource,
  old: KubeObject,
  options: DeleteOptions,
  now: number,
): KubeObject | undefined {
  const graceful = plural === 'pods' ? gracefulEnd(old, options, now) : undefined
  if (graceful === 'pending') return old
  const ending = withFinalizers(graceful ?? old, options)
  const hasFinalizers = (ending.metadata.finalizers ?? []).length > 0
  if (graceful === undefined) return hasFinalizers ? marked(ending, now) : undefined
  return hasFinalizers || (ending.metadata.deletionGracePeriodSeconds ?? 0) > 0 ? ending : undefined
}

/**
 * A Pod's grace (BeforeDelete; pod/strategy.go, CheckGracefulDelete).
 * @returns 'pending' where it has been asked for before; undefined where its grace is over
 */
function gracefulEnd(
  old: KubeObject,
  { gracePeriodSeconds: asked }: DeleteOptions,
  now: number,
): KubeObject | 'pending' | undefined {
  const { deletionTimestamp, deletionGracePeriodSeconds: left = 0 } = old.metadata
  const wanted = asked !== undefined && asked < 0 ? 1 : asked
  if (deletionTimestamp === undefined) return startEnd(old, graceOf(old, wanted), now)
  if (left === 0) return undefined
  if (wanted === undefined || wanted >= left) return 'pending'
  const due = Date.parse(deletionTimestamp) + (wanted - left) * 1000
  const seconds = due < now && wanted !== 0 ? 1 : wanted
  return withMeta(old, {
    deletionTimestamp: timeText(Math.max(due, now)),
    deletionGracePeriodSeconds: seconds,
  })
}

function startEnd(old: KubeObject, seconds: number, now: number): KubeObject {
  return withMeta(old, {
    deletionTimestamp: timeText(now + seconds * 1000),
    deletionGracePeriodSeconds: seconds,
    ...raisedGeneration(old),
  })
}

/** None for a Pod that no kubelet has, and for one that has ended. */
function graceOf({ spec, status }: KubeObject, asked: number | undefined): number {
  const phase = at(status, 'phase')
  const isBound = (at(spec, 'nodeName') ?? '') !== ''
  if (!isBound || phase === 'Failed' || phase === 'Succeeded') return 0
  const own = number(at(spec, 'terminationGracePeriodSeconds')) ?? 0
  return asked ?? (own < 0 ? 1 : own)
}

/** It stays until its finalizers are gone (markAsDeleting). */
function marked(object: KubeObject, now: number): KubeObject {
  const { deletionTimestamp } = object.metadata
  const isLater = deletionTimestamp === undefined || Date.parse(deletionTimestamp) > now
  return withMeta(object, {
    deletionTimestamp: isLater ? timeText(now) : deletionTimestamp,
    deletionGracePeriodSeconds: 0,
    ...(deletionTimestamp === undefined && raisedGeneration(object)),
  })
}

/** The garbage collector's finalizers, as the policy asks (deletionFinalizersForGarbageCollection). */
function withFinalizers(object: KubeObject, { propagationPolicy }: DeleteOptions): KubeObject {
  const finalizers = object.metadata.finalizers ?? []
  const others = finalizers.filter((each) => each !== 'orphan' && each !== 'foregroundDeletion')
  const own = policyFinalizer(propagationPolicy, finalizers)
  const next = own === undefined ? others : [...others, own]
  const isSame =
    next.length === finalizers.length && next.every((each) => finalizers.includes(each))
  if (isSame) return object
  const { finalizers: _, ...metadata } = object.metadata
  return { ...object, metadata: next.length === 0 ? metadata : { ...metadata, finalizers: next } }
}

function policyFinalizer(
  policy: DeleteOptions['propagationPolicy'],
  finalizers: readonly string[],
): string | undefined {
  if (policy === 'Orphan') return 'orphan'
  if (policy === 'Foreground') return 'foregroundDeletion'
  if (policy === 'Background') return undefined
  return ['orphan', 'foregroundDeletion'].find((each) => finalizers.includes(each))
}

/** A namespace is emptied first (pkg/registry/core/namespace/storage). */
function endNamespace(
  old: KubeObject,
  options: DeleteOptions,
  now: number,
): KubeObject | undefined {
  if (old.metadata.deletionTimestamp !== undefined) {
    if (namespaceFinalizers(old).length > 0) return old
    const ending = withFinalizers(old, options)
    return (ending.metadata.finalizers ?? []).length > 0 ? marked(ending, now) : undefined
  }
  const terminating = { ...old, status: { ...old.status, phase: 'Terminating' } }
  return withFinalizers(withMeta(terminating, { deletionTimestamp: timeText(now) }), options)
}

function raisedGeneration({ metadata: { generation = 0 } }: KubeObject): Partial<Meta> {
  return generation > 0 ? { generation: generation + 1 } : {}
}

function withMeta(object: KubeObject, metadata: Partial<Meta>): KubeObject {
  return { ...object, metadata: { ...object.metadata, ...metadata } }
}
