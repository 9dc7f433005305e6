import { describe, expect, it } from 'vitest'
import type { Node } from '../k8s/objects.ts'
import { pressureWarnings } from './pressure.ts'

function nodeWith(...conditions: readonly (readonly [type: string, status: string])[]): Node {
  return {
    metadata: { name: 'node-1', uid: 'u' },
    spec: {},
    status: { conditions: conditions.map(([type, status]) => ({ type, status })) },
  }
}

describe('pressureWarnings', () => {
  it('the kubelet rejects daemon Pods under disk and PID pressure, though they tolerate the taints', () => {
    expect(pressureWarnings(nodeWith(['DiskPressure', 'True'], ['PIDPressure', 'True']))).toEqual([
      { type: 'DiskPressure', effect: 'rejects' },
      { type: 'PIDPressure', effect: 'rejects' },
    ])
  })

  it('under memory pressure it takes them, but may evict them', () => {
    expect(pressureWarnings(nodeWith(['MemoryPressure', 'True']))).toEqual([
      { type: 'MemoryPressure', effect: 'mayEvict' },
    ])
  })

  it('critical Pods are spared', () => {
    const node = nodeWith(['DiskPressure', 'True'])
    expect(pressureWarnings(node, 2_000_001_000)).toEqual([])
    expect(pressureWarnings(node, 1_999_999_999)).toHaveLength(1)
  })

  it('a node without pressure gives no warning', () => {
    expect(
      pressureWarnings(
        nodeWith(['DiskPressure', 'False'], ['PIDPressure', 'Unknown'], ['Ready', 'True']),
      ),
    ).toEqual([])
    expect(pressureWarnings(nodeWith(['NetworkUnavailable', 'True']))).toEqual([])
    expect(pressureWarnings({ metadata: { name: 'new', uid: 'u' }, spec: {} })).toEqual([])
  })
})
