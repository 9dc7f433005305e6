/** What a round of the differential test of fit creates: random, the same for the same seed. */
import * as fc from 'fast-check'
import { hostPorts } from '../k8s/hostPorts.ts'
import type { Container } from '../k8s/objects.ts'
import { extended, type FitSpec, fitSpec, priorityClasses } from './fitSpecs.test-kit.ts'

export const namespace = 'fit'
export const nodeCount = 100
/** Besides, every second one comes while the one before is there, if that one is at least as important. */
const templatesInRound = 6

type Amounts = Readonly<Record<string, string>>

/** A Pod that is on its node before. */
export interface Resident {
  readonly spec: FitSpec
  /** Its RuntimeClass adds overhead. */
  readonly isHeavy: boolean
  /** Pending: it has not started. */
  readonly phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed'
  readonly isEnding: boolean
}

export interface FitNode {
  readonly allocatable: Amounts
  readonly residents: readonly Resident[]
}

export interface FitRound {
  readonly nodes: readonly FitNode[]
  /** Of DaemonSets that come one after the other. */
  readonly templates: readonly FitSpec[]
}

const allocatable: fc.Arbitrary<Amounts> = fc
  .record({
    cpu: fc.integer({ min: 4, max: 80 }),
    memory: fc.integer({ min: 4, max: 80 }),
    pods: fc.integer({ min: 2, max: 9 }),
    cards: fc.nat(3),
    disk: fc.nat(3),
  })
  .map(({ cpu, memory, pods, cards, disk }) => ({
    cpu: `${cpu * 50}m`,
    memory: `${memory * 32}Mi`,
    pods: String(pods),
    ...(cards === 0 ? {} : { [extended]: String(cards) }),
    ...(disk === 0 ? {} : { 'ephemeral-storage': `${disk}Gi` }),
  }))

const resident: fc.Arbitrary<Resident> = fc.record({
  spec: fitSpec(undefined, undefined, 'low', 'medium', 'high'),
  isHeavy: fc.nat(4).map((n) => n === 0),
  phase: fc.constantFrom('Running', 'Running', 'Running', 'Running', 'Succeeded', 'Failed'),
  isEnding: fc.nat(5).map((n) => n === 0),
})

/** At most one has not started: to the scheduler, two of them would be equally important. */
const node: fc.Arbitrary<FitNode> = fc.record({
  allocatable,
  residents: fc
    .tuple(fc.array(resident, { maxLength: 5 }), fc.boolean())
    .map(([residents, isOneNew]) =>
      withoutDoublePorts(residents).map((each, index) =>
        index === 0 && isOneNew ? { ...each, phase: 'Pending' } : each,
      ),
    ),
})

/**
 * Where two Pods of a node have the same port, which the scheduler itself never allows, it forgets the port with the
 * first of them that goes (kube-scheduler/framework/types.go, HostPortInfo.Remove).
 */
function withoutDoublePorts(residents: readonly Resident[]): readonly Resident[] {
  const taken = new Set<string>()
  return residents.map((resident) => {
    const ports = hostPorts(resident.spec).map((port) => JSON.stringify(port))
    const isDouble = ports.some((port) => taken.has(port))
    for (const port of ports) taken.add(port)
    return isDouble ? { ...resident, spec: withoutPorts(resident.spec) } : resident
  })
}

function withoutPorts(spec: FitSpec): FitSpec {
  const strip = (container: Container): Container => ({ ...container, ports: [] })
  return {
    ...spec,
    containers: spec.containers.map(strip),
    initContainers: spec.initContainers.map(strip),
  }
}

/** More important than most that are there: else nothing would be preempted. */
const template = fitSpec(undefined, 'low', 'medium', 'high', 'high', 'high', 'polite')

export function planRound(seed: number): FitRound {
  return {
    nodes: fc.sample(node, { numRuns: nodeCount, seed }),
    templates: fc.sample(template, { numRuns: templatesInRound, seed: seed + 1_000_000 }),
  }
}

export function nodeName(index: number): string {
  return `node-${index}`
}

/** Without the annotation that would make kwok look after it. */
export function nodeManifest(index: number): unknown {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: nodeName(index) },
    status: { conditions: [{ type: 'Ready', status: 'True' }] },
  }
}

export const runtimeClass = {
  apiVersion: 'node.k8s.io/v1',
  kind: 'RuntimeClass',
  metadata: { name: 'heavy' },
  handler: 'heavy',
  overhead: { podFixed: { cpu: '70m', memory: '20Mi' } },
}

export function priorityClassManifests(): readonly unknown[] {
  return [...priorityClasses].map(([name, { value, isPolite }]) => ({
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { name },
    value,
    ...(isPolite ? { preemptionPolicy: 'Never' } : {}),
  }))
}

/** Bound from the start: the scheduler is not asked whether it fits. */
export function residentManifest(
  { spec, isHeavy }: Resident,
  node: number,
  index: number,
): unknown {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: residentName(node, index), namespace },
    spec: {
      ...spec,
      nodeName: nodeName(node),
      automountServiceAccountToken: false,
      ...(isHeavy ? { runtimeClassName: 'heavy' } : {}),
    },
  }
}

export function residentName(node: number, index: number): string {
  return `resident-${node}-${index}`
}

/** Its Pods are those with label `app` of this name. */
export function daemonSetManifest(name: string, spec: FitSpec): unknown {
  const labels = { app: name }
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name, namespace },
    spec: {
      selector: { matchLabels: labels },
      updateStrategy: { type: 'OnDelete' },
      template: {
        metadata: { labels },
        spec: { ...spec, automountServiceAccountToken: false },
      },
    },
  }
}
