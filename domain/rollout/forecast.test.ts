import { describe, expect, it } from 'vitest'
import { forecastRollout } from './forecast.ts'
import {
  crashing,
  deadNode,
  node,
  noTrouble,
  oldPod,
  outdatedRollout,
  pending,
  rollout,
  unready,
  updatedPod,
} from './rollout.test-kit.ts'
import { simulateRollout } from './simulateRollout.ts'

const four = ['a', 'b', 'c', 'd']
const healthy = four.map((name) => node(name))
const olds = four.map((name) => oldPod(name))

describe('a rollout that goes well', () => {
  it('updates as many nodes a step as the budget allows, and ends complete', () => {
    const { steps, end } = simulateRollout(outdatedRollout(5, { maxUnavailable: 2 }), noTrouble)
    expect(steps.map(({ deleted, created, outdated }) => [deleted, created, outdated])).toEqual([
      [2, 2, 3],
      [2, 2, 1],
      [1, 1, 0],
    ])
    expect(steps.map(({ unavailable }) => unavailable)).toEqual([2, 2, 1])
    expect(steps.at(-1)?.counts).toEqual({ desired: 5, updated: 5, available: 5 })
    expect(end).toEqual({ kind: 'complete' })
  })

  it('with surge never has a node without an available Pod', () => {
    const surging = outdatedRollout(3, { maxUnavailable: 0, maxSurge: 1 })
    const { steps, end } = simulateRollout(surging, noTrouble)
    expect(steps.map(({ unavailable }) => unavailable)).toEqual([0, 0, 0, 0])
    expect(steps.map(({ created, deleted }) => [created, deleted])).toEqual([
      [1, 0],
      [1, 1],
      [1, 1],
      [0, 1],
    ])
    expect(end).toEqual({ kind: 'complete' })
  })

  it('with surge takes an old Pod that is not ready away in the step that puts a new one beside it', () => {
    const [unavailable, ...others] = outdatedRollout(3, { maxUnavailable: 0, maxSurge: 1 }).pods
    const pods = unavailable === undefined ? others : [{ ...unavailable, ...unready }, ...others]
    const names = ['n0', 'n1', 'n2'].map((name) => node(name))
    const input = rollout(names, pods, { maxUnavailable: 0, maxSurge: 1 })
    expect(simulateRollout(input, noTrouble).steps[0]).toEqual({
      deleted: 1,
      created: 2,
      unavailable: 1,
      counts: { desired: 3, updated: 1, available: 3 },
      outdated: 2,
    })
  })

  it('has no steps when nothing is outdated, and none on no nodes at all', () => {
    const updated = rollout(
      healthy,
      four.map((name) => updatedPod(name)),
    )
    expect(forecastRollout(updated)).toMatchObject({ steps: [], end: { kind: 'complete' } })
    expect(forecastRollout(outdatedRollout(0, { maxUnavailable: '10%' }))).toMatchObject({
      numbers: { limit: 0 },
      steps: [],
      end: { kind: 'complete' },
    })
  })

  it('5,000 nodes, one by one, are foreseen to the end', () => {
    const { steps, end } = simulateRollout(outdatedRollout(5000), noTrouble)
    expect(steps).toHaveLength(5000)
    expect(end).toEqual({ kind: 'complete' })
  })
})

