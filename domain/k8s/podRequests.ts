/**
 * What a Pod asks of its node, as the scheduler sums it (component-helpers, resource/helpers.go, PodRequests), after
 * the defaults that the API server sets on Pods alone (pkg/apis/core/v1/defaults.go, SetDefaults_Pod): a template's
 * Pods ask for what the template says, and a Pod that has the defaults already is not changed by them.
 */
import type { Container, PodSpec, ResourceAmounts, ResourceRequirements } from './objects.ts'
import {
  readResourceList,
  roundedAmount,
  type MilliAmounts,
  type QuantityProblem,
} from './resourceList.ts'

/** The parts of a Pod's spec that ask for resources. */
export interface RequestsSpec extends Pick<PodSpec, 'containers' | 'initContainers'> {
  /** Of the whole Pod: cpu, memory and hugepages-* replace what its containers ask for. */
  readonly resources?: ResourceRequirements
  /** What the RuntimeClass adds. */
  readonly overhead?: Readonly<Record<string, string>>
}

type Report = (problem: QuantityProblem) => void

/**
 * The requests of a Pod: the larger of what its containers and sidecars need together and of what its init containers
 * need one after the other; cpu, memory and huge pages of the whole Pod in their place; overhead on top. A resize that
 * is under way and claims of devices (DRA) play no part: they are in the Pod's status.
 * @param field path of `spec`, for problems
 * @returns resources that the scheduler counts and of which there is any; and quantities that cannot be read, which
 *   count as if they were not there
 */
export function podRequests(
  spec: RequestsSpec,
  field = 'spec',
): { readonly requests: ResourceAmounts; readonly problems: readonly QuantityProblem[] } {
  const problems: QuantityProblem[] = []
  const report: Report = (problem) => problems.push(problem)
  const total = containerRequests(spec, field, report)
  replaceByPodLevel(total, spec, field, report)
  add(total, readResourceList(spec.overhead, `${field}.overhead`, report))
  return { requests: counted(total), problems }
}

/** AggregateContainerRequests: while an init container runs, only the sidecars before it run beside it. */
function containerRequests(spec: RequestsSpec, field: string, report: Report): MilliAmounts {
  const total: MilliAmounts = new Map()
  const sidecars: MilliAmounts = new Map()
  const initPeak: MilliAmounts = new Map()
  for (const [index, container] of (spec.containers ?? []).entries())
    add(total, ownRequests(container, `${field}.containers[${index}]`, report))
  for (const [index, container] of (spec.initContainers ?? []).entries()) {
    const own = ownRequests(container, `${field}.initContainers[${index}]`, report)
    if (isSidecar(container)) {
      add(total, own)
      add(sidecars, own)
      raise(initPeak, sidecars)
    } else raise(initPeak, add(own, sidecars))
  }
  return raise(total, initPeak)
}

/** An init container that keeps running beside the others. */
export function isSidecar({ restartPolicy }: Container): boolean {
  return restartPolicy === 'Always'
}

/** A limit without a request is a request too. */
function ownRequests({ resources }: Container, field: string, report: Report): MilliAmounts {
  const limits = readResourceList(resources?.limits, `${field}.resources.limits`, report)
  const requests = readResourceList(resources?.requests, `${field}.resources.requests`, report)
  for (const [name, amount] of requests) limits.set(name, amount)
  return limits
}

/**
 * Requests of the whole Pod replace those of the containers. Its limits do so where neither has a request; always for
 * huge pages, which cannot be overcommitted (defaultPodRequests).
 */
function replaceByPodLevel(
  total: MilliAmounts,
  { resources }: RequestsSpec,
  field: string,
  report: Report,
): void {
  const requests = readResourceList(resources?.requests, `${field}.resources.requests`, report)
  const limits = readResourceList(resources?.limits, `${field}.resources.limits`, report)
  for (const [name, limit] of limits) {
    if (isPodLevel(name) && (isHugePages(name) || !total.has(name))) total.set(name, limit)
  }
  for (const [name, request] of requests) if (isPodLevel(name)) total.set(name, request)
}

function isPodLevel(name: string): boolean {
  return name === 'cpu' || name === 'memory' || isHugePages(name)
}

function isHugePages(name: string): boolean {
  return name.startsWith('hugepages-')
}

/** Adds the other amounts to the first and returns it. */
function add(amounts: MilliAmounts, others: MilliAmounts): MilliAmounts {
  for (const [name, other] of others) amounts.set(name, (amounts.get(name) ?? 0n) + other)
  return amounts
}

/** Raises each amount to the other's, where that is larger, and returns the first. */
function raise(amounts: MilliAmounts, others: MilliAmounts): MilliAmounts {
  for (const [name, other] of others) {
    const amount = amounts.get(name)
    if (amount === undefined || amount < other) amounts.set(name, other)
  }
  return amounts
}

function counted(total: MilliAmounts): ResourceAmounts {
  const requests: Record<string, number> = {}
  for (const [name, milli] of total)
    if (milli > 0n && isCounted(name)) requests[name] = roundedAmount(name, milli)
  return requests
}

/**
 * The scheduler passes over other names (pkg/scheduler/framework/types.go, Resource.Add). None of these is a name of
 * JavaScript's own, so plain objects can hold them.
 */
function isCounted(name: string): boolean {
  return (
    name === 'cpu' ||
    name === 'memory' ||
    name === 'ephemeral-storage' ||
    isHugePages(name) ||
    name.startsWith('attachable-volumes-') ||
    (name.includes('/') && !name.startsWith('requests.'))
  )
}
