/** The DaemonSets that the cluster's own operators run, as on OpenShift. */
import { everywhere, linux, port, tolerating, type Agent } from './agent.ts'

const release = 'quay.io/openshift-release-dev/ocp-v4.0-art-dev'
const nodeCritical = 'system-node-critical'

const network: readonly Agent[] = [
  {
    namespace: 'openshift-ovn-kubernetes',
    name: 'ovnkube-node',
    containers: [
      { name: 'ovn-controller', image: `${release}:ovn-kubernetes`, asks: ['10m', '300Mi'] },
      { name: 'ovnkube-controller', image: `${release}:ovn-kubernetes`, asks: ['10m', '600Mi'] },
      {
        name: 'kube-rbac-proxy-node',
        image: `${release}:kube-rbac-proxy`,
        asks: ['10m', '20Mi'],
        ports: [port('https', 9103)],
      },
    ],
    nodeSelector: linux,
    tolerations: everywhere,
    hostNetwork: true,
    priority: nodeCritical,
    maxUnavailable: '10%',
  },
  {
    namespace: 'openshift-multus',
    name: 'multus',
    containers: [{ name: 'kube-multus', image: `${release}:multus-cni`, asks: ['10m', '65Mi'] }],
    nodeSelector: linux,
    tolerations: everywhere,
    hostNetwork: true,
    priority: nodeCritical,
    maxUnavailable: '10%',
    graceSeconds: 10,
  },
  {
    namespace: 'openshift-dns',
    name: 'dns-default',
    containers: [
      {
        name: 'dns',
        image: `${release}:coredns`,
        asks: ['50m', '70Mi'],
        ports: [port('dns', 5353, { protocol: 'UDP' }), port('dns-tcp', 5353)],
      },
      { name: 'kube-rbac-proxy', image: `${release}:kube-rbac-proxy`, asks: ['10m', '40Mi'] },
    ],
    nodeSelector: linux,
    tolerations: tolerating(
      'node-role.kubernetes.io/control-plane',
      'node-role.kubernetes.io/infra',
      'nvidia.com/gpu',
    ),
    priority: nodeCritical,
    maxUnavailable: '10%',
    serviceAccount: 'dns',
  },
  {
    namespace: 'openshift-dns',
    name: 'node-resolver',
    containers: [{ name: 'dns-node-resolver', image: `${release}:cli`, asks: ['5m', '21Mi'] }],
    nodeSelector: linux,
    tolerations: everywhere,
    hostNetwork: true,
    priority: nodeCritical,
    maxUnavailable: '33%',
  },
]

const machines: readonly Agent[] = [
  {
    namespace: 'openshift-machine-config-operator',
    name: 'machine-config-daemon',
    containers: [
      {
        name: 'machine-config-daemon',
        image: `${release}:machine-config-operator`,
        asks: ['20m', '50Mi'],
      },
      {
        name: 'kube-rbac-proxy',
        image: `${release}:kube-rbac-proxy`,
        asks: ['20m', '50Mi'],
        ports: [port('metrics', 9001)],
      },
    ],
    nodeSelector: linux,
    tolerations: everywhere,
    hostNetwork: true,
    priority: nodeCritical,
    graceSeconds: 600,
  },
  {
    namespace: 'openshift-cluster-node-tuning-operator',
    name: 'tuned',
    containers: [
      { name: 'tuned', image: `${release}:cluster-node-tuning-operator`, asks: ['10m', '50Mi'] },
    ],
    nodeSelector: linux,
    tolerations: everywhere,
    hostNetwork: true,
    priority: nodeCritical,
    maxUnavailable: '10%',
  },
  {
    namespace: 'openshift-image-registry',
    name: 'node-ca',
    containers: [{ name: 'node-ca', image: `${release}:cli`, asks: ['10m', '10Mi'] }],
    nodeSelector: linux,
    tolerations: everywhere,
    hostNetwork: true,
    priority: nodeCritical,
  },
]

/** Its rollout waits for a node that is dead: one may be unavailable. */
export const nodeExporter: Agent = {
  namespace: 'openshift-monitoring',
  name: 'node-exporter',
  containers: [
    {
      name: 'node-exporter',
      image: 'quay.io/prometheus/node-exporter:v1.9.1',
      asks: ['8m', '32Mi'],
      ports: [port('metrics', 9100)],
    },
    { name: 'kube-rbac-proxy', image: `${release}:kube-rbac-proxy`, asks: ['1m', '15Mi'] },
  ],
  labels: { 'app.kubernetes.io/name': 'node-exporter' },
  nodeSelector: linux,
  tolerations: everywhere,
  hostNetwork: true,
  priority: 'system-cluster-critical',
  maxUnavailable: 1,
}

/** Administrators update it node by node, by deleting its Pods. */
export const csiNode: Agent = {
  namespace: 'openshift-cluster-csi-drivers',
  name: 'aws-ebs-csi-driver-node',
  containers: [
    {
      name: 'csi-driver',
      image: 'public.ecr.aws/ebs-csi-driver/aws-ebs-csi-driver:v1.46.0',
      asks: ['10m', '50Mi'],
      ports: [port('healthz', 10_300)],
    },
    {
      name: 'csi-node-driver-registrar',
      image: 'registry.k8s.io/sig-storage/csi-node-driver-registrar:v2.14.0',
      asks: ['10m', '50Mi'],
    },
    {
      name: 'csi-liveness-probe',
      image: 'registry.k8s.io/sig-storage/livenessprobe:v2.16.0',
      asks: ['10m', '50Mi'],
    },
  ],
  nodeSelector: linux,
  tolerations: everywhere,
  hostNetwork: true,
  priority: nodeCritical,
  maxUnavailable: 'OnDelete',
}

export const systemAgents: readonly Agent[] = [...network, ...machines, nodeExporter, csiNode]
