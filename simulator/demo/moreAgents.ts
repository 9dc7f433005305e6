/** Further DaemonSets, for demos with more columns. */
import { agent, container, everywhere, linux, nodeCritical, type Agent } from './agent.ts'

/** @param place where it runs: selector, tolerations and priority */
function row(place: Partial<Agent>) {
  return (namespace: string, name: string, image: string): Agent =>
    agent(
      namespace,
      name,
      { ...place, maxUnavailable: '10%' },
      container('agent', image, ['10m', '32Mi']),
    )
}

const onAll = row({ nodeSelector: linux, tolerations: everywhere, priority: nodeCritical })
const onWorkers = row({ nodeSelector: { role: 'worker' } })
const onGpus = row({
  nodeSelector: { 'nvidia.com/gpu.present': 'true' },
  tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists' }],
})

const operators = 'quay.io/openshift'
const registry = 'registry.k8s.io'

const known: readonly Agent[] = [
  onAll('kube-system', 'kube-proxy', `${registry}/kube-proxy:v1.36.3`),
  onAll('kube-system', 'node-local-dns', `${registry}/dns/k8s-dns-node-cache:1.26.4`),
  onWorkers('openshift-ingress-canary', 'ingress-canary', `${operators}/ingress-canary:4.20`),
  onWorkers('openshift-nfd', 'nfd-worker', `${registry}/nfd/node-feature-discovery:v0.18.0`),
  onWorkers('rook-ceph', 'csi-rbdplugin', 'quay.io/cephcsi/cephcsi:v3.15.0'),
  onWorkers('rook-ceph', 'csi-cephfsplugin', 'quay.io/cephcsi/cephcsi:v3.15.0'),
  onWorkers('observability', 'otel-agent', 'otel/opentelemetry-collector-contrib:0.135.0'),
  onAll('security', 'tetragon', 'quay.io/cilium/tetragon:v1.5.0'),
  onWorkers('platform-ops', 'kured', 'ghcr.io/kubereboot/kured:1.20.0'),
  onWorkers(
    'openshift-sriov-network-operator',
    'sriov-device-plugin',
    `${operators}/sriov-dp:4.20`,
  ),
  onGpus(
    'nvidia-gpu-operator',
    'gpu-feature-discovery',
    'nvcr.io/nvidia/k8s-device-plugin:v0.17.4',
  ),
  onAll('openshift-network-diagnostics', 'network-check-target', `${operators}/network-tools:4.20`),
]

/** That many of them: known ones first, then made-up ones. */
export function moreAgents(count: number): readonly Agent[] {
  return Array.from({ length: Math.max(0, count) }, (_, index) => known[index] ?? madeUp(index))
}

function madeUp(index: number): Agent {
  const number = String(index - known.length + 1).padStart(2, '0')
  return onWorkers(`team-${number}`, `agent-${number}`, `quay.io/acme/agent-${number}:1.0.0`)
}
