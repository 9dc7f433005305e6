/** A namespace's quotas (apiserver, pkg/admission/plugin/resourcequota/controller.go). */
import { at, isJson, listOf, textOrEmpty, texts } from '../../domain/decode/readJson.ts'
import {
  addQuantities,
  compareQuantities,
  parseQuantity,
  printQuantity,
  type Quantity,
} from '../../domain/k8s/quantity.ts'
import type { KubeObject } from '../objects.ts'
import type { Store } from '../store/store.ts'
import type { AdmissionPlugin, CreateRequest } from './admission.ts'
import { isInScope } from './quotaScope.ts'
import { quotaUsage, type Usage } from './quotaUsage.ts'
import { refused } from './refused.ts'

/**
 * Refuses what would exceed a quota, and adds what it admits to the quota's status, which the quota controller counts
 * anew from time to time.
 */
export function resourceQuota(store: Store): AdmissionPlugin {
  return {
    validate: (request) => {
      if (request.operation !== 'CREATE' || request.namespace === '') return
      if (store.count('resourcequotas') === 0) return
      const quotas = store.list('resourcequotas', request.namespace)
      const usage = quotaUsage(request.resource, request.object)
      const charged = quotas.flatMap((quota) => charge(quota, usage, request))
      if (!request.dryRun) for (const quota of charged) store.replace('resourcequotas', quota)
    },
  }
}

/** @returns the quota with the new usage, where the object counts in it */
function charge(quota: KubeObject, usage: Usage, request: CreateRequest): readonly KubeObject[] {
  const hard = readAmounts(at(quota.status, 'hard'))
  const used = readAmounts(at(quota.status, 'used'))
  const restricted = [...hard.keys()].filter((name) => isAbout(name, request))
  if (restricted.length === 0 || !isInScope(quota, request)) return []
  checkContainers(quota, restricted, request)
  const unknown = restricted.some((name) => !used.has(name))
  const { name } = quota.metadata
  if (unknown) {
    const list = restricted.toSorted().join(',')
    throw refused(request, `status unknown for quota: ${name}, resources: ${list}`)
  }
  const asked = [...usage]
    .filter(([each]) => hard.has(each))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  const next = new Map(used)
  for (const [each, amount] of asked) next.set(each, sum(used.get(each), amount))
  const exceeded = asked.filter(([each]) => isMore(next.get(each), hard.get(each)))
  if (exceeded.length > 0) {
    const names = exceeded.map(([each]) => each)
    const [wanted, had, limit] = [usage, used, hard].map((amounts) => print(names, amounts))
    const why = `exceeded quota: ${name}, requested: ${wanted}, used: ${had}, limited: ${limit}`
    throw refused(request, why)
  }
  return [{ ...quota, status: { ...quota.status, used: Object.fromEntries(printed(next)) } }]
}

/** Which names of a quota have to do with objects of this kind (MatchingResources)? */
function isAbout(name: string, { resource, object }: CreateRequest): boolean {
  if (resource.plural !== 'pods') return quotaUsage(resource, object).has(name)
  return (
    name === 'pods' ||
    name === 'count/pods' ||
    /^((requests|limits)\.)?(cpu|memory|ephemeral-storage)$/.test(name) ||
    /^(requests\.)?hugepages-/.test(name) ||
    /^requests\..+\//.test(name)
  )
}

/** Who limits cpu or memory wants every container to say how much it takes (Constraints). */
function checkContainers(
  quota: KubeObject,
  restricted: readonly string[],
  request: CreateRequest,
): void {
  if (request.resource.plural !== 'pods' || isJson(at(request.object.spec, 'resources'))) return
  const missing = restricted
    .filter((name) => /^((requests|limits)\.)?(cpu|memory)$/.test(name))
    .toSorted()
    .map((name) => ({ name, containers: containersWithout(name, request) }))
    .filter(({ containers }) => containers.length > 0)
    .map(({ name, containers }) => `${name} for: ${containers.toSorted().join(',')}`)
  if (missing.length === 0) return
  const why = `must specify ${missing.join('; ')}`
  throw refused(request, `failed quota: ${quota.metadata.name}: ${why}`)
}

function containersWithout(name: string, { object: { spec } }: CreateRequest): readonly string[] {
  const kind = name.startsWith('limits.') ? 'limits' : 'requests'
  const resource = name.slice(name.indexOf('.') + 1)
  const lists = [at(spec, 'containers'), at(spec, 'initContainers')]
  return lists.flatMap((list) =>
    listOf(list, (container) =>
      at(at(at(container, 'resources'), kind), resource) === undefined
        ? textOrEmpty(at(container, 'name'))
        : undefined,
    ),
  )
}

function readAmounts(list: unknown): Map<string, Quantity> {
  const amounts = new Map<string, Quantity>()
  for (const [name, value] of Object.entries(texts(list) ?? {})) {
    const quantity = parseQuantity(value)
    if (!('error' in quantity)) amounts.set(name, quantity)
  }
  return amounts
}

function sum(used: Quantity | undefined, amount: Quantity): Quantity {
  return used === undefined ? amount : addQuantities(used, amount)
}

function isMore(amount: Quantity | undefined, limit: Quantity | undefined): boolean {
  return amount !== undefined && limit !== undefined && compareQuantities(amount, limit) > 0
}

function print(names: readonly string[], amounts: Usage): string {
  const only = names.flatMap((name) => {
    const amount = amounts.get(name)
    return amount === undefined ? [] : [`${name}=${printQuantity(amount)}`]
  })
  return only.join(',')
}

function printed(amounts: Usage): readonly (readonly [string, string])[] {
  return [...amounts].map(([name, amount]) => [name, printQuantity(amount)])
}
