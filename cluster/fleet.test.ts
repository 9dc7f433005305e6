import { describe, expect, it } from 'vitest'

import { type Role, allocatableOf, planFleet } from './fleet.ts'

const sizes = [0, 1, 2, 4, 5, 20, 30, 1000, 5000]

function count(n: number, role: Role): number {
  return planFleet(n).filter((node) => node.role === role).length
}

describe('the fleet of nodes', () => {
  it.each(sizes)('has exactly as many nodes as asked for: %d', (n) => {
    expect(planFleet(n)).toHaveLength(n)
  })

  it('is the same each time', () => {
    expect(planFleet(200)).toEqual(planFleet(200))
  })

  it('has three control planes from five nodes on, about 8 % infra and 12 % GPU nodes', () => {
    expect(count(5, 'control-plane')).toBe(3)
    expect(count(1000, 'control-plane')).toBe(3)
    expect(count(1000, 'infra')).toBe(80)
    expect(count(1000, 'gpu')).toBe(120)
  })

  it.each([1, 2, 4, 5])('has a worker even with %d nodes', (n) => {
    expect(count(n, 'worker')).toBeGreaterThan(0)
  })

  it('pads numbers so that names sort as the numbers do', () => {
    const names = planFleet(1000).map(({ name }) => name)
    expect(names).toContain('cp-00')
    expect(names).toContain('infra-79')
    expect(names).toContain('gpu-007')
    expect(names).toContain('worker-000')
  })

  it.each(sizes)('gives %d nodes distinct names, addresses and Pod ranges', (n) => {
    const nodes = planFleet(n)
    expect(new Set(nodes.map(({ name }) => name)).size).toBe(n)
    expect(new Set(nodes.map(({ internalIP }) => internalIP)).size).toBe(n)
    expect(new Set(nodes.map(({ podCIDR }) => podCIDR)).size).toBe(n)
  })

  it('keeps all addresses within their bytes', () => {
    for (const { internalIP, podCIDR } of planFleet(5000)) {
      const bytes = `${internalIP}.${podCIDR}`.split(/[./]/).map(Number)
      expect(bytes.every((byte) => byte <= 255)).toBe(true)
    }
  })

  it('taints control planes and GPU nodes, and one worker from 20 nodes on', () => {
    const taints = (n: number): string[] =>
      planFleet(n)
        .filter((node) => node.role === 'worker' || node.name.endsWith('-00'))
        .flatMap((node) => node.taints.map((taint) => `${node.name} ${taint.key}:${taint.effect}`))
    expect(taints(19)).toEqual([
      'cp-00 node-role.kubernetes.io/control-plane:NoSchedule',
      'gpu-00 nvidia.com/gpu:NoSchedule',
    ])
    expect(taints(20)).toEqual([...taints(19), 'worker-03 maintenance:NoSchedule'])
  })

  it('labels every node with its role, and workers with role=worker too', () => {
    for (const { role, labels } of planFleet(40)) {
      expect(labels[`node-role.kubernetes.io/${role}`]).toBe('')
      expect(labels['role']).toBe(role === 'worker' ? 'worker' : undefined)
    }
  })

  it('spreads over three zones and two architectures', () => {
    const nodes = planFleet(20)
    const zones = new Set(nodes.map(({ labels }) => labels['topology.kubernetes.io/zone']))
    expect(zones).toEqual(new Set(['tokyo-a', 'tokyo-b', 'tokyo-c']))
    expect(new Set(nodes.map(({ arch }) => arch))).toEqual(new Set(['amd64', 'arm64']))
  })

  it('leaves less to Pods than a node has', () => {
    const worker = planFleet(20).find(({ name }) => name === 'worker-00')
    expect(worker?.capacity).toMatchObject({ cpu: '8', memory: '33554432Ki', pods: '110' })
    expect(worker && allocatableOf(worker)).toEqual({
      cpu: '7880m',
      memory: '32054432Ki',
      pods: '110',
      'ephemeral-storage': '180Gi',
    })
  })

  it.each([-1, 1.5, 5001, Number.NaN])('refuses %d nodes', (n) => {
    expect(() => planFleet(n)).toThrow(RangeError)
  })
})
