/** What has happened in the demo's cluster before it is seen: its troubles come from this, by the cluster's own rules. */
import { createNode } from '../nodes/createNode.ts'
import { grantAccess } from './access.ts'
import type { Agent } from './agent.ts'
import { enlarge } from './fleet.ts'
import type { HeadStartClock } from './headStartClock.ts'
import type { DemoNode, DemoNodes } from './nodes.ts'
import { createProjects } from './projects.ts'
import type { Stage } from './stage.ts'
import { csiNode, nodeExporter, systemAgents } from './systemAgents.ts'
import {
  auditAgent,
  cacheWarmer,
  dcgmExporter,
  fluentBit,
  smartMonitor,
  speaker,
  teamAgents,
} from './teamAgents.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** How long before now the cluster was installed, in milliseconds. */
export const clusterAge = 140 * day

export interface Past {
  readonly stage: Stage
  readonly clock: HeadStartClock
  readonly nodes: DemoNodes
  /** Those of them that are there from the start. */
  readonly first: readonly DemoNode[]
  readonly agents: readonly Agent[]
}

/** Created only today. */
const newest: readonly Agent[] = [speaker, smartMonitor, cacheWarmer]

export function install({ stage, clock, nodes, first, agents }: Past): void {
  const { registry } = stage.cluster
  createProjects(stage.cluster, [...systemAgents, ...teamAgents, ...agents, auditAgent])
  createPriorityClasses(stage)
  grantAccess(registry)
  for (const node of first) createNode(registry, node)
  // No agent but those that tolerate everything runs there.
  const batch = nodes.name('worker', 31)
  stage.taintNode(batch, { key: 'dedicated', value: 'batch', effect: 'NoSchedule' })
  clock.run(minute)
  for (const agent of agents) if (!newest.includes(agent)) stage.deploy(agent)
  clock.run(2 * minute)
}

/** The API server makes sure of its own when it starts, where it has one. */
const priorityClasses: readonly (readonly [name: string, value: number])[] = [
  ['system-node-critical', 2_000_001_000],
  ['system-cluster-critical', 2_000_000_000],
  ['platform-agents', 1_000_000],
]

function createPriorityClasses({ cluster: { store, registry } }: Stage): void {
  for (const [name, value] of priorityClasses)
    if (store.get('priorityclasses', { namespace: '', name }) === undefined)
      registry.create('priorityclasses', '', { metadata: { name }, value })
}

/** Some months of work. */
export function operate({ stage, clock, nodes }: Past): void {
  clock.sleepUntil(63 * day)
  leaveOrphans(stage, clock, nodes)
  stage.setImage(fluentBit, 'cr.fluentbit.io/fluent/fluent-bit:4.0.12')
  clock.run(15 * minute)

  clock.sleepUntil(12 * day)
  stage.setImage(csiNode, 'public.ecr.aws/ebs-csi-driver/aws-ebs-csi-driver:v1.48.0')
  clock.run(minute)
  for (const pod of stage.podsOf(csiNode).slice(0, 9)) stage.removePod(pod)
  clock.run(minute)

  clock.sleepUntil(2 * day)
  stage.cordon(nodes.name('worker', 5))
  clock.run(minute)
}

/** A DaemonSet is deleted, its Pods stay. */
function leaveOrphans(stage: Stage, clock: HeadStartClock, nodes: DemoNodes): void {
  for (const index of [3, 4, 7, 10, 12])
    stage.labelNode(nodes.name('worker', index), 'example.com/audited', 'true')
  stage.deploy(auditAgent)
  clock.run(minute)
  stage.removeDaemonSet(auditAgent, 'Orphan')
  clock.run(minute)
}

/** The last hours, up to now. */
export function getIntoTrouble(past: Past): void {
  const { stage, clock, nodes, first, agents } = past
  const worker = (index: number): string => nodes.name('worker', index)
  clock.sleepUntil(3 * hour)
  fillNodes(past)
  for (const agent of newest) if (agents.includes(agent)) stage.deploy(agent)
  clock.run(2 * minute)
  if (nodes.all.length > first.length) {
    enlarge(stage, nodes)
    clock.run(minute)
  }
  clock.sleepUntil(50 * minute)
  stage.taintNode(worker(24), { key: 'example.com/disk', value: 'slow', effect: 'NoSchedule' })
  clock.run(minute)
  clock.sleepUntil(35 * minute)
  stage.setImage(dcgmExporter, 'registry.invalid/nvidia/dcgm-exporter:4.4.0-4.5.0-ubi9')
  clock.run(2 * minute)
  clock.sleepUntil(26 * minute)
  stage.setImage(nodeExporter, 'quay.io/prometheus/node-exporter:v1.10.0')
  clock.run(minute)
  stage.silence(worker(13))
  stage.pressMemory(worker(18))
  clock.run(2 * minute)
  clock.sleepUntil(5 * minute)
  stage.setImage(fluentBit, 'cr.fluentbit.io/fluent/fluent-bit:4.1.0')
  clock.catchUp()
}

/** What takes memory, ports and quota before the newest agents come. */
function fillNodes({ stage, clock, nodes }: Past): void {
  const { registry } = stage.cluster
  const worker = (index: number): string => nodes.name('worker', index)
  const pods = [
    ...[8, 19, 27].map((index, number) => [worker(index), database(`postgres-${number}`)] as const),
    [worker(2), edgeProxy] as const,
  ]
  for (const [node, pod] of pods)
    if (stage.node(node) !== undefined) registry.create('pods', 'team-data', onNode(pod, node))
  for (const index of [1, 4, 9, 12, 17, 20, 25, 28])
    stage.labelNode(worker(index), 'example.com/cache', 'ssd')
  registry.create('resourcequotas', 'team-data', {
    metadata: { name: 'team-data-pods' },
    spec: { hard: { pods: '10' } },
  })
  clock.run(minute)
}

interface BarePod {
  readonly name: string
  readonly container: object
}

function database(name: string): BarePod {
  const requests = { cpu: '2', memory: '26Gi' }
  const image = 'docker.io/library/postgres:17.6'
  return { name, container: { name: 'postgres', image, resources: { requests, limits: requests } } }
}

const edgeProxy: BarePod = {
  name: 'edge-proxy',
  container: {
    name: 'haproxy',
    image: 'docker.io/library/haproxy:3.2',
    ports: [{ name: 'stats', containerPort: 7472, hostPort: 7472 }],
  },
}

/** A Pod of nobody's, for that node alone. */
function onNode({ name, container }: BarePod, node: string): object {
  const nodeSelector = { 'kubernetes.io/hostname': node }
  return {
    metadata: { name, labels: { app: name } },
    spec: { nodeSelector, containers: [container], terminationGracePeriodSeconds: 30 },
  }
}
