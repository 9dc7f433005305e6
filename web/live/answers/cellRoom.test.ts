import { describe, expect, it } from 'vitest'
import { aDaemonSet, aModel, aNode, aPendingPod, aPod } from '../../../domain/grid/grid.test-kit.ts'
import type { Node, NodeCondition, Pod } from '../../../domain/k8s/objects.ts'
import { cellRoom } from './cellRoom.ts'

function node(...pressures: readonly string[]): Node {
  const conditions = pressures.map((type): NodeCondition => ({ type, status: 'True' }))
  return { ...aNode('a'), status: { allocatable: { cpu: '1', pods: '10' }, conditions } }
}

function roomOf(cluster: Node, pods: readonly Pod[], isWanted = true) {
  const model = aModel([cluster], [aDaemonSet('agent')], pods)
  const entry = model.nodeNamed('a')
  const daemonSet = model.daemonSetNamed('default', 'agent')
  if (entry === undefined || daemonSet === undefined) throw new Error('no such cell')
  return cellRoom(model, entry, daemonSet, isWanted)
}

describe('a Pod that waits', () => {
  const other = aPod('other', 'a', { demand: 'cpu=900' })

  it('is told what is short on its node, and whom the scheduler removes', () => {
    const waiting = aPendingPod('agent', 'a', { demand: 'cpu=200 priority=10' })
    expect(roomOf(node(), [other, waiting]).shortages).toMatchObject([
      { kind: 'preempts', victims: [{ name: 'other-a' }] },
      { kind: 'shortage', shortage: { resource: 'cpu', requested: 200, free: 100 } },
    ])
  })

  it('does not stand in its own way once room is being made for it', () => {
    const waiting = aPendingPod('agent', 'a', { demand: 'cpu=200', nominated: 'a' })
    expect(roomOf(node(), [waiting]).shortages).toEqual([])
  })

  it('lacks nothing where none waits', () => {
    expect(roomOf(node(), [other, aPod('agent', 'a', { demand: 'cpu=900' })]).shortages).toEqual([])
  })
})

describe('pressure on a node', () => {
  it('is warned of where a Pod is wanted that is not critical', () => {
    const sick = node('DiskPressure')
    const rejects = [{ type: 'DiskPressure', effect: 'rejects' }]
    expect(roomOf(sick, []).pressure).toEqual(rejects)
    expect(roomOf(sick, [aPod('agent', 'a', { demand: 'cpu=1' })]).pressure).toEqual(rejects)
    expect(roomOf(sick, [], false).pressure).toEqual([])
    const critical = aPod('agent', 'a', { demand: 'priority=2000001000' })
    expect(roomOf(sick, [critical]).pressure).toEqual([])
  })
})
