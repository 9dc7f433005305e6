/** A Pod's priority is that of its class (plugin/pkg/admission/priority). */
import { at, number, text, textOrEmpty, type Json } from '../../domain/decode/readJson.ts'
import type { KubeObject } from '../objects.ts'
import type { Draft } from '../registry/draft.ts'
import type { Store } from '../store/store.ts'
import type { AdmissionPlugin, WriteRequest } from './admission.ts'
import { isPodRequest, withSpec } from './podPlugin.ts'
import { refused } from './refused.ts'

export function priority(store: Store): AdmissionPlugin {
  return {
    admit: (request) => {
      if (!isPodRequest(request)) return request.object
      return withSpec(request.object, (spec) =>
        request.operation === 'CREATE'
          ? withPriority(store, spec, request)
          : withKeptPriority(spec, request.old),
      )
    },
    validate: (request) => {
      if (request.resource.plural === 'priorityclasses') checkOnlyDefault(store, request)
    },
  }
}

function withPriority(store: Store, spec: Json, request: WriteRequest): Json {
  const { name, value, policy } = classOf(store, spec, request)
  const own = number(spec['priority']) ?? value
  if (own !== value) throw refused(request, notGiven('integer value of priority', own, value))
  const ownPolicy = text(spec['preemptionPolicy']) ?? policy
  if (ownPolicy !== policy) {
    throw refused(request, notGiven('string value of PreemptionPolicy', ownPolicy, policy))
  }
  const named = name === '' ? spec : { ...spec, priorityClassName: name }
  return { ...named, priority: value, preemptionPolicy: policy }
}

function notGiven(what: string, given: number | string, computed: number | string): string {
  return (
    `the ${what} (${given}) must not be provided in pod spec; ` +
    `priority admission controller computed ${computed} from the given PriorityClass name`
  )
}

interface PodPriority {
  readonly name: string
  readonly value: number
  readonly policy: string
}

function classOf(store: Store, spec: Json, request: WriteRequest): PodPriority {
  const name = textOrEmpty(spec['priorityClassName'])
  if (name === '') return readClass(defaultClass(store))
  const found = store.get('priorityclasses', { namespace: '', name })
  if (found === undefined) {
    throw refused(request, `no PriorityClass with name ${name} was found`)
  }
  return readClass(found)
}

/** Of several, the one with the lowest value. */
function defaultClass(store: Store): KubeObject | undefined {
  let lowest: KubeObject | undefined
  for (const each of store.all('priorityclasses')) {
    if (each['globalDefault'] !== true) continue
    if (lowest === undefined || readClass(each).value < readClass(lowest).value) lowest = each
  }
  return lowest
}

function readClass(object: KubeObject | undefined): PodPriority {
  return {
    name: object?.metadata.name ?? '',
    value: number(object?.['value']) ?? 0,
    policy: text(object?.['preemptionPolicy']) ?? 'PreemptLowerPriority',
  }
}

/** Whoever sends a Pod without its priority leaves it as it is. */
function withKeptPriority(spec: Json, { spec: old }: KubeObject): Json {
  const [priority, preemptionPolicy] = [at(old, 'priority'), at(old, 'preemptionPolicy')]
  return {
    ...(priority !== undefined && { priority }),
    ...(preemptionPolicy !== undefined && { preemptionPolicy }),
    ...spec,
  }
}

function checkOnlyDefault(store: Store, request: WriteRequest): void {
  const { object }: { readonly object: Draft } = request
  if (object['globalDefault'] !== true) return
  const other = defaultClass(store)?.metadata.name
  if (other === undefined) return
  if (request.operation === 'UPDATE' && other === object.metadata.name) return
  throw refused(
    request,
    `PriorityClass ${other} is already marked as default. Only one default can exist`,
  )
}
