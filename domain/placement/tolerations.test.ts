import { describe, expect, it } from 'vitest'
import { printToleration } from '../k8s/taints.ts'
import { automaticTolerations, effectiveTolerations } from './tolerations.ts'

const always = [
  'node.kubernetes.io/not-ready:NoExecute op=Exists',
  'node.kubernetes.io/unreachable:NoExecute op=Exists',
  'node.kubernetes.io/disk-pressure:NoSchedule op=Exists',
  'node.kubernetes.io/memory-pressure:NoSchedule op=Exists',
  'node.kubernetes.io/pid-pressure:NoSchedule op=Exists',
  'node.kubernetes.io/unschedulable:NoSchedule op=Exists',
]
const network = 'node.kubernetes.io/network-unavailable:NoSchedule op=Exists'
const notReady = { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute' }

describe('automaticTolerations', () => {
  it('are six, and one more on the host’s network', () => {
    expect(automaticTolerations(false).map(printToleration)).toEqual(always)
    expect(automaticTolerations(true).map(printToleration)).toEqual([...always, network])
  })
})

describe('effectiveTolerations', () => {
  it('keeps the template’s own in front', () => {
    const own = { key: 'gpu', operator: 'Exists' }
    expect(effectiveTolerations({ tolerations: [own] }).map(printToleration)).toEqual([
      'gpu op=Exists',
      ...always,
    ])
  })

  it('adds the one for the network only for Pods on the host’s network', () => {
    expect(effectiveTolerations({ hostNetwork: true })).toHaveLength(7)
    expect(effectiveTolerations({ hostNetwork: false })).toHaveLength(6)
    expect(effectiveTolerations({})).toHaveLength(6)
  })

  it('replaces one of the same key, operator, value and effect in its place: its seconds are lost', () => {
    const own = [
      { key: 'gpu', operator: 'Exists' },
      { ...notReady, tolerationSeconds: 300 },
    ]
    const merged = effectiveTolerations({ tolerations: own })
    expect(merged).toHaveLength(7)
    expect(merged[1]).toEqual(notReady)
  })

  it.each([
    ['without an effect', { key: notReady.key, operator: 'Exists' }],
    ['with operator Equal', { ...notReady, operator: 'Equal' }],
    ['with a value', { ...notReady, value: 'x' }],
    ['for NoSchedule', { ...notReady, effect: 'NoSchedule' }],
  ])('leaves one %s beside the automatic one', (_, own) => {
    const merged = effectiveTolerations({ tolerations: [own] })
    expect(merged).toHaveLength(7)
    expect(merged[0]).toEqual(own)
  })

  it('replaces each of several that are the same', () => {
    const twice = [
      { ...notReady, tolerationSeconds: 1 },
      { ...notReady, tolerationSeconds: 2 },
    ]
    expect(effectiveTolerations({ tolerations: twice }).slice(0, 2)).toEqual([notReady, notReady])
    expect(effectiveTolerations({ tolerations: twice })).toHaveLength(7)
  })
})
