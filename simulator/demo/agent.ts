/** A DaemonSet of the demo, in few words. */
import type { Json } from '../../domain/decode/readJson.ts'
import type { Toleration } from '../../domain/k8s/objects.ts'
import type { Key, Texts } from '../objects.ts'

export interface AgentContainer {
  readonly name: string
  readonly image: string
  /** What it asks for: cpu and memory. Absent: nothing. */
  readonly asks?: readonly [cpu: string, memory: string]
  /** Of memory. */
  readonly limit?: string
  readonly ports?: readonly object[]
}

export interface Agent extends Key {
  readonly containers: readonly AgentContainer[]
  /** Of its selector and its Pods. Absent: its name as `app`. */
  readonly labels?: Texts
  readonly nodeSelector?: Texts
  readonly tolerations?: readonly Toleration[]
  readonly hostNetwork?: boolean
  readonly priority?: string
  readonly graceSeconds?: number
  /** Of a rolling update; 'OnDelete' for none. */
  readonly maxUnavailable?: number | string
  readonly minReadySeconds?: number
  /** Absent: an account of its own name. */
  readonly serviceAccount?: string
}

export const everywhere: readonly Toleration[] = [{ operator: 'Exists' }]
export const linux: Texts = { 'kubernetes.io/os': 'linux' }
export const nodeCritical = 'system-node-critical'
/** The taints of pools that are not for everybody (machines.ts). */
export const ownPools: readonly string[] = [
  'node-role.kubernetes.io/control-plane',
  'node-role.kubernetes.io/infra',
  'nvidia.com/gpu',
]

/** One row of a list of agents. */
export function agent(
  namespace: string,
  name: string,
  rest: Omit<Agent, 'namespace' | 'name' | 'containers'>,
  ...containers: readonly AgentContainer[]
): Agent {
  return { namespace, name, containers, ...rest }
}

export function container(
  name: string,
  image: string,
  asks: readonly [cpu: string, memory: string],
  ...ports: readonly object[]
): AgentContainer {
  return { name, image, asks, ...(ports.length > 0 && { ports }) }
}

export function tolerating(...keys: readonly string[]): readonly Toleration[] {
  return keys.map((key) => ({ key, operator: 'Exists', effect: 'NoSchedule' }))
}

/** A port of the container, which is the node's where it is on the host's network. */
export function port(name: string, containerPort: number, rest: object = {}): object {
  return { name, containerPort, protocol: 'TCP', ...rest }
}

export function accountOf({ name, serviceAccount = name }: Agent): string {
  return serviceAccount
}

/** The manifest that an administrator or an operator would apply. */
export function daemonSetManifest(agent: Agent): Json {
  const { namespace, name, labels = { app: name }, minReadySeconds } = agent
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name, namespace, labels },
    spec: {
      selector: { matchLabels: labels },
      updateStrategy: updateStrategy(agent),
      ...(minReadySeconds !== undefined && { minReadySeconds }),
      template: { metadata: { labels }, spec: podSpec(agent) },
    },
  }
}

function updateStrategy({ maxUnavailable = 1 }: Agent): object {
  if (maxUnavailable === 'OnDelete') return { type: 'OnDelete' }
  return { type: 'RollingUpdate', rollingUpdate: { maxUnavailable } }
}

function podSpec(agent: Agent): object {
  const { nodeSelector, tolerations, hostNetwork = false, priority, graceSeconds = 30 } = agent
  return {
    ...(nodeSelector && { nodeSelector }),
    ...(tolerations && { tolerations }),
    ...(hostNetwork && { hostNetwork, dnsPolicy: 'ClusterFirstWithHostNet' }),
    ...(priority !== undefined && { priorityClassName: priority }),
    serviceAccountName: accountOf(agent),
    terminationGracePeriodSeconds: graceSeconds,
    containers: agent.containers.map(containerSpec),
  }
}

function containerSpec({ name, image, asks, limit, ports }: AgentContainer): object {
  const requests = asks && { cpu: asks[0], memory: asks[1] }
  const limits = limit === undefined ? undefined : { memory: limit }
  return { name, image, ports, resources: { requests, limits } }
}
