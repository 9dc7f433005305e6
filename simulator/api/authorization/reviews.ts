/** What somebody may ask about themselves (kubernetes, pkg/registry/authorization and pkg/registry/authentication). */
import { at, isJson, type Json, textOrEmpty } from '../../../domain/decode/readJson.ts'
import { ApiError } from '../../registry/apiError.ts'
import { badRequest } from '../../registry/refusals.ts'
import { timeText } from '../../store/store.ts'
import { answerWith, type Call } from '../call.ts'
import { readManifest } from '../requestBody.ts'
import { readWriteOptions } from '../writeOptions.ts'
import { type Attributes, decide } from './authorize.ts'
import { grantsOf } from './rules.ts'

async function read(call: Call): Promise<Json> {
  const { fieldValidation } = readWriteOptions(call.query, 'CreateOptions')
  return (await readManifest(call, fieldValidation)).manifest
}

/** SelfSubjectAccessReview: may I do this? */
export async function reviewAccess(call: Call): Promise<Response> {
  const { kind, apiVersion, spec } = await read(call)
  const { allowed, reason } = decide(call.cluster.store, call.identity, readAttributes(spec))
  const status = { allowed, ...(reason === undefined ? {} : { reason }) }
  return answerWith(call, { kind, apiVersion, metadata: {}, spec, status }, 201)
}

function readAttributes(spec: unknown): Attributes {
  const resource = at(spec, 'resourceAttributes')
  const other = at(spec, 'nonResourceAttributes')
  const of = (value: unknown, name: string): string => textOrEmpty(at(value, name))
  if (isJson(resource) && isJson(other))
    throw invalidReview(
      'spec.nonResourceAttributes',
      JSON.stringify({ Path: of(other, 'path'), Verb: of(other, 'verb') }),
      'cannot be specified in combination with resourceAttributes',
    )
  if (!isJson(resource) && !isJson(other))
    throw invalidReview(
      'spec.resourceAttributes',
      'null',
      'exactly one of nonResourceAttributes or resourceAttributes must be specified',
    )
  return {
    isResource: isJson(resource),
    path: of(other, 'path'),
    verb: of(resource ?? other, 'verb'),
    group: of(resource, 'group'),
    resource: of(resource, 'resource'),
    subresource: of(resource, 'subresource'),
    namespace: of(resource, 'namespace'),
    name: of(resource, 'name'),
  }
}

function invalidReview(field: string, value: string, why: string): ApiError {
  const message = `Invalid value: ${value}: ${why}`
  const group = 'authorization.k8s.io'
  const causes = [{ reason: 'FieldValueInvalid', message, field }]
  return new ApiError(422, 'Invalid', `.${group} "" is invalid: ${field}: ${message}`, {
    group,
    causes,
  })
}

/** SelfSubjectRulesReview: what may I do in a namespace? */
export async function reviewRules(call: Call): Promise<Response> {
  const { kind, apiVersion, spec } = await read(call)
  const namespace = textOrEmpty(at(spec, 'namespace'))
  if (namespace === '') throw badRequest('no namespace on request')
  const { store } = call.cluster
  const rules = [...grantsOf(store, call.identity, namespace)].map(({ rule }) => rule)
  if (call.identity.groups.includes('system:masters')) rules.unshift(...allRules)
  const status = {
    resourceRules: rules.filter(({ resources = [] }) => resources.length > 0),
    nonResourceRules: rules.filter(({ nonResourceURLs = [] }) => nonResourceURLs.length > 0),
    incomplete: false,
  }
  return answerWith(call, { kind, apiVersion, metadata: {}, spec: {}, status }, 201)
}

const allRules = [
  { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
  { verbs: ['*'], nonResourceURLs: ['*'] },
]

/** SelfSubjectReview: who am I? */
export async function reviewSubject(call: Call): Promise<Response> {
  const { kind, apiVersion } = await read(call)
  const { user, groups } = call.identity
  const metadata = { creationTimestamp: timeText(call.cluster.clock.now()) }
  const status = { userInfo: { username: user, groups } }
  return answerWith(call, { kind, apiVersion, metadata, status }, 201)
}
