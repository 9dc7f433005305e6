/** The demo's nodes: four pools over three zones. */
import type { Texts } from '../objects.ts'
import { hexOf } from '../nodes/hash.ts'
import type { NewNode } from '../nodes/createNode.ts'
import { armMachine, pools, type Machine, type PoolName } from './machines.ts'

export interface DemoNode extends NewNode {
  readonly pool: PoolName
}

const domain = 'prod-tokyo.example.com'
const region = 'tokyo'
const zones = ['tokyo-a', 'tokyo-b', 'tokyo-c'] as const

/** How many nodes each pool has. @param count of all of them, 1 or more */
function poolSizes(count: number): ReadonlyMap<PoolName, number> {
  const controlPlane = count < 12 ? 1 : count < 1000 ? 3 : 5
  const eighth = Math.floor(count / 8)
  const sizes: [PoolName, number][] = [
    ['control-plane', controlPlane],
    ['infra', Math.min(eighth, 48)],
    ['gpu', eighth],
  ]
  const others = sizes.reduce((sum, [, size]) => sum + size, 0)
  return new Map([...sizes, ['worker', Math.max(0, count - others)]])
}

/** The nodes of a cluster of that size, with names that are as long as the largest pool needs. */
export class DemoNodes {
  readonly all: readonly DemoNode[]
  readonly #count: number
  readonly #digits: number
  readonly #workers: number

  constructor(count: number) {
    const sizes = poolSizes(count)
    this.#count = count
    this.#workers = sizes.get('worker') ?? 0
    this.#digits = Math.max(2, String(Math.max(...sizes.values())).length)
    let place = 0
    this.all = [...sizes].flatMap(([pool, size]) =>
      Array.from({ length: size }, (_, index) => this.#node(pool, index, place++)),
    )
  }

  /** Those that a cluster of that size has: of each pool the first. */
  first(count: number): readonly DemoNode[] {
    const sizes = new Map(poolSizes(count))
    return this.all.filter(({ pool }) => {
      const left = sizes.get(pool) ?? 0
      sizes.set(pool, left - 1)
      return left > 0
    })
  }

  /** The name of a pool's n-th node, counted from 0; in a small cluster there may be none of that name. */
  name(pool: PoolName, index: number): string {
    const number = String(index).padStart(this.#digits, '0')
    return `${pools[pool].prefix}-${number}.${domain}`
  }

  /** A worker that is not one of them: it may join later. @param index from 0 */
  newcomer(index: number): DemoNode {
    return this.#node('worker', this.#workers + index, this.#count + index)
  }

  /** @param place among all nodes, for addresses */
  #node(pool: PoolName, index: number, place: number): DemoNode {
    const { labels, taints } = pools[pool]
    const zone = zones[index % zones.length] ?? zones[0]
    const made = machineOf(pool, index)
    const { architecture, capacity, allocatable } = made
    const name = this.name(pool, index)
    return {
      pool,
      name,
      labels: { ...machineLabels(made, zone), ...roleLabels(pool), ...labels },
      architecture,
      capacity,
      allocatable,
      internalIP: `10.20.${Math.floor(place / 250)}.${2 + (place % 250)}`,
      podCIDR: `10.${128 + Math.floor(place / 256)}.${place % 256}.0/24`,
      osImage: 'Red Hat Enterprise Linux CoreOS 9.6',
      providerID: `aws:///${zone}/i-0${hexOf(name, 16)}`,
      ...(taints.length > 0 && { taints }),
    }
  }
}

/** One worker in eight has another kind of processor. */
function machineOf(pool: PoolName, index: number): Machine {
  return pool === 'worker' && index % 8 === 6 ? armMachine : pools[pool].machine
}

function machineLabels({ instanceType }: Machine, zone: string): Texts {
  return {
    'node.kubernetes.io/instance-type': instanceType,
    'node.openshift.io/os_id': 'rhel',
    'topology.kubernetes.io/region': region,
    'topology.kubernetes.io/zone': zone,
  }
}

function roleLabels(pool: PoolName): Texts {
  return Object.fromEntries(
    pools[pool].roles.map((role) => [`node-role.kubernetes.io/${role}`, '']),
  )
}
