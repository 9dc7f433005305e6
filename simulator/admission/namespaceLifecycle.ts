/** Nothing is created where there is no namespace, or one that is going (apiserver, plugin/namespace/lifecycle). */
import { at } from '../../domain/decode/readJson.ts'
import { forbidden, notFound } from '../registry/refusals.ts'
import { ApiError } from '../registry/apiError.ts'
import type { Store } from '../store/store.ts'
import type { AdmissionPlugin, WriteRequest } from './admission.ts'
import { refused } from './refused.ts'

const immortal = new Set(['default', 'kube-system', 'kube-public'])

export function namespaceLifecycle(store: Store): AdmissionPlugin {
  return {
    admit: (request) => {
      if (request.operation === 'CREATE' && request.namespace !== '') checkNamespace(store, request)
      return request.object
    },
    admitDelete: ({ resource, old }) => {
      const { name } = old.metadata
      if (resource.plural === 'namespaces' && immortal.has(name)) {
        throw forbidden(resource, name, 'this namespace may not be deleted')
      }
    },
  }
}

function checkNamespace(store: Store, request: WriteRequest): void {
  const { namespace } = request
  const found = store.get('namespaces', { namespace: '', name: namespace })
  if (found === undefined) throw notFound({ group: '', plural: 'namespaces' }, namespace)
  if (at(found.status, 'phase') !== 'Terminating') return
  const why = `unable to create new content in namespace ${namespace} because it is being terminated`
  const { code, reason, message, details } = refused(request, why)
  const cause = {
    reason: 'NamespaceTerminating',
    message: `namespace ${namespace} is being terminated`,
    field: 'metadata.namespace',
  }
  throw new ApiError(code, reason, message, { ...details, causes: [cause] })
}
