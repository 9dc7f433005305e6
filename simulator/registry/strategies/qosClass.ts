/** A Pod's quality of service (pkg/apis/core/v1/helper/qos/qos.go, ComputePodQOS). */
import { at, isJson, listOf, texts, type Json } from '../../../domain/decode/readJson.ts'
import {
  addQuantities,
  compareQuantities,
  parseQuantity,
  type Quantity,
} from '../../../domain/k8s/quantity.ts'

type Amounts = Map<string, Quantity>

type QosClass = 'BestEffort' | 'Burstable' | 'Guaranteed'

/** Containers without others beside them → their class: the Pods of one template share them. */
const known = new WeakMap<object, QosClass>()

/** @param spec a Pod's, with its defaults */
export function qosClass(spec: Json): QosClass {
  const { containers, initContainers, resources } = spec
  if (!Array.isArray(containers) || initContainers !== undefined || resources !== undefined) {
    return compute(spec)
  }
  const found = known.get(containers) ?? compute(spec)
  known.set(containers, found)
  return found
}

function compute(spec: Json): QosClass {
  const [requests, limits]: [Amounts, Amounts] = [new Map(), new Map()]
  let isLimited = true
  for (const resources of resourcesOf(spec)) {
    add(requests, at(resources, 'requests'))
    const own = add(limits, at(resources, 'limits'))
    if (own < 2) isLimited = false
  }
  if (requests.size === 0 && limits.size === 0) return 'BestEffort'
  const isExact = [...requests].every(([name, request]) => {
    const limit = limits.get(name)
    return limit !== undefined && compareQuantities(limit, request) === 0
  })
  return isLimited && isExact && requests.size === limits.size ? 'Guaranteed' : 'Burstable'
}

/** The Pod's own resources, where it has any, in place of its containers'. */
function resourcesOf(spec: Json): readonly unknown[] {
  if (isJson(spec['resources'])) return [spec['resources']]
  const all = [spec['containers'], spec['initContainers']]
  return all.flatMap((list) => listOf(list, (container) => at(container, 'resources') ?? {}))
}

/** Adds the amounts of cpu and memory above 0. @returns how many there were */
function add(sums: Amounts, list: unknown): number {
  let count = 0
  for (const [name, text] of Object.entries(texts(list) ?? {})) {
    const quantity = parseQuantity(text)
    if (!(name === 'cpu' || name === 'memory') || 'error' in quantity) continue
    if (quantity.unscaled <= 0n) continue
    count += 1
    const sum = sums.get(name)
    sums.set(name, sum === undefined ? quantity : addQuantities(sum, quantity))
  }
  return count
}
