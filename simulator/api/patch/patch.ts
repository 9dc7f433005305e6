/** PATCH (apiserver, pkg/endpoints/handlers/patch.go): a change of what is there, without a conflict between. */
import { at, isJson, type Json } from '../../../domain/decode/readJson.ts'
import type { KubeObject } from '../../objects.ts'
import { ApiError } from '../../registry/apiError.ts'
import { invalid } from '../../registry/fieldErrors.ts'
import { badRequest, invalidObject } from '../../registry/refusals.ts'
import { jsonMismatch, type Mismatch, unstructuredMismatch } from '../../schema/mismatch.ts'
import { typeOfKind } from '../../schema/schema.ts'
import { type Call, keyOf, objectResponse } from '../call.ts'
import { internalError, leftOut, unsupportedPatch } from '../refusals.ts'
import {
  decodeManifest,
  mediaType,
  parseOr,
  requireName,
  requireNamespace,
  strictError,
  typeName,
} from '../requestBody.ts'
import { readWriteOptions } from '../writeOptions.ts'
import { replace } from '../writes.ts'
import { applyJsonPatch, PatchError } from './jsonPatch.ts'
import { applyMergePatch } from './mergePatch.ts'
import { printGo, StrategicError } from './strategicError.ts'
import { applyStrategicMerge } from './strategicMerge.ts'

interface Patched {
  readonly object: Json
  /** What a message shows of it where the result is no object of the kind. */
  readonly shown: string
  readonly mismatch?: Mismatch
}

type Apply = (current: KubeObject, patch: unknown) => Patched

const ways: Readonly<Record<string, Apply>> = {
  'application/json-patch+json': jsonPatch,
  'application/merge-patch+json': mergePatch,
  'application/strategic-merge-patch+json': strategicMerge,
}

export async function patch(call: Call): Promise<Response> {
  const { cluster, resource, request, query, info } = call
  const { dryRun, fieldValidation } = readWriteOptions(query, 'PatchOptions')
  const type = mediaType(request.headers)
  if (type.startsWith('application/apply-patch')) throw leftOut('server-side apply')
  const apply = ways[type]
  if (apply === undefined) throw unsupportedPatch()
  const body = parseOr(await request.text(), (why) => `error decoding patch: ${why}`).value
  const current = cluster.registry.get(resource.plural, keyOf(call))
  const { object, shown, mismatch = jsonMismatch } = apply(current, body)
  const { manifest, error, strict } = decodeManifest(object, { mismatch })
  if (error !== undefined) throw invalidPatch(shown, error)
  if (object['kind'] !== resource.kind) throw invalidPatch(shown, `not a ${resource.kind}`)
  if (fieldValidation === 'Strict' && strict.length > 0)
    throw invalidPatch(shown, strictError(strict))
  requireUid(call, manifest, current)
  requireName(manifest, info.name)
  requireNamespace(manifest, resource, info.namespace)
  const warnings = fieldValidation === 'Warn' ? strict : []
  return objectResponse(call, replace(call, manifest, dryRun), 200, warnings)
}

/** A patch is checked as an update: in it, another uid is no precondition (validation.ValidateObjectMetaUpdate). */
function requireUid({ resource }: Call, manifest: Json, current: KubeObject): void {
  const uid = at(manifest['metadata'], 'uid')
  if (uid === undefined || uid === current.metadata.uid) return
  const error = invalid('metadata.uid', uid, 'field is immutable')
  throw invalidObject(resource, current.metadata.name, [error, error])
}

function jsonPatch(current: KubeObject, patch: unknown): Patched {
  if (!Array.isArray(patch)) throw undecodable(patch, '[]handlers.jsonPatchOp')
  try {
    const object = requireObject(applyJsonPatch(current, patch))
    return { object, shown: JSON.stringify(object) }
  } catch (error) {
    if (!(error instanceof PatchError)) throw error
    const message = 'the server rejected our request due to an error in our request'
    throw new ApiError(422, 'Invalid', message, {})
  }
}

function mergePatch(current: KubeObject, patch: unknown): Patched {
  if (!isJson(patch)) throw undecodable(patch, 'map[string]interface {}')
  const object = requireObject(applyMergePatch(current, patch))
  return { object, shown: JSON.stringify(object) }
}

function strategicMerge(current: KubeObject, patch: unknown): Patched {
  if (!isJson(patch)) throw undecodable(patch, 'map[string]interface {}')
  const type = typeOfKind(current.apiVersion, current.kind)
  if (type === undefined) throw unsupportedPatch()
  try {
    const object = applyStrategicMerge(current, patch, type)
    return { object, shown: printGo(patch), mismatch: unstructuredMismatch }
  } catch (error) {
    if (error instanceof StrategicError) throw internalError(error.message)
    throw error
  }
}

function requireObject(value: unknown): Json {
  if (isJson(value)) return value
  throw new ApiError(
    422,
    'Invalid',
    'the server rejected our request due to an error in our request',
    {},
  )
}

function undecodable(patch: unknown, into: string): ApiError {
  return badRequest(
    `error decoding patch: json: cannot unmarshal ${typeName(patch)} into Go value of type ${into}`,
  )
}

/** @param shown the patch, or the object that it would make */
function invalidPatch(shown: string, why: string): ApiError {
  const message = `Invalid value: ${JSON.stringify(shown)}: ${why}`
  const causes = [{ reason: 'FieldValueInvalid', message, field: 'patch' }]
  return new ApiError(422, 'Invalid', ` "" is invalid: patch: ${message}`, { causes })
}
