/** What every handler of a request gets. */
import type { Clock } from '../clock.ts'
import type { Key, KubeObject } from '../objects.ts'
import type { Flavour, Registry } from '../registry/registry.ts'
import { apiVersionOf, type Resource, type Subresource } from '../registry/resources.ts'
import { typeOfKind } from '../schema/schema.ts'
import type { Store } from '../store/store.ts'
import { formOf } from './form.ts'
import type { Form } from './formTypes.ts'
import type { PodLogs } from './podLogs.ts'
import { negotiate } from './negotiation.ts'
import type { RequestInfo } from './requestInfo.ts'
import type { Serializer } from './serializer.ts'
import { valueResponse } from './statusResponse.ts'

export interface Identity {
  readonly user: string
  readonly groups: readonly string[]
}

export interface SimulatedCluster {
  readonly store: Store
  readonly registry: Registry
  readonly clock: Clock
  /** From 0 to 1. */
  readonly random: () => number
  /** kubernetes where none is given. */
  readonly flavour?: Flavour
  /** OpenShift: what schedulers.config.openshift.io/cluster begins with. */
  readonly defaultNodeSelector?: string
  /** Without them, pods/log is left out. */
  readonly logs?: PodLogs
}

export interface Call {
  readonly cluster: SimulatedCluster
  readonly identity: Identity
  readonly request: Request
  readonly query: URLSearchParams
  readonly info: RequestInfo
  readonly resource: Resource
  readonly subresource: Subresource | undefined
}

/** The plural under which the store has the objects. */
export function storedAs({ plural, viewOf }: Resource): string {
  return viewOf ?? plural
}

/** @throws ApiError 406 */
export function formFor({ request, resource, query, cluster }: Call): {
  readonly form: Form
  readonly serializer: Serializer
} {
  const hasProtobuf = typeOfKind(apiVersionOf(resource), resource.kind) !== undefined
  const { representation, serializer } = negotiate(request.headers.get('accept'), hasProtobuf)
  return { form: formOf(representation, resource, query, cluster.clock.now), serializer }
}

/** @param warnings what the client is told beside the object */
export function objectResponse(
  call: Call,
  object: KubeObject,
  status = 200,
  warnings: readonly string[] = [],
): Response {
  const header = warnings.map((text) => `299 - "${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`)
  const headers = header.length === 0 ? {} : { warning: header.join(', ') }
  const { form, serializer } = formFor(call)
  return valueResponse(form.object(object), serializer, status, headers)
}

/** What is none of the resource's objects, such as a review's outcome or a Status: there is one form of it. */
export function answerWith(call: Call, value: unknown, status = 200): Response {
  return valueResponse(value, formFor(call).serializer, status)
}

export function keyOf({ info, resource }: Call): Key {
  return { namespace: resource.namespaced ? info.namespace : '', name: info.name }
}
