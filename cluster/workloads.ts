/** A DaemonSet's manifest, as far as this folder reads it again. */
export type PlannedDaemonSet = {
  readonly apiVersion: 'apps/v1'
  readonly kind: 'DaemonSet'
  readonly metadata: {
    readonly name: string
    readonly namespace: string
    readonly labels: Readonly<Record<string, string>>
  }
  readonly spec: object
}

type Workload = {
  readonly name: string
  readonly namespace: string
  readonly image: string
  /** CPU and memory that its container requests. */
  readonly requests: readonly [string, string]
  readonly sidecars?: Readonly<Record<string, string>>
  /** What its Pod template's spec has beside the containers. */
  readonly pod?: object
  readonly hostPort?: number
  readonly privileged?: true
  readonly updateStrategy?: object
}

const everywhere = [{ operator: 'Exists' }]
const onControlPlanes = [{ key: 'node-role.kubernetes.io/control-plane', operator: 'Exists' }]
const onGpus = [{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }]
const gpuNodes = { 'node-role.kubernetes.io/gpu': '' }
const infraNodes = { 'node-role.kubernetes.io/infra': '' }
const critical = { priorityClassName: 'system-node-critical' }
const rolling = (limits: object): object => ({ type: 'RollingUpdate', rollingUpdate: limits })

/** Agents that people know, each with a placement of its own; the first six differ most. */
const workloads: readonly Workload[] = [
  {
    name: 'kube-proxy',
    namespace: 'kube-system',
    image: 'registry.k8s.io/kube-proxy:v1.36.3',
    requests: ['100m', '64Mi'],
    privileged: true,
    pod: { ...critical, hostNetwork: true, tolerations: everywhere },
    updateStrategy: rolling({ maxUnavailable: '10%' }),
  },
  {
    name: 'node-exporter',
    namespace: 'monitoring',
    image: 'quay.io/prometheus/node-exporter:v1.10.2',
    requests: ['50m', '64Mi'],
    hostPort: 9100,
    pod: {
      hostNetwork: true,
      hostPID: true,
      nodeSelector: { 'kubernetes.io/os': 'linux' },
      tolerations: [{ operator: 'Exists', effect: 'NoSchedule' }],
    },
  },
  {
    name: 'fluent-bit',
    namespace: 'logging',
    image: 'cr.fluentbit.io/fluent/fluent-bit:4.2.0',
    requests: ['50m', '128Mi'],
    pod: { tolerations: onControlPlanes },
    updateStrategy: rolling({ maxUnavailable: 3 }),
  },
  {
    name: 'csi-node',
    namespace: 'storage',
    image: 'registry.k8s.io/sig-storage/hostpathplugin:v1.17.0',
    requests: ['20m', '64Mi'],
    privileged: true,
    sidecars: {
      'node-driver-registrar': 'registry.k8s.io/sig-storage/csi-node-driver-registrar:v2.15.0',
      'liveness-probe': 'registry.k8s.io/sig-storage/livenessprobe:v2.17.0',
    },
    pod: { ...critical, nodeSelector: { role: 'worker' } },
  },
  {
    name: 'nvidia-device-plugin',
    namespace: 'gpu-operator',
    image: 'nvcr.io/nvidia/k8s-device-plugin:v0.18.0',
    requests: ['50m', '64Mi'],
    pod: { ...critical, nodeSelector: gpuNodes, tolerations: onGpus },
  },
  {
    name: 'ingress-nginx-controller',
    namespace: 'ingress-nginx',
    image: 'registry.k8s.io/ingress-nginx/controller:v1.14.0',
    requests: ['200m', '256Mi'],
    pod: { nodeSelector: infraNodes },
    updateStrategy: rolling({ maxSurge: 1, maxUnavailable: 0 }),
  },
  {
    name: 'cilium',
    namespace: 'kube-system',
    image: 'quay.io/cilium/cilium:v1.18.4',
    requests: ['100m', '256Mi'],
    privileged: true,
    pod: { ...critical, hostNetwork: true, tolerations: everywhere },
    updateStrategy: rolling({ maxUnavailable: 2 }),
  },
  {
    name: 'falco',
    namespace: 'security',
    image: 'docker.io/falcosecurity/falco:0.42.1',
    requests: ['100m', '256Mi'],
    privileged: true,
    pod: {
      tolerations: onControlPlanes,
      affinity: required({ key: 'kubernetes.io/arch', operator: 'In', values: ['amd64'] }),
    },
  },
  {
    name: 'local-volume-provisioner',
    namespace: 'storage',
    image: 'registry.k8s.io/sig-storage/local-volume-provisioner:v2.8.0',
    requests: ['20m', '64Mi'],
    privileged: true,
    pod: {
      affinity: required(
        { key: 'topology.kubernetes.io/zone', operator: 'NotIn', values: ['tokyo-c'] },
        { key: 'node-role.kubernetes.io/worker', operator: 'Exists' },
      ),
    },
    updateStrategy: { type: 'OnDelete' },
  },
  {
    name: 'dcgm-exporter',
    namespace: 'gpu-operator',
    image: 'nvcr.io/nvidia/k8s/dcgm-exporter:4.4.2',
    requests: ['50m', '128Mi'],
    pod: { nodeSelector: { 'nvidia.com/gpu.present': 'true' }, tolerations: onGpus },
  },
  {
    name: 'node-local-dns',
    namespace: 'kube-system',
    image: 'registry.k8s.io/dns/k8s-dns-node-cache:1.26.7',
    requests: ['25m', '32Mi'],
    pod: { ...critical, tolerations: everywhere },
  },
  {
    name: 'node-problem-detector',
    namespace: 'monitoring',
    image: 'registry.k8s.io/node-problem-detector/node-problem-detector:v1.34.0',
    requests: ['20m', '64Mi'],
    pod: { tolerations: [...onControlPlanes, ...onGpus] },
  },
]

