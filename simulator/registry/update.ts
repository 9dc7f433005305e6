/** Replacing an object or its status (apiserver, pkg/registry/generic/registry/store.go and rest/update.go). */
import type { UpdateRequest } from '../admission/admission.ts'
import { keyOf, type Key, type KubeObject } from '../objects.ts'
import { existing, knownResource, type RegistryContext } from './context.ts'
import { readDraft, type Draft } from './draft.ts'
import { badRequest, conflict, invalidObject } from './refusals.ts'
import type { UpdateOptions, WriteOptions } from './registry.ts'
import type { Resource } from './resources.ts'
import { pathSegmentErrors } from './strategies/plain.ts'
import { withStatus } from './strategies/generation.ts'
import { namespaceFinalizers } from './strategies/namespaces.ts'
import { strategyOf } from './strategies/strategyOf.ts'
import { without } from './without.ts'
import { finalizerNameErrors, validateMeta, validateMetaUpdate } from './validateMeta.ts'

/** optimistic locking (OptimisticLockErrorMsg) */
const modified =
  'the object has been modified; please apply your changes to the latest version and try again'

export function updateObject(
  context: RegistryContext,
  plural: string,
  key: Key,
  manifest: unknown,
  options: UpdateOptions = {},
): KubeObject {
  const request = admitted(context, plural, key, manifest, options)
  const { resource, old } = request
  const strategy = strategyOf(plural)
  const draft = withKeptMeta(request.object, old)
  const object = strategy.prepareUpdate?.(draft, old) ?? draft
  const errors = [
    ...validateMeta(object.metadata, resource.namespaced, pathSegmentErrors),
    ...validateMetaUpdate(object.metadata, old),
    ...(strategy.validateUpdate?.(object, old) ?? []),
  ]
  if (errors.length > 0) throw invalidObject(resource, key.name, errors)
  context.admission.validate({ ...request, object })
  return stored(context, request, withIdentity(object, old))
}

/** Only the status; metadata and the rest stay as they are. */
export function updateObjectStatus(
  context: RegistryContext,
  plural: string,
  key: Key,
  manifest: unknown,
  options: UpdateOptions = {},
): KubeObject {
  const request = admitted(context, plural, key, manifest, options, 'status')
  const { old, resource } = request
  const strategy = strategyOf(plural)
  const draft = strategy.prepareStatus?.(request.object, old) ?? request.object
  const errors = strategy.validateStatus?.(draft, old) ?? []
  if (errors.length > 0) throw invalidObject(resource, key.name, errors)
  return stored(context, request, withStatus(old, draft.status))
}

/** What is left to do before a namespace goes: spec.finalizers, which an update leaves alone. */
export function finalizeObject(
  context: RegistryContext,
  key: Key,
  manifest: unknown,
  options: WriteOptions = {},
): KubeObject {
  const request = admitted(context, 'namespaces', key, manifest, options, 'finalize')
  const errors = namespaceFinalizers(request.object).flatMap((each, index) =>
    finalizerNameErrors(each, `spec.finalizers[${index}]`),
  )
  if (errors.length > 0) throw invalidObject(request.resource, key.name, errors)
  return stored(context, request, { ...request.old, spec: request.object.spec ?? {} })
}

/** The request, with defaults, admitted, and known to be for the object as it is. */
function admitted(
  context: RegistryContext,
  plural: string,
  key: Key,
  manifest: unknown,
  { dryRun = false, isPatch = false }: UpdateOptions,
  subresource?: UpdateRequest['subresource'],
): UpdateRequest {
  const resource = knownResource(plural)
  const sent = readDraft(resource, manifest, context.store.get(plural, key))
  checkKey(sent, key)
  const old = existing(context, resource, key)
  if (!isPatch) checkUid(resource, sent, old, dryRun)
  const request: UpdateRequest = {
    operation: 'UPDATE',
    resource,
    ...(subresource !== undefined && { subresource }),
    namespace: key.namespace,
    object: subresource === undefined ? withDefaults(plural, sent) : sent,
    old,
    dryRun,
  }
  const object = context.admission.admit(request)
  const { resourceVersion = old.metadata.resourceVersion } = object.metadata
  if (resourceVersion !== old.metadata.resourceVersion) throw conflict(resource, key.name, modified)
  return { ...request, object }
}

function withDefaults(plural: string, draft: Draft): Draft {
  return strategyOf(plural).defaults?.(draft) ?? draft
}

/** endpoints/handlers/rest.go, checkName */
function checkKey({ metadata }: Draft, { namespace, name }: Key): void {
  if (metadata.name === '') {
    throw badRequest(
      `the name of the object (${name} based on URL) was undeterminable: name must be provided`,
    )
  }
  if (metadata.name !== name) {
    throw badRequest(
      `the name of the object (${metadata.name}) does not match the name on the URL (${name})`,
    )
  }
  const own = metadata.namespace ?? ''
  if (namespace !== '' && own !== '' && own !== namespace) {
    throw badRequest(
      `the namespace of the object (${own}) does not match the namespace on the URL (${namespace})`,
    )
  }
}

/** A uid in the manifest is a precondition. */
function checkUid(
  resource: Resource,
  { metadata }: Draft,
  { metadata: old }: KubeObject,
  dryRun: boolean,
): void {
  const { uid = old.uid } = metadata
  if (uid === old.uid) return
  // As etcd has it; a dry run does not come so far as to add the prefix.
  const folder = resource.plural === 'nodes' ? 'minions' : resource.plural
  const path = [...(dryRun ? [] : ['registry']), folder, old.namespace, old.name]
  const key = path.filter((part) => part !== undefined).join('/')
  const where = `StorageError: invalid object, Code: 4, Key: /${key}, ResourceVersion: 0`
  const why = `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${old.uid}`
  throw conflict(resource, old.name, `${where}, AdditionalErrorMsg: ${why}`)
}

/** The metadata that no update changes. */
function withKeptMeta(draft: Draft, { metadata: old }: KubeObject): Draft {
  const metadata = {
    ...without(draft.metadata, 'generation'),
    ...(old.namespace !== undefined && { namespace: old.namespace }),
    ...(old.generation !== undefined && { generation: old.generation }),
    ...(old.deletionTimestamp !== undefined && { deletionTimestamp: old.deletionTimestamp }),
    ...(old.deletionGracePeriodSeconds !== undefined && {
      deletionGracePeriodSeconds: old.deletionGracePeriodSeconds,
    }),
  }
  return { ...draft, metadata }
}

function withIdentity(draft: Draft, { metadata: old }: KubeObject): KubeObject {
  const { uid, resourceVersion, creationTimestamp } = old
  return { ...draft, metadata: { ...draft.metadata, uid, resourceVersion, creationTimestamp } }
}

/** Puts it in its place; one that is being deleted and has lost its last finalizer goes. */
function stored(
  { store }: RegistryContext,
  { resource, old, dryRun }: UpdateRequest,
  object: KubeObject,
): KubeObject {
  if (dryRun) return object
  const isKept = strategyOf(resource.plural).outlivesDeletion?.(object) ?? false
  if (isKept || !isDue(object, old)) return store.replace(resource.plural, object)
  store.remove(resource.plural, keyOf(old))
  return object
}

/** Is nothing left that keeps it (ShouldDeleteDuringUpdate)? */
function isDue({ metadata }: KubeObject, { metadata: old }: KubeObject): boolean {
  return (
    (metadata.finalizers ?? []).length === 0 &&
    old.deletionTimestamp !== undefined &&
    (old.deletionGracePeriodSeconds ?? 0) === 0
  )
}
