/** Writes over HTTP (apiserver, pkg/endpoints/handlers/{create,update,delete}.go). */
import { at, isJson, type Json, textOrEmpty } from '../../domain/decode/readJson.ts'
import type { Key, KubeObject } from '../objects.ts'
import { ApiError } from '../registry/apiError.ts'
import { badRequest } from '../registry/refusals.ts'
import type { DeleteOptions } from '../registry/registry.ts'
import { answerWith, type Call, keyOf, objectResponse, storedAs } from './call.ts'
import { pageResponse } from './list.ts'
import { listingOf } from './reads.ts'
import { readManifest, requireName } from './requestBody.ts'
import { readSelection } from './selection.ts'
import { snapshot } from './snapshot.ts'
import { readDeleteOptions, readDeleteOptionsOf, readWriteOptions } from './writeOptions.ts'

export async function create(call: Call): Promise<Response> {
  const { cluster, resource, info, query } = call
  const { dryRun, fieldValidation } = readWriteOptions(query, 'CreateOptions')
  const { manifest, warnings } = await readManifest(call, fieldValidation)
  const { registry } = cluster
  const object = registry.create(resource.plural, info.namespace, manifest, { dryRun })
  return objectResponse(call, object, 201, warnings)
}

export async function update(call: Call): Promise<Response> {
  const { info, query } = call
  const { dryRun, fieldValidation } = readWriteOptions(query, 'UpdateOptions')
  const { manifest, warnings } = await readManifest(call, fieldValidation)
  requireName(manifest, info.name)
  return objectResponse(call, replace(call, manifest, dryRun), 200, warnings)
}

/** Puts an object, or its status alone, in the place of the one of the path. */
export function replace(call: Call, manifest: unknown, dryRun: boolean): KubeObject {
  const { cluster, resource, subresource } = call
  const { registry } = cluster
  if (subresource?.name === 'finalize') return registry.finalize(keyOf(call), manifest, { dryRun })
  const write = subresource?.name === 'status' ? registry.updateStatus : registry.update
  return write(resource.plural, keyOf(call), manifest, { dryRun })
}

/** Resources whose storage answers with what has been deleted (ReturnDeletedObject); others say that it succeeded. */
const returned = new Set(['namespaces', 'pods', 'resourcequotas', 'serviceaccounts'])

export async function remove(call: Call): Promise<Response> {
  const options = await readDeleteOptions(call.request)
  const { registry } = call.cluster
  const { plural, group } = call.resource
  const key = keyOf(call)
  const last = registry.delete(storedAs(call.resource), key, options)
  if (!isGone(call, key, last, options) || returned.has(plural)) return objectResponse(call, last)
  const { name, uid } = last.metadata
  const details = { name, ...(group === '' ? {} : { group }), kind: plural, uid }
  const head = { kind: 'Status', apiVersion: 'v1', metadata: {} }
  return answerWith(call, { ...head, status: 'Success', details })
}

/** Objects with finalizers, and Pods with a grace period, are marked as being deleted, and stay for a while. */
function isGone(call: Call, key: Key, last: KubeObject, { dryRun }: DeleteOptions): boolean {
  if (dryRun === true) return last.metadata.deletionTimestamp === undefined
  return call.cluster.store.get(storedAs(call.resource), key) === undefined
}

export async function removeAll(call: Call): Promise<Response> {
  const { cluster, resource, query, info } = call
  const options = await readDeleteOptions(call.request)
  const listing = listingOf(call)
  const selection = readSelection(query, resource, info.namespace)
  const objects = snapshot(cluster.store.all(listing.stored), listing.present, selection)
  for (const { metadata } of objects)
    ignoreGone(() =>
      cluster.registry.delete(
        resource.plural,
        { namespace: metadata.namespace ?? '', name: metadata.name },
        options,
      ),
    )
  return pageResponse(listing, { version: cluster.store.version, objects })
}

function ignoreGone(remove: () => unknown): void {
  try {
    remove()
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 404) throw error
  }
}

/** POST to pods/binding (pkg/registry/core/pod/storage, BindingREST). */
export async function bind(call: Call): Promise<Response> {
  const { dryRun, fieldValidation } = readWriteOptions(call.query, 'CreateOptions')
  const { manifest } = await readManifest(call, fieldValidation)
  requireNameOfPod(call, manifest, 'Binding')
  const { target } = manifest
  const nodeName = isJson(target) && typeof target['name'] === 'string' ? target['name'] : ''
  if (nodeName === '') throw new ApiError(500, '', 'target.name: Required value')
  if (!dryRun) call.cluster.registry.bind(keyOf(call), nodeName)
  return success(call)
}

/** POST to pods/eviction: without disruption budgets it is a delete. */
export async function evict(call: Call): Promise<Response> {
  const { dryRun, fieldValidation } = readWriteOptions(call.query, 'CreateOptions')
  const { manifest } = await readManifest(call, fieldValidation)
  requireNameOfPod(call, manifest, 'Eviction')
  const options = readDeleteOptionsOf(manifest['deleteOptions'])
  call.cluster.registry.delete('pods', keyOf(call), {
    ...options,
    dryRun: dryRun || options.dryRun === true,
  })
  return success(call)
}

function requireNameOfPod({ info }: Call, { metadata }: Json, kind: string): void {
  if (textOrEmpty(at(metadata, 'name')) !== info.name)
    throw badRequest(`name in URL does not match name in ${kind} object`)
}

function success(call: Call): Response {
  const head = { kind: 'Status', apiVersion: 'v1', metadata: {} }
  return answerWith(call, { ...head, status: 'Success', code: 201 }, 201)
}
