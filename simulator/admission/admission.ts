/** What may change or refuse a request before it is stored (apiserver, pkg/admission). */
import type { KubeObject } from '../objects.ts'
import type { Draft } from '../registry/draft.ts'
import type { Resource } from '../registry/resources.ts'

interface Asked {
  readonly resource: Resource
  readonly subresource?: 'status' | 'binding' | 'finalize'
  /** '' for objects of the cluster. */
  readonly namespace: string
  readonly dryRun: boolean
}

export interface CreateRequest extends Asked {
  readonly operation: 'CREATE'
  readonly object: Draft
}

export interface UpdateRequest extends Asked {
  readonly operation: 'UPDATE'
  readonly object: Draft
  readonly old: KubeObject
}

export interface DeleteRequest extends Asked {
  readonly operation: 'DELETE'
  readonly old: KubeObject
}

export type WriteRequest = CreateRequest | UpdateRequest

/** One plugin. It refuses by throwing an ApiError. */
export interface AdmissionPlugin {
  /** Before names are generated and before validation. @returns the object, changed or not */
  readonly admit?: (request: WriteRequest) => Draft
  /** After validation; the object is as it would be stored. */
  readonly validate?: (request: WriteRequest) => void
  readonly admitDelete?: (request: DeleteRequest) => void
}

/** Several plugins as one, in their order. */
export function admissionChain(plugins: readonly AdmissionPlugin[]): Required<AdmissionPlugin> {
  return {
    admit: (request) =>
      plugins.reduce(
        (object, plugin) => plugin.admit?.({ ...request, object }) ?? object,
        request.object,
      ),
    validate: (request) => {
      for (const plugin of plugins) plugin.validate?.(request)
    },
    admitDelete: (request) => {
      for (const plugin of plugins) plugin.admitDelete?.(request)
    },
  }
}
