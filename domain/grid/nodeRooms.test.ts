import { describe, expect, it } from 'vitest'
import type { Node, Pod } from '../k8s/objects.ts'
import { aModel, aNode, aPod } from './grid.test-kit.ts'

function node(name: string, cpu = '1'): Node {
  return { ...aNode(name), status: { allocatable: { cpu, pods: '10' } } }
}

function modelOf(...pods: readonly Pod[]) {
  const model = aModel([node('a'), node('b')], [], pods)
  const used = (name: string, priority = 0, uid = '') => {
    const entry = model.nodeNamed(name)
    if (entry === undefined) throw new Error(`no node ${name}`)
    return model.rooms.of(entry.reading.node, { priority, uid }).used.get('cpu') ?? 0
  }
  return { model, used }
}

const pod = (name: string, some: Partial<Pod> = {}) =>
  aPod(name, 'a', { demand: 'cpu=100', ...some })

describe('the room on a node', () => {
  it('follows Pods that come, move, end and go', () => {
    const { model, used } = modelOf(pod('one'))
    expect([used('a'), used('b')]).toEqual([100, 0])
    model.applyPods([pod('two'), pod('three', { node: 'b' })], [])
    expect([used('a'), used('b')]).toEqual([200, 100])
    model.applyPods([pod('one', { phase: 'Succeeded' })], ['pod-three-a'])
    expect([used('a'), used('b')]).toEqual([100, 0])
    model.replacePods([pod('four', { demand: 'cpu=700' })])
    expect(used('a')).toBe(700)
  })

  it('counts Pods that it is made for, where they are as important, and never a Pod against itself', () => {
    const { node: _, ...waiting } = pod('waiting', { demand: 'cpu=300 priority=5', nominated: 'a' })
    const { used } = modelOf(pod('one'), { ...waiting, phase: 'Pending' })
    expect(used('a', 5)).toBe(400)
    expect(used('a', 6)).toBe(100)
    expect(used('a', 5, waiting.uid)).toBe(100)
  })

  it('follows what a Node offers', () => {
    const { model } = modelOf()
    const free = () => {
      const entry = model.nodeNamed('a')!
      return model.rooms.of(entry.reading.node, { priority: 0 }).allocatable.get('cpu')
    }
    expect(free()).toBe(1000)
    model.applyNodes([node('a', '2')], [])
    expect(free()).toBe(2000)
  })

  it('says when it may have changed, and only then', () => {
    const { model, used } = modelOf(pod('one'))
    used('a')
    const changed = (change: () => void) => {
      const before = model.versions.room
      change()
      return model.versions.room !== before
    }
    expect(changed(() => model.applyPods([pod('one', { ready: false })], []))).toBe(false)
    expect(changed(() => model.applyNodes([node('a')], []))).toBe(false)
    expect(changed(() => model.applyPods([pod('one', { deleted: 1 })], []))).toBe(true)
    expect(changed(() => model.applyNodes([node('a', '3')], []))).toBe(true)
    expect(changed(() => model.applyPods([], ['pod-one-a']))).toBe(true)
  })
})
