/** A Node as its kubelet registers it (pkg/kubelet/kubelet_node_status.go). */
import type { Taint } from '../../domain/k8s/objects.ts'
import type { KubeObject, Texts } from '../objects.ts'
import type { Registry, WriteOptions } from '../registry/registry.ts'
import { hashOf, hexOf } from './hash.ts'

export interface NewNode {
  readonly name: string
  /** Beside those that every Node has. */
  readonly labels?: Texts
  readonly annotations?: Texts
  readonly taints?: readonly Taint[]
  readonly architecture?: 'amd64' | 'arm64'
  /** Such as cpu, memory, pods and ephemeral-storage; also extended resources. */
  readonly capacity?: Texts
  /** Absent: the capacity. */
  readonly allocatable?: Texts
  readonly internalIP?: string
  readonly podCIDR?: string
  readonly kubeletVersion?: string
  readonly osImage?: string
  readonly providerID?: string
}

const defaultCapacity: Texts = {
  cpu: '4',
  memory: '16Gi',
  pods: '110',
  'ephemeral-storage': '100Gi',
}

/** Creates it; a kubelet (startKubelet) makes it Ready after a moment, unless it is silent. */
export function createNode(
  registry: Registry,
  node: NewNode,
  options: WriteOptions = {},
): KubeObject {
  const { name, architecture = 'amd64', capacity = defaultCapacity } = node
  const hash = hashOf(name)
  const { internalIP = `10.0.${hash % 251}.${1 + ((hash >>> 8) % 250)}` } = node
  const { podCIDR = `10.${128 + (hash % 64)}.${(hash >>> 8) % 256}.0/24` } = node
  const manifest = {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: { ...ownLabels(name, architecture), ...node.labels },
      ...(node.annotations && { annotations: node.annotations }),
    },
    spec: {
      podCIDR,
      podCIDRs: [podCIDR],
      ...(node.providerID !== undefined && { providerID: node.providerID }),
      ...(node.taints && { taints: node.taints }),
    },
    status: {
      addresses: [
        { type: 'InternalIP', address: internalIP },
        { type: 'Hostname', address: name },
      ],
      capacity,
      allocatable: node.allocatable ?? capacity,
      daemonEndpoints: { kubeletEndpoint: { Port: 10_250 } },
      nodeInfo: nodeInfo(node, architecture),
    },
  }
  return registry.create('nodes', '', manifest, options)
}

function ownLabels(name: string, architecture: string): Texts {
  return {
    'beta.kubernetes.io/arch': architecture,
    'beta.kubernetes.io/os': 'linux',
    'kubernetes.io/arch': architecture,
    'kubernetes.io/hostname': name,
    'kubernetes.io/os': 'linux',
  }
}

function nodeInfo(
  { name, kubeletVersion = 'v1.36.3', osImage = 'Debian GNU/Linux 13 (trixie)' }: NewNode,
  architecture: string,
): Texts {
  return {
    architecture,
    bootID: uuid(`boot ${name}`),
    containerRuntimeVersion: 'containerd://2.1.4',
    kernelVersion: `6.12.41-${architecture}`,
    kubeProxyVersion: '',
    kubeletVersion,
    machineID: hexOf(`machine ${name}`, 32),
    operatingSystem: 'linux',
    osImage,
    systemUUID: uuid(`system ${name}`),
  }
}

function uuid(text: string): string {
  const hex = hexOf(text, 32)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
}
