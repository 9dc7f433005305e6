/**
 * OpenAPI v3 as far as kubectl needs it to know that the server validates fields (kubectl, pkg/util/openapi and
 * cli-runtime, pkg/resource/query_param_verifier_v3.go): the PATCH of each resource with its query. The schemas of the
 * types are left out.
 */
import { apiVersionOf, type Resource } from '../../registry/resources.ts'
import type { SimulatedCluster } from '../call.ts'
import { leftOut } from '../refusals.ts'
import { jsonResponse } from '../statusResponse.ts'
import { type ServedGroup, servedGroups } from './groups.ts'

/** @returns undefined where the path is none of OpenAPI's. @throws ApiError 501 for version 2 */
export function answerOpenApi(cluster: SimulatedCluster, path: string): Response | undefined {
  if (path === '/openapi/v2') throw leftOut('OpenAPI version 2')
  const groups = servedGroups(cluster)
  if (path === '/openapi/v3') {
    const entries = groups.map((group) => [
      pathOf(group),
      { serverRelativeURL: `/openapi/v3/${pathOf(group)}` },
    ])
    return jsonResponse({ paths: Object.fromEntries(entries) })
  }
  const found = groups.find((group) => path === `/openapi/v3/${pathOf(group)}`)
  return found && jsonResponse(documentOf(found))
}

function pathOf({ group, version }: ServedGroup): string {
  return group === '' ? `api/${version}` : `apis/${group}/${version}`
}

const query = ['dryRun', 'fieldManager', 'fieldValidation'].map((name) => ({
  name,
  in: 'query',
  schema: { type: 'string', uniqueItems: true },
}))

function documentOf(group: ServedGroup): unknown {
  const patched = group.resources.filter(({ verbs }) => verbs.includes('patch'))
  const paths = patched.map((resource) => [itemPath(group, resource), { patch: patchOf(resource) }])
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: 'v1.36.3' },
    paths: Object.fromEntries(paths),
  }
}

function itemPath(group: ServedGroup, { plural, namespaced }: Resource): string {
  return `/${pathOf(group)}${namespaced ? '/namespaces/{namespace}' : ''}/${plural}/{name}`
}

function patchOf({ group, version, kind }: Resource): unknown {
  return {
    description: `partially update the specified ${kind} of ${apiVersionOf({ group, version })}`,
    parameters: query,
    responses: { 200: { description: 'OK' } },
    'x-kubernetes-action': 'patch',
    'x-kubernetes-group-version-kind': { group, version, kind },
  }
}
