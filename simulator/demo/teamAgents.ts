/** The DaemonSets that administrators and teams of the demo's company have added. */
import {
  agent,
  container,
  everywhere,
  linux,
  nodeCritical,
  ownPools,
  port,
  tolerating,
  type Agent,
} from './agent.ts'

const onWorkers = { nodeSelector: { role: 'worker' } }
const onGpus = {
  nodeSelector: { 'nvidia.com/gpu.present': 'true' },
  tolerations: tolerating('nvidia.com/gpu'),
  priority: nodeCritical,
}

/** One of its Pods finds its port taken. */
export const speaker = agent(
  'metallb-system',
  'speaker',
  { ...onWorkers, hostNetwork: true, graceSeconds: 2 },
  container(
    'speaker',
    'quay.io/metallb/speaker:v0.15.2',
    ['50m', '100Mi'],
    port('monitoring', 7472),
    port('memberlist-tcp', 7946),
  ),
)

/** Its rollout never ends. Two may be unavailable, of which a dead node takes one. */
export const fluentBit = agent(
  'logging',
  'fluent-bit',
  {
    nodeSelector: linux,
    tolerations: everywhere,
    priority: 'platform-agents',
    maxUnavailable: 2,
    minReadySeconds: 15,
  },
  {
    ...container(
      'fluent-bit',
      'cr.fluentbit.io/fluent/fluent-bit:4.0.10',
      ['100m', '128Mi'],
      port('http', 2020),
    ),
    limit: '256Mi',
  },
)

/** It crashes where the processor is another, and leaves a tainted node unguarded. */
export const falco = agent(
  'security',
  'falco',
  {
    nodeSelector: linux,
    tolerations: tolerating(...ownPools),
    priority: 'platform-agents',
    maxUnavailable: '25%',
  },
  {
    ...container(
      'falco',
      'docker.io/falcosecurity/falco:0.41.3-amd64',
      ['100m', '512Mi'],
      port('http', 8765),
    ),
    limit: '1Gi',
  },
)

const devicePlugin = agent(
  'nvidia-gpu-operator',
  'nvidia-device-plugin-daemonset',
  onGpus,
  container('nvidia-device-plugin', 'nvcr.io/nvidia/k8s-device-plugin:v0.17.4', ['50m', '128Mi']),
)

/** Its update names an image that is nowhere. */
export const dcgmExporter = agent(
  'nvidia-gpu-operator',
  'nvidia-dcgm-exporter',
  onGpus,
  container(
    'nvidia-dcgm-exporter',
    'nvcr.io/nvidia/k8s/dcgm-exporter:4.2.3-4.3.0-ubi9',
    ['100m', '256Mi'],
    port('metrics', 9400),
  ),
)

/** It asks for more memory than some nodes have left. */
export const smartMonitor = agent(
  'hardware',
  'smart-monitor',
  onWorkers,
  container(
    'smart-monitor',
    'quay.io/prometheuscommunity/smartctl-exporter:v0.14.0',
    ['50m', '2Gi'],
    port('metrics', 9633),
  ),
)

/** Its project's quota allows fewer Pods than nodes want one. */
export const cacheWarmer = agent(
  'team-data',
  'cache-warmer',
  { nodeSelector: { 'example.com/cache': 'ssd' } },
  container('warmer', 'quay.io/acme/cache-warmer:2.8.0', ['50m', '64Mi']),
)

/** Its template wants all workers, its project only those of one zone. */
export const imagePrepuller = agent(
  'team-vision',
  'image-prepuller',
  { nodeSelector: { 'node-role.kubernetes.io/worker': '' } },
  container('prepuller', 'quay.io/acme/image-prepuller:1.12.1', ['10m', '32Mi']),
)

/** The DaemonSet of OpenShift's documentation: it asks for nothing. */
export const hello = agent(
  'myproject',
  'hello-daemonset',
  {
    ...onWorkers,
    labels: { name: 'hello-daemonset' },
    graceSeconds: 10,
    serviceAccount: 'default',
  },
  { name: 'registry', image: 'openshift/hello-openshift', ports: [port('http', 80)] },
)

/** Deleted long ago, but for its Pods: they wait for a DaemonSet that adopts them. */
export const auditAgent = agent(
  'myproject',
  'audit-agent',
  { nodeSelector: { 'example.com/audited': 'true' } },
  container('audit', 'quay.io/acme/audit-agent:0.9.4', ['10m', '32Mi']),
)

export const teamAgents: readonly Agent[] = [
  speaker,
  fluentBit,
  falco,
  devicePlugin,
  dcgmExporter,
  smartMonitor,
  cacheWarmer,
  imagePrepuller,
  hello,
]
