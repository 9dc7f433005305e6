/** OpenShift's projectrequests (openshift-apiserver, pkg/project/apiserver/registry/projectrequest/delegated). */
import { at, isJson, textOrEmpty } from '../../domain/decode/readJson.ts'
import { ApiError } from '../registry/apiError.ts'
import { apiVersionOf } from '../registry/resources.ts'
import { type Call, objectResponse } from './call.ts'
import { readManifest } from './requestBody.ts'
import { projectOf } from './views.ts'
import { readWriteOptions } from './writeOptions.ts'

/** Makes a namespace whose admin is who has asked for it. The answer is the project. */
export async function requestProject(call: Call): Promise<Response> {
  const { dryRun, fieldValidation } = readWriteOptions(call.query, 'CreateOptions')
  const { manifest } = await readManifest(call, fieldValidation)
  const { registry, store } = call.cluster
  const { user } = call.identity
  const name = textOrEmpty(at(manifest['metadata'], 'name'))
  if (store.get('namespaces', { namespace: '', name }) !== undefined) throw projectExists(name)
  const labels = at(manifest['metadata'], 'labels')
  const annotations = {
    'openshift.io/description': textOrEmpty(manifest['description']),
    'openshift.io/display-name': textOrEmpty(manifest['displayName']),
    'openshift.io/requester': user,
  }
  const metadata = { name, annotations, ...(isJson(labels) ? { labels } : {}) }
  const namespace = registry.create(
    'namespaces',
    '',
    { apiVersion: 'v1', kind: 'Namespace', metadata },
    { dryRun },
  )
  if (!dryRun) registry.create('rolebindings', name, adminBinding(user))
  return objectResponse(call, projectOf(namespace, apiVersionOf(call.resource)), 201)
}

function adminBinding(user: string): unknown {
  const apiGroup = 'rbac.authorization.k8s.io'
  return {
    apiVersion: `${apiGroup}/v1`,
    kind: 'RoleBinding',
    metadata: { name: 'admin' },
    roleRef: { apiGroup, kind: 'ClusterRole', name: 'admin' },
    subjects: [{ apiGroup, kind: 'User', name: user }],
  }
}

function projectExists(name: string): ApiError {
  const message = `project.project.openshift.io ${JSON.stringify(name)} already exists`
  const details = { name, group: 'project.openshift.io', kind: 'project' }
  return new ApiError(409, 'AlreadyExists', message, details)
}
