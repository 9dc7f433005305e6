/** What an object uses of a quota (pkg/quota/v1/evaluator/core and apiserver, pkg/quota/v1/generic). */
import { at, listOf, text, textOrEmpty, texts } from '../../domain/decode/readJson.ts'
import type { Container, ResourceAmounts } from '../../domain/k8s/objects.ts'
import { podRequests } from '../../domain/k8s/podRequests.ts'
import type { Quantity } from '../../domain/k8s/quantity.ts'
import { groupResource, type Resource } from '../registry/resources.ts'

/** Resource, as quotas name it, such as requests.cpu or count/pods → how much of it. */
export type Usage = ReadonlyMap<string, Quantity>

const one: Quantity = { unscaled: 1n, scale: 0, format: 'DecimalSI' }
const aliases = new Set(['configmaps', 'resourcequotas'])

/** @param object its spec and status */
export function quotaUsage(
  resource: Resource,
  object: { readonly spec?: unknown; readonly status?: unknown },
): Usage {
  const counts: [string, Quantity][] = [[`count/${groupResource(resource)}`, one]]
  if (aliases.has(resource.plural)) counts.push([resource.plural, one])
  const isPod = resource.plural === 'pods' && !hasEnded(object.status)
  return new Map([...counts, ...(isPod ? podUsage(object.spec) : [])])
}

function hasEnded(status: unknown): boolean {
  return ['Failed', 'Succeeded'].includes(textOrEmpty(at(status, 'phase')))
}

/** podComputeUsageHelper */
function podUsage(spec: unknown): readonly [string, Quantity][] {
  const requests = amountsOf(spec, 'requests').flatMap(([name, amount]) =>
    isCompute(name)
      ? [pair(name, amount), pair(`requests.${name}`, amount)]
      : [pair(`requests.${name}`, amount)],
  )
  const limits = amountsOf(spec, 'limits')
    .filter(([name]) => isCompute(name))
    .map(([name, amount]) => pair(`limits.${name}`, amount))
  return [['pods', one], ...requests, ...limits]
}

function pair(name: string, amount: Quantity): [string, Quantity] {
  return [name, amount]
}

function isCompute(name: string): boolean {
  return ['cpu', 'memory', 'ephemeral-storage'].includes(name) || name.startsWith('hugepages-')
}

/** The sums over the containers, as the scheduler makes them. */
function amountsOf(spec: unknown, kind: 'requests' | 'limits'): readonly [string, Quantity][] {
  const containers = (field: string): readonly Container[] =>
    listOf(at(spec, field), (container) => readContainer(container, kind))
  const overhead = kind === 'requests' ? texts(at(spec, 'overhead')) : undefined
  const { requests } = podRequests({
    containers: containers('containers'),
    initContainers: containers('initContainers'),
    resources: onlyRequests(at(at(spec, 'resources'), kind)),
    ...(overhead !== undefined && { overhead }),
  })
  return toQuantities(requests)
}

function readContainer(container: unknown, kind: 'requests' | 'limits'): Container {
  const restartPolicy = text(at(container, 'restartPolicy'))
  return {
    name: textOrEmpty(at(container, 'name')),
    ...(restartPolicy !== undefined && { restartPolicy }),
    resources: onlyRequests(at(at(container, 'resources'), kind)),
  }
}

function onlyRequests(list: unknown): { readonly requests: Readonly<Record<string, string>> } {
  return { requests: texts(list) ?? {} }
}

function toQuantities(amounts: ResourceAmounts): readonly [string, Quantity][] {
  return Object.entries(amounts).map(([name, amount]) => [name, toQuantity(name, amount)])
}

function toQuantity(name: string, amount: number): Quantity {
  const unscaled = BigInt(amount)
  if (name === 'cpu') return { unscaled, scale: -3, format: 'DecimalSI' }
  const isBytes = name !== 'pods' && !name.includes('/')
  return { unscaled, scale: 0, format: isBytes ? 'BinarySI' : 'DecimalSI' }
}
