/** Further DaemonSets, for demos with more columns. */
import { everywhere, linux, type Agent } from './agent.ts'

type Place = 'everywhere' | 'workers' | 'gpus'

const known: readonly (readonly [namespace: string, name: string, image: string, place: Place])[] =
  [
    ['kube-system', 'kube-proxy', 'registry.k8s.io/kube-proxy:v1.36.3', 'everywhere'],
    [
      'kube-system',
      'node-local-dns',
      'registry.k8s.io/dns/k8s-dns-node-cache:1.26.4',
      'everywhere',
    ],
    [
      'openshift-ingress-canary',
      'ingress-canary',
      'quay.io/openshift/ingress-canary:4.20',
      'workers',
    ],
    [
      'openshift-nfd',
      'nfd-worker',
      'registry.k8s.io/nfd/node-feature-discovery:v0.18.0',
      'workers',
    ],
    ['rook-ceph', 'csi-rbdplugin', 'quay.io/cephcsi/cephcsi:v3.15.0', 'workers'],
    ['rook-ceph', 'csi-cephfsplugin', 'quay.io/cephcsi/cephcsi:v3.15.0', 'workers'],
    ['observability', 'otel-agent', 'otel/opentelemetry-collector-contrib:0.135.0', 'workers'],
    ['security', 'tetragon', 'quay.io/cilium/tetragon:v1.5.0', 'everywhere'],
    ['platform-ops', 'kured', 'ghcr.io/kubereboot/kured:1.20.0', 'workers'],
    [
      'openshift-sriov-network-operator',
      'sriov-device-plugin',
      'quay.io/openshift/sriov-dp:4.20',
      'workers',
    ],
    [
      'nvidia-gpu-operator',
      'gpu-feature-discovery',
      'nvcr.io/nvidia/k8s-device-plugin:v0.17.4',
      'gpus',
    ],
    [
      'openshift-network-diagnostics',
      'network-check-target',
      'quay.io/openshift/network-tools:4.20',
      'everywhere',
    ],
  ]

const placement: Readonly<Record<Place, Partial<Agent>>> = {
  everywhere: { nodeSelector: linux, tolerations: everywhere, priority: 'system-node-critical' },
  workers: { nodeSelector: { role: 'worker' } },
  gpus: {
    nodeSelector: { 'nvidia.com/gpu.present': 'true' },
    tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists' }],
  },
}

/** That many of them: known ones first, then made-up ones. */
export function moreAgents(count: number): readonly Agent[] {
  return Array.from({ length: Math.max(0, count) }, (_, index) => {
    const [namespace, name, image, place] = known[index] ?? madeUp(index)
    const containers = [{ name: 'agent', image, asks: ['10m', '32Mi'] as const }]
    return { namespace, name, containers, ...placement[place], maxUnavailable: '10%' }
  })
}

function madeUp(index: number): (typeof known)[number] {
  const number = String(index - known.length + 1).padStart(2, '0')
  return [`team-${number}`, `agent-${number}`, `quay.io/acme/agent-${number}:1.0.0`, 'workers']
}
