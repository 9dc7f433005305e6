/** Random Pods for the differential test of fit: valid ones, as far as the API server checks. */
import * as fc from 'fast-check'
import type { Container, ContainerPort, ResourceRequirements } from '../k8s/objects.ts'
import { podRequests } from '../k8s/podRequests.ts'

type Amounts = Readonly<Record<string, string>>

/** The parts of a Pod's spec that fit depends on. */
export interface FitSpec {
  readonly containers: readonly Container[]
  readonly initContainers: readonly Container[]
  readonly resources?: ResourceRequirements
  readonly hostNetwork: boolean
  readonly priorityClassName?: string
}

/** Name → its Pods' priority, and whether they never preempt. */
export const priorityClasses: ReadonlyMap<
  string,
  { readonly value: number; readonly isPolite: boolean }
> = new Map([
  ['low', { value: -10, isPolite: false }],
  ['medium', { value: 1000, isPolite: false }],
  ['high', { value: 100_000, isPolite: false }],
  ['polite', { value: 100_000, isPolite: true }],
])

export const extended = 'example.com/card'

const one = fc.constantFrom
const sometimes = <T>(weight: number, usual: T, other: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other })

/** In the forms that people write. */
const milliCpu = fc.integer({ min: 1, max: 12 }).map((n) => n * 50)
const mebibytes = fc.integer({ min: 1, max: 10 }).map((n) => n * 32)

function asCpu(milli: number): string {
  return milli % 100 === 0 ? String(milli / 1000) : `${milli}m`
}

function asMemory(mebi: number): string {
  return mebi % 64 === 0 ? String(mebi * 1024 * 1024) : `${mebi}Mi`
}

/** A request, a limit that is not less, both, or neither. */
function bounded(
  name: string,
  amount: fc.Arbitrary<number>,
  print: (amount: number) => string,
): fc.Arbitrary<ResourceRequirements> {
  return fc
    .tuple(amount, fc.nat(2), one('none', 'request', 'limit', 'both'))
    .map(([request, more, kind]): ResourceRequirements => ({
      requests: kind === 'request' || kind === 'both' ? { [name]: print(request) } : {},
      limits: kind === 'limit' || kind === 'both' ? { [name]: print(request * (1 + more)) } : {},
    }))
}

/** Extended resources can't be overcommitted: request and limit are the same. */
const cards = sometimes<Amounts>(6, {}, one({ [extended]: '1' }, { [extended]: '2' })).map(
  (amounts): ResourceRequirements => ({ requests: amounts, limits: amounts }),
)

const disk = sometimes<Amounts>(5, {}, one({ 'ephemeral-storage': '1Gi' })).map(
  (requests): ResourceRequirements => ({ requests, limits: {} }),
)

const resources = fc
  .tuple(bounded('cpu', milliCpu, asCpu), bounded('memory', mebibytes, asMemory), cards, disk)
  .map((all) =>
    all.reduce((sum, each) => ({
      requests: { ...sum.requests, ...each.requests },
      limits: { ...sum.limits, ...each.limits },
    })),
  )

const ports: fc.Arbitrary<readonly ContainerPort[]> = sometimes<readonly ContainerPort[]>(
  3,
  [],
  fc
    .record({
      port: one(8080, 8443, 9100),
      protocol: one('TCP', 'TCP', 'UDP'),
      hostIP: one('', '', '0.0.0.0', '10.0.0.1', '10.0.0.2', '::'),
    })
    .map(({ port, ...rest }) => [{ containerPort: port, hostPort: port, ...rest }]),
)

const container = fc.record({ resources, ports })
type Parts = typeof container extends fc.Arbitrary<infer T> ? T : never

/** More for the whole Pod than its containers ask for, or a limit alone. */
const podLevel = fc.record({
  more: milliCpu,
  kind: sometimes<string>(4, 'none', one('request', 'limit', 'both')),
})

/** A Pod's spec with one of these PriorityClasses; no host port is in it twice. */
export const fitSpec = (...classes: readonly (string | undefined)[]): fc.Arbitrary<FitSpec> =>
  fc
    .record({
      main: fc.array(container, { minLength: 1, maxLength: 2 }),
      init: sometimes<readonly Parts[]>(3, [], fc.array(container, { minLength: 1, maxLength: 2 })),
      sidecars: fc.array(fc.boolean(), { minLength: 2, maxLength: 2 }),
      podLevel,
      hostNetwork: sometimes(5, false, fc.constant(true)),
      priorityClassName: one(...classes),
    })
    .map(({ main, init, sidecars, podLevel, hostNetwork, priorityClassName }) => {
      const taken = new Set<number>()
      const containers = main.map((each, index) => makeContainer(`main-${index}`, each, taken))
      const initContainers = init.map((each, index) => ({
        ...makeContainer(`init-${index}`, each, taken),
        ...(sidecars[index] === true ? { restartPolicy: 'Always' } : {}),
      }))
      const whole = wholePod({ containers, initContainers }, podLevel)
      return {
        containers,
        initContainers,
        hostNetwork,
        ...(whole === undefined ? {} : { resources: whole }),
        ...(priorityClassName === undefined ? {} : { priorityClassName }),
      }
    })

function makeContainer(name: string, { resources, ports }: Parts, taken: Set<number>): Container {
  const free = ports.filter(({ containerPort }) => !taken.has(containerPort))
  for (const { containerPort } of free) taken.add(containerPort)
  return { name, image: 'example.com/image', resources, ports: free }
}

function wholePod(
  spec: Pick<FitSpec, 'containers' | 'initContainers'>,
  { more, kind }: { readonly more: number; readonly kind: string },
): ResourceRequirements | undefined {
  if (kind === 'none') return undefined
  const cpu = (podRequests(spec).requests['cpu'] ?? 0) + more
  return {
    requests: kind === 'limit' ? {} : { cpu: `${cpu}m` },
    // Beyond the limit of every container.
    limits: kind === 'request' ? {} : { cpu: `${cpu + 4000}m` },
  }
}
