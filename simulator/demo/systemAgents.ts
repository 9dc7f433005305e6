/** The DaemonSets that the cluster's own operators run, as on OpenShift. */
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

const release = (part: string): string => `quay.io/openshift-release-dev/ocp-v4.0-art-dev:${part}`
const proxy = release('kube-rbac-proxy')

const onHosts = {
  nodeSelector: linux,
  tolerations: everywhere,
  hostNetwork: true,
  priority: nodeCritical,
}
const byTenths = { ...onHosts, maxUnavailable: '10%' }

const ovnKubeNode = agent(
  'openshift-ovn-kubernetes',
  'ovnkube-node',
  byTenths,
  container('ovn-controller', release('ovn-kubernetes'), ['10m', '300Mi']),
  container('ovnkube-controller', release('ovn-kubernetes'), ['10m', '600Mi']),
  container('kube-rbac-proxy-node', proxy, ['10m', '20Mi'], port('https', 9103)),
)

const multus = agent(
  'openshift-multus',
  'multus',
  { ...byTenths, graceSeconds: 10 },
  container('kube-multus', release('multus-cni'), ['10m', '65Mi']),
)

const dnsDefault = agent(
  'openshift-dns',
  'dns-default',
  {
    nodeSelector: linux,
    tolerations: tolerating(...ownPools),
    priority: nodeCritical,
    maxUnavailable: '10%',
    serviceAccount: 'dns',
  },
  container(
    'dns',
    release('coredns'),
    ['50m', '70Mi'],
    port('dns', 5353, { protocol: 'UDP' }),
    port('dns-tcp', 5353),
  ),
  container('kube-rbac-proxy', proxy, ['10m', '40Mi']),
)

const nodeResolver = agent(
  'openshift-dns',
  'node-resolver',
  { ...onHosts, maxUnavailable: '33%' },
  container('dns-node-resolver', release('cli'), ['5m', '21Mi']),
)

const machineConfigDaemon = agent(
  'openshift-machine-config-operator',
  'machine-config-daemon',
  { ...onHosts, graceSeconds: 600 },
  container('machine-config-daemon', release('machine-config-operator'), ['20m', '50Mi']),
  container('kube-rbac-proxy', proxy, ['20m', '50Mi'], port('metrics', 9001)),
)

const tuned = agent(
  'openshift-cluster-node-tuning-operator',
  'tuned',
  byTenths,
  container('tuned', release('cluster-node-tuning-operator'), ['10m', '50Mi']),
)

const nodeCa = agent(
  'openshift-image-registry',
  'node-ca',
  onHosts,
  container('node-ca', release('cli'), ['10m', '10Mi']),
)

/** Its rollout waits for a node that is dead: one may be unavailable. */
export const nodeExporter = agent(
  'openshift-monitoring',
  'node-exporter',
  {
    ...onHosts,
    labels: { 'app.kubernetes.io/name': 'node-exporter' },
    priority: 'system-cluster-critical',
    maxUnavailable: 1,
  },
  container(
    'node-exporter',
    'quay.io/prometheus/node-exporter:v1.9.1',
    ['8m', '32Mi'],
    port('metrics', 9100),
  ),
  container('kube-rbac-proxy', proxy, ['1m', '15Mi']),
)

const sidecars = 'registry.k8s.io/sig-storage'

/** Administrators update it node by node, by deleting its Pods. */
export const csiNode = agent(
  'openshift-cluster-csi-drivers',
  'aws-ebs-csi-driver-node',
  { ...onHosts, maxUnavailable: 'OnDelete' },
  container(
    'csi-driver',
    'public.ecr.aws/ebs-csi-driver/aws-ebs-csi-driver:v1.46.0',
    ['10m', '50Mi'],
    port('healthz', 10_300),
  ),
  container('csi-node-driver-registrar', `${sidecars}/csi-node-driver-registrar:v2.14.0`, [
    '10m',
    '50Mi',
  ]),
  container('csi-liveness-probe', `${sidecars}/livenessprobe:v2.16.0`, ['10m', '50Mi']),
)

export const systemAgents: readonly Agent[] = [
  ovnKubeNode,
  multus,
  dnsDefault,
  nodeResolver,
  machineConfigDaemon,
  tuned,
  nodeCa,
  nodeExporter,
  csiNode,
]
