const roles = ['control-plane', 'infra', 'gpu', 'worker'] as const
/** What a node of the fleet is for. */
export type Role = (typeof roles)[number]

export type PlannedNode = {
  readonly name: string
  readonly role: Role
  readonly index: number
  readonly labels: Readonly<Record<string, string>>
  readonly taints: readonly { key: string; value?: string; effect: string }[]
  readonly arch: 'amd64' | 'arm64'
  readonly capacity: Readonly<Record<string, string>>
  readonly internalIP: string
  readonly podCIDR: string
}

type Machine = {
  readonly type: string
  readonly arch: 'amd64' | 'arm64'
  readonly cpu: number
  readonly memoryGi: number
  readonly pods: number
  readonly diskGi: number
}

const largest = 5000
const region = 'ap-northeast-1'
const zones = ['tokyo-a', 'tokyo-b', 'tokyo-c'] as const
const prefixes = { 'control-plane': 'cp', infra: 'infra', gpu: 'gpu', worker: 'worker' } as const

const small = {
  type: 'c4m16',
  arch: 'amd64',
  cpu: 4,
  memoryGi: 16,
  pods: 110,
  diskGi: 100,
} as const
const medium = {
  type: 'c8m32',
  arch: 'amd64',
  cpu: 8,
  memoryGi: 32,
  pods: 110,
  diskGi: 200,
} as const
const arm = { type: 'a8m32', arch: 'arm64', cpu: 8, memoryGi: 32, pods: 110, diskGi: 200 } as const
const large = {
  type: 'c16m64',
  arch: 'amd64',
  cpu: 16,
  memoryGi: 64,
  pods: 250,
  diskGi: 500,
} as const
const gpu = {
  type: 'g16m128',
  arch: 'amd64',
  cpu: 16,
  memoryGi: 128,
  pods: 110,
  diskGi: 1000,
} as const

const machines: Readonly<Record<Role, readonly [Machine, ...Machine[]]>> = {
  'control-plane': [medium],
  infra: [large],
  gpu: [gpu],
  worker: [medium, arm, large, medium, small],
}

/** A realistic fleet of n nodes, the same for the same n: no clock, no randomness. */
export function planFleet(n: number): readonly PlannedNode[] {
  if (!Number.isInteger(n) || n < 0 || n > largest) {
    throw new RangeError(`a fleet has 0 to ${largest} nodes, not ${n}`)
  }
  const counts = countRoles(n)
  let before = 0
  return roles.flatMap((role) => {
    const count = counts[role]
    const nodes = Array.from({ length: count }, (_, i) => planNode(role, i, count, before + i, n))
    before += count
    return nodes
  })
}

/** From five nodes on three are control planes, about 8 % infra and 12 % GPU nodes. */
function countRoles(n: number): Readonly<Record<Role, number>> {
  const controlPlane = n >= 5 ? 3 : Math.min(1, Math.max(0, n - 1))
  const infra = n >= 5 ? Math.round(n * 0.08) : 0
  const gpus = n >= 5 ? Math.round(n * 0.12) : 0
  return {
    'control-plane': controlPlane,
    infra,
    gpu: gpus,
    worker: n - controlPlane - infra - gpus,
  }
}

function planNode(role: Role, i: number, count: number, index: number, n: number): PlannedNode {
  const [first, ...others] = machines[role]
  const machine = others[(i % (others.length + 1)) - 1] ?? first
  const name = `${prefixes[role]}-${String(i).padStart(Math.max(2, String(count - 1).length), '0')}`
  return {
    name,
    role,
    index,
    labels: labelsOf(name, role, machine, zones[index % zones.length] ?? zones[0]),
    taints: taintsOf(role, i, n),
    arch: machine.arch,
    capacity: capacityOf(role, machine),
    // 250 hosts in each of 10.0.0.0/24, 10.0.1.0/24, …; their Pods live in 10.128.0.0/24, ….
    internalIP: `10.0.${Math.floor(index / 250)}.${(index % 250) + 1}`,
    podCIDR: `10.${128 + Math.floor(index / 256)}.${index % 256}.0/24`,
  }
}

function labelsOf(
  name: string,
  role: Role,
  machine: Machine,
  zone: string,
): Readonly<Record<string, string>> {
  return {
    [`node-role.kubernetes.io/${role}`]: '',
    'kubernetes.io/hostname': name,
    'kubernetes.io/os': 'linux',
    'kubernetes.io/arch': machine.arch,
    'topology.kubernetes.io/region': region,
    'topology.kubernetes.io/zone': zone,
    'node.kubernetes.io/instance-type': machine.type,
    ...(role === 'worker' ? { role: 'worker' } : {}),
    ...(role === 'gpu' ? { 'nvidia.com/gpu.present': 'true' } : {}),
  }
}

function taintsOf(role: Role, i: number, n: number): PlannedNode['taints'] {
  if (role === 'control-plane') {
    return [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }]
  }
  if (role === 'gpu') return [{ key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }]
  const inMaintenance = role === 'worker' && i === 3 && n >= 20
  return inMaintenance ? [{ key: 'maintenance', value: 'planned', effect: 'NoSchedule' }] : []
}

function capacityOf(role: Role, machine: Machine): Readonly<Record<string, string>> {
  return {
    cpu: String(machine.cpu),
    memory: `${machine.memoryGi * 1024 * 1024}Ki`,
    pods: String(machine.pods),
    'ephemeral-storage': `${machine.diskGi}Gi`,
    ...(role === 'gpu' ? { 'nvidia.com/gpu': '4' } : {}),
  }
}

/** What kubelet leaves to Pods: less than the capacity by what it reserves for itself and the OS. */
export function allocatableOf({ capacity }: PlannedNode): Readonly<Record<string, string>> {
  const memory = Number.parseInt(capacity['memory'] ?? '0', 10)
  const disk = Number.parseInt(capacity['ephemeral-storage'] ?? '0', 10)
  return {
    ...capacity,
    cpu: `${Number(capacity['cpu']) * 1000 - 120}m`,
    memory: `${memory - 1_500_000}Ki`,
    'ephemeral-storage': `${Math.floor(disk * 0.9)}Gi`,
  }
}
