/** The DaemonSets that administrators and teams of the demo's company have added. */
import { everywhere, linux, port, tolerating, type Agent } from './agent.ts'

/** One of its Pods finds its port taken. */
export const speaker: Agent = {
  namespace: 'metallb-system',
  name: 'speaker',
  containers: [
    {
      name: 'speaker',
      image: 'quay.io/metallb/speaker:v0.15.2',
      asks: ['50m', '100Mi'],
      ports: [port('monitoring', 7472), port('memberlist-tcp', 7946)],
    },
  ],
  nodeSelector: { role: 'worker' },
  hostNetwork: true,
  graceSeconds: 2,
}

/** Its rollout never ends. Two may be unavailable, of which a dead node takes one. */
export const fluentBit: Agent = {
  namespace: 'logging',
  name: 'fluent-bit',
  containers: [
    {
      name: 'fluent-bit',
      image: 'cr.fluentbit.io/fluent/fluent-bit:4.0.10',
      asks: ['100m', '128Mi'],
      limit: '256Mi',
      ports: [port('http', 2020)],
    },
  ],
  nodeSelector: linux,
  tolerations: everywhere,
  priority: 'platform-agents',
  maxUnavailable: 2,
  minReadySeconds: 15,
}

/** It crashes where the processor is another, and leaves a tainted node unguarded. */
export const falco: Agent = {
  namespace: 'security',
  name: 'falco',
  containers: [
    {
      name: 'falco',
      image: 'docker.io/falcosecurity/falco:0.41.3-amd64',
      asks: ['100m', '512Mi'],
      limit: '1Gi',
      ports: [port('http', 8765)],
    },
  ],
  nodeSelector: linux,
  tolerations: tolerating(
    'node-role.kubernetes.io/control-plane',
    'node-role.kubernetes.io/infra',
    'nvidia.com/gpu',
  ),
  priority: 'platform-agents',
  maxUnavailable: '25%',
}

const gpu = {
  nodeSelector: { 'nvidia.com/gpu.present': 'true' },
  tolerations: tolerating('nvidia.com/gpu'),
  priority: 'system-node-critical',
}

const devicePlugin: Agent = {
  namespace: 'nvidia-gpu-operator',
  name: 'nvidia-device-plugin-daemonset',
  containers: [
    {
      name: 'nvidia-device-plugin',
      image: 'nvcr.io/nvidia/k8s-device-plugin:v0.17.4',
      asks: ['50m', '128Mi'],
    },
  ],
  ...gpu,
}

/** Its update names an image that is nowhere. */
export const dcgmExporter: Agent = {
  namespace: 'nvidia-gpu-operator',
  name: 'nvidia-dcgm-exporter',
  containers: [
    {
      name: 'nvidia-dcgm-exporter',
      image: 'nvcr.io/nvidia/k8s/dcgm-exporter:4.2.3-4.3.0-ubi9',
      asks: ['100m', '256Mi'],
      ports: [port('metrics', 9400)],
    },
  ],
  ...gpu,
}

/** It asks for more memory than some nodes have left. */
export const smartMonitor: Agent = {
  namespace: 'hardware',
  name: 'smart-monitor',
  containers: [
    {
      name: 'smart-monitor',
      image: 'quay.io/prometheuscommunity/smartctl-exporter:v0.14.0',
      asks: ['50m', '2Gi'],
      ports: [port('metrics', 9633)],
    },
  ],
  nodeSelector: { role: 'worker' },
}

/** Its project's quota allows fewer Pods than nodes want one. */
export const cacheWarmer: Agent = {
  namespace: 'team-data',
  name: 'cache-warmer',
  containers: [{ name: 'warmer', image: 'quay.io/acme/cache-warmer:2.8.0', asks: ['50m', '64Mi'] }],
  nodeSelector: { 'example.com/cache': 'ssd' },
}

/** Its template wants all workers, its project only those of one zone. */
export const imagePrepuller: Agent = {
  namespace: 'team-vision',
  name: 'image-prepuller',
  containers: [
    { name: 'prepuller', image: 'quay.io/acme/image-prepuller:1.12.1', asks: ['10m', '32Mi'] },
  ],
  nodeSelector: { 'node-role.kubernetes.io/worker': '' },
}

/** The DaemonSet of OpenShift's documentation. */
export const hello: Agent = {
  namespace: 'myproject',
  name: 'hello-daemonset',
  labels: { name: 'hello-daemonset' },
  containers: [
    {
      name: 'registry',
      image: 'openshift/hello-openshift',
      ports: [port('http', 80)],
    },
  ],
  nodeSelector: { role: 'worker' },
  graceSeconds: 10,
  serviceAccount: 'default',
}

/** Deleted long ago, but for its Pods: they wait for a DaemonSet that adopts them. */
export const auditAgent: Agent = {
  namespace: 'myproject',
  name: 'audit-agent',
  containers: [{ name: 'audit', image: 'quay.io/acme/audit-agent:0.9.4', asks: ['10m', '32Mi'] }],
  nodeSelector: { 'example.com/audited': 'true' },
}

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
