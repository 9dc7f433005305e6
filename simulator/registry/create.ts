/** Creating an object (apiserver, pkg/registry/generic/registry/store.go and rest/create.go). */
import type { CreateRequest } from '../admission/admission.ts'
import { keyOf, type KubeObject } from '../objects.ts'
import { timeText } from '../store/store.ts'
import { ApiError } from './apiError.ts'
import { knownResource, type RegistryContext } from './context.ts'
import { readDraft, type Draft } from './draft.ts'
import { generateName } from './generateName.ts'
import { alreadyExists, badRequest, invalidObject } from './refusals.ts'
import type { WriteOptions } from './registry.ts'
import type { Resource } from './resources.ts'
import { strategyOf } from './strategies/strategyOf.ts'
import { without } from './without.ts'
import { validateMeta } from './validateMeta.ts'

/** Names that are tried for a generateName before it is given up. */
const attempts = 8

export function createObject(
  context: RegistryContext,
  plural: string,
  namespace: string,
  manifest: unknown,
  { dryRun = false }: WriteOptions = {},
): KubeObject {
  const resource = knownResource(plural)
  const sent = placed(resource, namespace, readDraft(resource, manifest))
  const { defaults } = strategyOf(plural)
  const request: CreateRequest = {
    operation: 'CREATE',
    resource,
    namespace: sent.metadata.namespace ?? '',
    object: defaults?.(sent) ?? sent,
    dryRun,
  }
  const admitted = { ...request, object: context.admission.admit(request) }
  return storeNamed(context, admitted)
}

const serverMeta = [
  'uid',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
] as const

/** In the namespace of the request, and without what only the server says (rest/meta.go). */
function placed(resource: Resource, namespace: string, draft: Draft): Draft {
  const own = draft.metadata.namespace ?? ''
  const metadata = without(draft.metadata, 'namespace', ...serverMeta)
  if (!resource.namespaced) return { ...draft, metadata }
  if (own !== '' && own !== namespace) {
    throw badRequest(
      'the namespace of the provided object does not match the namespace sent on the request',
    )
  }
  return { ...draft, metadata: { ...metadata, namespace } }
}

function storeNamed(context: RegistryContext, request: CreateRequest): KubeObject {
  const { name, generateName: prefix = '' } = request.object.metadata
  if (name !== '' || prefix === '') return storeNew(context, request, false)
  for (let attempt = 1; ; attempt += 1) {
    const metadata = { ...request.object.metadata, name: generateName(prefix, context.random) }
    try {
      return storeNew(context, { ...request, object: { ...request.object, metadata } }, true)
    } catch (error) {
      const isTaken = error instanceof ApiError && error.reason === 'AlreadyExists'
      if (!isTaken || attempt === attempts) throw error
    }
  }
}

function storeNew(
  context: RegistryContext,
  request: CreateRequest,
  generated: boolean,
): KubeObject {
  const { resource } = request
  const strategy = strategyOf(resource.plural)
  const object = strategy.prepareCreate?.(request.object) ?? request.object
  const errors = [
    ...validateMeta(object.metadata, resource.namespaced, strategy.nameErrors),
    ...(strategy.validate?.(object) ?? []),
  ]
  if (errors.length > 0) throw invalidObject(resource, object.metadata.name, errors)
  context.admission.validate({ ...request, object })
  // Only what would really store it looks at its version (storage/etcd3/store.go, Create).
  if (object.metadata.resourceVersion !== undefined && !request.dryRun) {
    throw new ApiError(500, '', 'resourceVersion should not be set on objects to be created')
  }
  const there = context.store.get(resource.plural, keyOf(object))
  if (there !== undefined) {
    const deleted = there.metadata.deletionTimestamp !== undefined
    throw alreadyExists(resource, object.metadata.name, { generated, deleted })
  }
  return request.dryRun ? asIfStored(context, object) : context.store.add(resource.plural, object)
}

function asIfStored({ newUid, clock }: RegistryContext, object: Draft): KubeObject {
  const metadata = {
    ...object.metadata,
    uid: newUid(),
    resourceVersion: '',
    creationTimestamp: timeText(clock.now()),
  }
  return { ...object, metadata }
}
