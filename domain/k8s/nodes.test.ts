import { describe, expect, it } from 'vitest'
import { internalIP, isCordoned, isReady, notReadySince, pressures, roles, zone } from './nodes.ts'
import type { Labels, Node, NodeCondition } from './objects.ts'

function node(labels: Labels, conditions: readonly NodeCondition[] = []): Node {
  return { metadata: { name: 'n', uid: 'u', labels }, spec: {}, status: { conditions } }
}

const bare: Node = { metadata: { name: 'n', uid: 'u' }, spec: {} }

describe('readiness', () => {
  it.each([
    ['True', true],
    ['False', false],
    ['Unknown', false],
  ])('a node with Ready=%s: %s', (status, expected) => {
    expect(isReady(node({}, [{ type: 'Ready', status }]))).toBe(expected)
  })

  it('a node that no kubelet has reported is not ready, and nobody knows since when', () => {
    expect(isReady(bare)).toBe(false)
    expect(notReadySince(bare)).toBeUndefined()
  })

  it('tells since when it is not ready', () => {
    const condition = {
      type: 'Ready',
      status: 'Unknown',
      lastTransitionTime: '2026-01-01T00:00:00Z',
    }
    expect(notReadySince(node({}, [condition]))).toBe(Date.UTC(2026, 0, 1))
    expect(notReadySince(node({}, [{ ...condition, status: 'True' }]))).toBeUndefined()
    expect(notReadySince(node({}, [{ ...condition, lastTransitionTime: 'soon' }]))).toBeUndefined()
  })
})

describe('pressures', () => {
  it('names conditions that are True, whatever their order', () => {
    const found = pressures(
      node({}, [
        { type: 'NetworkUnavailable', status: 'True' },
        { type: 'DiskPressure', status: 'False' },
        { type: 'MemoryPressure', status: 'True' },
        { type: 'KernelDeadlock', status: 'True' },
      ]),
    )
    expect(found.map(({ type }) => type)).toEqual(['MemoryPressure', 'NetworkUnavailable'])
  })
})

describe('roles', () => {
  it('lists them as kubectl get nodes does', () => {
    const labels = {
      'node-role.kubernetes.io/worker': '',
      'node-role.kubernetes.io/infra': 'true',
      'kubernetes.io/role': 'infra',
      'node-role.kubernetes.io/': '',
      other: '',
    }
    expect(roles(node(labels))).toEqual(['infra', 'worker'])
    expect(roles(node({ 'kubernetes.io/role': 'edge' }))).toEqual(['edge'])
    expect(roles(bare)).toEqual([])
  })
})

describe('facts of a node', () => {
  it('knows the zone by its label, and by the older one', () => {
    expect(
      zone(
        node({ 'topology.kubernetes.io/zone': 'a', 'failure-domain.beta.kubernetes.io/zone': 'b' }),
      ),
    ).toBe('a')
    expect(zone(node({ 'failure-domain.beta.kubernetes.io/zone': 'b' }))).toBe('b')
    expect(zone(bare)).toBeUndefined()
  })

  it('knows the internal address', () => {
    const addresses = [
      { type: 'Hostname', address: 'n' },
      { type: 'InternalIP', address: '10.0.0.1' },
      { type: 'InternalIP', address: 'fd00::1' },
    ]
    expect(internalIP({ ...bare, status: { addresses } })).toBe('10.0.0.1')
    expect(internalIP(bare)).toBeUndefined()
  })

  it('is cordoned by spec.unschedulable, not by a taint of that name', () => {
    const taints = [{ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }]
    expect(isCordoned({ ...bare, spec: { unschedulable: true } })).toBe(true)
    expect(isCordoned({ ...bare, spec: { taints } })).toBe(false)
  })
})
