/** The machines that the demo's nodes are, by pool. */
import type { Taint } from '../../domain/k8s/objects.ts'
import type { Texts } from '../objects.ts'

export type PoolName = 'control-plane' | 'infra' | 'worker' | 'gpu'

export interface Machine {
  readonly instanceType: string
  readonly architecture: 'amd64' | 'arm64'
  readonly capacity: Texts
  readonly allocatable: Texts
}

export interface Pool {
  /** Of its nodes' names. */
  readonly prefix: string
  /** The roles that labels name, as in `kubectl get nodes`. */
  readonly roles: readonly string[]
  readonly labels: Texts
  readonly taints: readonly Taint[]
  readonly machine: Machine
}

/** A machine with that much for Pods; the rest is the system's. */
function machine(
  instanceType: string,
  cpu: number,
  memoryGi: number,
  rest: Pick<Partial<Machine>, 'architecture'> & { readonly gpus?: number } = {},
): Machine {
  const { architecture = 'amd64', gpus } = rest
  const shared = {
    pods: '250',
    'hugepages-2Mi': '0',
    ...(gpus !== undefined && { 'nvidia.com/gpu': String(gpus) }),
  }
  const [disk, room] = ['120Gi', '110Gi']
  return {
    instanceType,
    architecture,
    capacity: {
      cpu: String(cpu),
      memory: `${memoryGi}Gi`,
      'ephemeral-storage': disk,
      ...shared,
    },
    allocatable: {
      cpu: `${cpu * 1000 - 500}m`,
      memory: `${memoryGi - 2}Gi`,
      'ephemeral-storage': room,
      ...shared,
    },
  }
}

export const armMachine = machine('m7g.2xlarge', 8, 32, { architecture: 'arm64' })

function taint(key: string): readonly Taint[] {
  return [{ key, effect: 'NoSchedule' }]
}

export const pools: Readonly<Record<PoolName, Pool>> = {
  'control-plane': {
    prefix: 'cp',
    roles: ['control-plane', 'master'],
    labels: {},
    taints: taint('node-role.kubernetes.io/control-plane'),
    machine: machine('m7i.2xlarge', 8, 32),
  },
  infra: {
    prefix: 'infra',
    roles: ['infra', 'worker'],
    labels: {},
    taints: taint('node-role.kubernetes.io/infra'),
    machine: machine('m7i.xlarge', 4, 16),
  },
  worker: {
    prefix: 'worker',
    roles: ['worker'],
    labels: { role: 'worker' },
    taints: [],
    machine: machine('m7i.2xlarge', 8, 32),
  },
  gpu: {
    prefix: 'gpu',
    roles: ['gpu', 'worker'],
    labels: {
      'nvidia.com/gpu.present': 'true',
      'nvidia.com/gpu.product': 'NVIDIA-L4',
      'nvidia.com/gpu.count': '4',
    },
    taints: taint('nvidia.com/gpu'),
    machine: machine('g6.12xlarge', 48, 192, { gpus: 4 }),
  },
}
