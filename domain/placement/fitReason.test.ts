import { describe, expect, it } from 'vitest'
import type { Node, PodDemand } from '../k8s/objects.ts'
import type { NodeRoom } from './fit.ts'
import { placed, room } from './fit.test-kit.ts'
import { fitReasons } from './fitReason.ts'

function nodeUnder(...types: readonly string[]): Node {
  const conditions = types.map((type) => ({ type, status: 'True' }))
  return { metadata: { name: 'node-1', uid: 'u' }, spec: {}, status: { conditions } }
}

const reasons = (demand: PodDemand, free: NodeRoom, node = nodeUnder()) =>
  fitReasons(demand, free, node)

describe('why a Pod would not run at once', () => {
  it('has no reason where it fits', () => {
    expect(reasons({ requests: { cpu: 100 } }, room({ cpu: '1' }))).toEqual([])
  })

  it('names each shortage with its figures, and why nobody makes room', () => {
    const full = room({ cpu: '1' }, placed('a', { requests: { cpu: 900 }, priority: 5 }))
    expect(reasons({ requests: { cpu: 200 } }, full)).toEqual([
      {
        kind: 'shortage',
        shortage: {
          kind: 'resource',
          resource: 'cpu',
          requested: 200,
          free: 100,
          allocatable: 1000,
          ending: 0,
        },
        preemption: 'noLowerPriority',
      },
    ])
    expect(reasons({ requests: { cpu: 200 }, priority: 5 }, full)).toMatchObject([
      { preemption: 'noLowerPriority' },
    ])
    expect(reasons({ requests: { cpu: 2000 }, priority: 9 }, full)).toMatchObject([
      { preemption: 'notEnough' },
    ])
    const polite: PodDemand = { requests: { cpu: 200 }, priority: 9, neverPreempts: true }
    expect(reasons(polite, full)).toMatchObject([{ preemption: 'never' }])
  })

  it('says first whom the scheduler removes, by name', () => {
    const taken = room({}, placed('a', { hostPorts: [{ port: 80 }] }), placed('b'))
    expect(reasons({ hostPorts: [{ port: 80 }], priority: 1 }, taken)).toEqual([
      { kind: 'preempts', victims: [{ namespace: 'team', name: 'a' }] },
      {
        kind: 'shortage',
        shortage: { kind: 'hostPort', port: { port: 80 }, pod: { namespace: 'team', name: 'a' } },
        preemption: 'helps',
      },
    ])
  })

  it('warns last of a kubelet that rejects it, unless it is critical', () => {
    const node = nodeUnder('DiskPressure', 'MemoryPressure')
    expect(reasons({}, room({}), node)).toEqual([{ kind: 'pressure', type: 'DiskPressure' }])
    expect(reasons({ priority: 2_000_000_000 }, room({}), node)).toEqual([])
    expect(reasons({}, room({ pods: '0' }), node).map(({ kind }) => kind)).toEqual([
      'shortage',
      'pressure',
    ])
  })
})