/**
 * The manifests of m DaemonSets: the workloads above, then the same again with a number (and, for
 * a host port, another port, so that all of them fit on the nodes of planFleet).
 */
export function planDaemonSets(m: number): readonly PlannedDaemonSet[] {
  if (!Number.isInteger(m) || m < 0) throw new RangeError(`there are no ${m} DaemonSets`)
  return Array.from({ length: Math.ceil(m / workloads.length) }, (_, round) =>
    workloads.map((workload) => manifestOf(workload, round)),
  )
    .flat()
    .slice(0, m)
}

function manifestOf(workload: Workload, round: number): PlannedDaemonSet {
  const name = round === 0 ? workload.name : `${workload.name}-${round + 1}`
  const labels = { 'app.kubernetes.io/name': workload.name, 'app.kubernetes.io/instance': name }
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name, namespace: workload.namespace, labels },
    spec: {
      selector: { matchLabels: { 'app.kubernetes.io/instance': name } },
      ...(workload.updateStrategy === undefined ? {} : { updateStrategy: workload.updateStrategy }),
      template: {
        metadata: { labels },
        spec: { ...workload.pod, containers: containersOf(workload, round) },
      },
    },
  }
}

function containersOf(workload: Workload, round: number): readonly object[] {
  const [cpu, memory] = workload.requests
  const port = workload.hostPort === undefined ? undefined : workload.hostPort + 100 * round
  const main = {
    name: workload.name,
    image: workload.image,
    resources: { requests: { cpu, memory }, limits: { memory } },
    ...(port === undefined ? {} : { ports: [{ name: 'metrics', containerPort: port }] }),
    ...(workload.privileged ? { securityContext: { privileged: true } } : {}),
  }
  const sidecars = Object.entries(workload.sidecars ?? {}).map(([name, image]) => ({
    name,
    image,
    resources: { requests: { cpu: '10m', memory: '16Mi' } },
  }))
  return [main, ...sidecars]
}

function required(...matchExpressions: readonly object[]): object {
  const nodeSelectorTerms = [{ matchExpressions }]
  return { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } }
}