describe('a rollout that stalls', () => {
  it('is stalled by one dead node with the default budget, and no other Pod is updated', () => {
    const nodes = [deadNode('x'), ...healthy]
    const forecast = forecastRollout(rollout(nodes, [oldPod('x', unready), ...olds]))
    expect(forecast.next.deleted).toEqual([{ node: 'x', pod: 'x-old', cause: 'outdated' }])
    expect(forecast.steps).toMatchObject([{ deleted: 1, created: 0, outdated: 4 }])
    expect(forecast.stall).toMatchObject({
      when: 'later',
      outdated: 4,
      holders: [{ node: 'x', kind: 'nodeNotReady', isLasting: true }],
    })
  })

  it('is stalled now, when the dead node has only a Pod that does not go away', () => {
    const nodes = [deadNode('x'), ...healthy]
    const pods = [oldPod('x', { ...unready, deleted: 900 }), ...olds]
    expect(forecastRollout(rollout(nodes, pods)).stall).toMatchObject({ when: 'now', outdated: 4 })
    expect(forecastRollout(rollout(nodes, pods, { maxUnavailable: 2 })).stall).toBeUndefined()
  })

  it('is stalled by a new Pod that fails, and by one that nothing schedules', () => {
    const failing = [updatedPod('a', crashing), ...olds.slice(1)]
    expect(forecastRollout(rollout(healthy, failing)).stall).toMatchObject({
      when: 'now',
      outdated: 3,
      holders: [{ node: 'a', kind: 'failing', pod: 'a-new', isOutdated: false }],
    })
    const waiting = [pending(oldPod('a')), ...olds.slice(1)]
    expect(forecastRollout(rollout(healthy, waiting)).stall).toMatchObject({
      when: 'later',
      outdated: 3,
      holders: [{ node: 'a', kind: 'pending', pod: undefined }],
    })
  })

  it('is not stalled by an old Pod that fails: the new template may mend it', () => {
    const pods = [oldPod('a', crashing), ...olds.slice(1)]
    expect(forecastRollout(rollout(healthy, pods)).end).toEqual({ kind: 'complete' })
  })

  it('is not held by a Pod that runs already on a node without room for another', () => {
    const pods = [updatedPod('a', unready), ...olds.slice(1)]
    const trouble = { ...noTrouble, stuckNodes: new Map([['a', 'pending'] as const]) }
    const surge = { maxUnavailable: 0, maxSurge: 1 }
    expect(forecastRollout(rollout(healthy, pods, surge), trouble).end).toEqual({
      kind: 'complete',
    })
  })

  it('leaves the fewest outdated that a stall can leave', () => {
    const input = rollout(healthy, olds)
    const trouble = { ...noTrouble, stuckNodes: new Map([['a', 'failing'] as const]) }
    const { end } = simulateRollout(input, trouble)
    expect(end).toMatchObject({ kind: 'stalled', outdated: 0, holders: [{ node: 'a' }] })
    const two = { ...noTrouble, deadNodes: new Set(['a', 'b']) }
    expect(simulateRollout(input, two).end).toMatchObject({ kind: 'stalled', outdated: 1 })
  })

  it('can be stalled by chance: by a Pod that never goes away, if the controller takes it first', () => {
    const pods = [oldPod('a'), ...olds.slice(1)]
    const nodes = [deadNode('a'), ...healthy.slice(1)]
    const trouble = { ...noTrouble, deadNodes: new Set(['a']) }
    const one = forecastRollout(rollout(nodes, pods, { maxUnavailable: 1 }), trouble)
    expect(one.end).toEqual({ kind: 'complete' })
    expect(one.mayStall).toMatchObject({ outdated: 3, holders: [{ node: 'a' }] })
    const two = forecastRollout(rollout(nodes, pods, { maxUnavailable: 2 }), trouble)
    expect(two.mayStall).toBeUndefined()
    expect(forecastRollout(rollout(healthy, olds)).mayStall).toBeUndefined()
  })

  it('a surge with a host port never gets past its first Pods', () => {
    const spec = { containers: [{ name: 'c', ports: [{ containerPort: 80, hostPort: 80 }] }] }
    const surge = { maxUnavailable: 0, maxSurge: 2 }
    expect(forecastRollout(rollout(healthy, olds, { ...surge, spec })).stall).toMatchObject({
      when: 'later',
      outdated: 4,
      holders: [{ kind: 'portTaken' }, { kind: 'portTaken' }],
    })
    expect(forecastRollout(rollout(healthy, olds, { spec })).stall).toBeUndefined()
    expect(forecastRollout(rollout(healthy, olds, surge)).stall).toBeUndefined()
  })

  it('with surge is not stalled by dead nodes that should not run a Pod', () => {
    const nodes = [deadNode('x'), ...healthy]
    const pods = [oldPod('x', unready), ...olds]
    const surge = { maxUnavailable: 0, maxSurge: 1 }
    expect(forecastRollout(rollout(nodes, pods, surge)).end).toEqual({ kind: 'complete' })
  })

  it('a surge replaces an old Pod that is not ready once the Pods of a Node that is gone are collected', () => {
    const pods = [oldPod('gone'), oldPod('a', unready), oldPod('b')]
    const spec = { containers: [{ name: 'c', ports: [{ containerPort: 80, hostPort: 80 }] }] }
    const surge = { maxUnavailable: 0, maxSurge: 1, spec }
    const { end } = forecastRollout(rollout([node('a'), node('b')], pods, surge))
    expect(end).toMatchObject({ kind: 'stalled', outdated: 1 })
  })

  it('waits for what can still change by itself, and then goes on', () => {
    const pods = [updatedPod('a', unready), ...olds.slice(1)]
    const { next, stall, end } = forecastRollout(rollout(healthy, pods))
    expect(next.budgeted).toMatchObject({ chosen: 0, blocked: 3 })
    expect(stall).toBeUndefined()
    expect(end).toEqual({ kind: 'complete' })
  })
})

describe('which Pods are outdated', () => {
  it('leaves out those being deleted, and those of which no node is known', () => {
    const { node: _, ...nowhere } = oldPod('z')
    const pods = [updatedPod('a'), oldPod('b'), oldPod('c', { deleted: 1 }), nowhere]
    const { outdated, upToDate } = forecastRollout(rollout(healthy, pods))
    expect(outdated.map(({ name }) => name)).toEqual(['b-old'])
    expect(upToDate.map(({ name }) => name)).toEqual(['a-new'])
  })
})
