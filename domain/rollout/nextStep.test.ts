import { describe, expect, it } from 'vitest'
import { forecastRollout } from './forecast.ts'
import {
  crashing,
  deadNode,
  node,
  oldPod,
  outdatedRollout,
  pending,
  rollout,
  unready,
  updatedPod,
} from './rollout.test-kit.ts'

const three = ['a', 'b', 'c']
const nodes = three.map((name) => node(name))

describe('a rolling update without surge', () => {
  it('deletes as many available Pods as the budget has left, any of the candidates', () => {
    const { next, taken } = forecastRollout(outdatedRollout(5, { maxUnavailable: 2 }))
    expect(taken).toBe(0)
    expect(next.budgeted).toEqual({
      field: 'maxUnavailable',
      candidates: ['n0', 'n1', 'n2', 'n3', 'n4'],
      chosen: 2,
      blocked: 3,
    })
    expect(next).toMatchObject({ created: [], deleted: [], surged: [] })
  })

  it('deletes every outdated Pod that is not available, outside the budget', () => {
    const pods = [oldPod('a', unready), oldPod('b', crashing), oldPod('c')]
    const { next, taken } = forecastRollout(rollout(nodes, pods))
    expect(next.deleted).toEqual([
      { node: 'a', pod: 'a-old', cause: 'outdated' },
      { node: 'b', pod: 'b-old', cause: 'outdated' },
    ])
    expect(taken).toBe(2)
    expect(next.budgeted).toMatchObject({ candidates: ['c'], chosen: 0, blocked: 1 })
  })

  it.each([
    ['an updated Pod that starts', [updatedPod('a', unready)], 'starting', false],
    ['an updated Pod that fails', [updatedPod('a', crashing)], 'failing', true],
    ['an updated Pod that cannot be scheduled', [pending(updatedPod('a'))], 'pending', true],
    ['only a terminating Pod', [oldPod('a', { deleted: 9 })], 'terminating', false],
    ['no Pod', [], 'noPod', false],
  ] as const)('a node with %s holds the budget', (_, own, kind, isLasting) => {
    const pods = [...own, oldPod('b'), oldPod('c')]
    const { taken, holders, next } = forecastRollout(rollout(nodes, pods))
    expect(taken).toBe(1)
    expect(holders).toMatchObject([{ node: 'a', kind, isLasting }])
    expect(next.budgeted).toMatchObject({ chosen: 0, blocked: 2 })
  })

  it('counts a Pod that is ready for less than minReadySeconds as unavailable', () => {
    const fresh = updatedPod('a', { readySince: 995 })
    const input = rollout(nodes, [fresh, oldPod('b'), oldPod('c')], { minReadySeconds: 30 })
    expect(forecastRollout(input)).toMatchObject({
      holders: [{ node: 'a', kind: 'settling', pod: 'a-new', isLasting: false }],
      next: { budgeted: { chosen: 0 } },
    })
    expect(forecastRollout({ ...input, now: 1025 }).next.budgeted.chosen).toBe(1)
  })

  it('deletes an outdated Pod where the node only may keep it, and creates nothing there', () => {
    const input = rollout([node('a', { shouldRun: false })], [oldPod('a', unready)])
    expect(forecastRollout(input)).toMatchObject({
      steps: [{ deleted: 1, created: 0 }],
      end: { kind: 'complete' },
    })
  })

  it('prunes a second Pod first, and treats the node as unavailable when both are left', () => {
    const pods = [oldPod('a'), updatedPod('a'), oldPod('b'), oldPod('c')]
    const { next } = forecastRollout(rollout(nodes, pods))
    expect(next.deleted).toEqual([{ node: 'a', pod: 'a-new', cause: 'duplicate' }])
  })

  it('removes Pods from nodes that should not keep them before any other', () => {
    const gone = node('a', { shouldRun: false, shouldContinueRunning: false })
    const input = rollout(
      [gone, node('b'), node('c')],
      three.map((name) => oldPod(name)),
    )
    const { next, taken } = forecastRollout(input)
    expect(next.deleted).toEqual([{ node: 'a', pod: 'a-old', cause: 'notWanted' }])
    expect(taken).toBe(1)
    expect(next.budgeted.blocked).toBe(2)
  })

  it('deletes Pods that have ended, and those that wait for a Node that is gone', () => {
    const failed = updatedPod('a', { phase: 'Failed', ready: false })
    const input = rollout([node('a')], [failed, pending(oldPod('z'))])
    expect(forecastRollout(input).next.deleted).toEqual([
      { node: 'a', pod: 'a-new', cause: 'ended' },
      { node: 'z', pod: 'z-old', cause: 'nodeGone' },
    ])
  })

  it('does not see Pods that have ended and are being deleted', () => {
    const left = updatedPod('a', { phase: 'Failed', ready: false, deleted: 9 })
    expect(forecastRollout(rollout([node('a')], [left])).next.created).toEqual(['a'])
  })

  it('replaces a Pod that has ended even on a dead node', () => {
    const failed = updatedPod('a', { phase: 'Failed', ready: false })
    const { steps } = forecastRollout(rollout([node('a', { isReady: false })], [failed]))
    expect(steps).toMatchObject([{ deleted: 1, created: 1 }])
  })

  it('counts an old and a new Pod that are left of a Node that is gone as unavailable', () => {
    const input = rollout(nodes, [
      oldPod('z'),
      updatedPod('z'),
      ...three.map((name) => oldPod(name)),
    ])
    expect(forecastRollout(input)).toMatchObject({
      holders: [{ node: 'z', kind: 'nodeGone' }],
      next: { deleted: [], budgeted: { chosen: 0, blocked: 3 } },
      end: { kind: 'complete' },
    })
  })

  it('does not look at nodes that neither run a Pod nor should', () => {
    const input = rollout([deadNode('a'), node('b')], [oldPod('b')])
    expect(forecastRollout(input)).toMatchObject({ taken: 0, next: { budgeted: { chosen: 1 } } })
  })
})

describe('a rolling update with surge', () => {
  const surge = { maxUnavailable: 0, maxSurge: 1 }

  it('creates new Pods beside as many available old ones as maxSurge says', () => {
    const { next } = forecastRollout(outdatedRollout(3, surge))
    expect(next.budgeted).toEqual({
      field: 'maxSurge',
      candidates: ['n0', 'n1', 'n2'],
      chosen: 1,
      blocked: 2,
    })
    expect(next.deleted).toEqual([])
  })

  it('creates new Pods beside all unavailable old ones, beyond maxSurge', () => {
    const pods = [oldPod('a', unready), oldPod('b', unready), oldPod('c')]
    const { next, taken } = forecastRollout(rollout(nodes, pods, surge))
    expect(next.surged).toEqual(['a', 'b'])
    expect(taken).toBe(0)
    expect(next.budgeted).toMatchObject({ candidates: ['c'], chosen: 1 })
  })

  it('waits while the new Pod beside an old one is not available', () => {
    const pods = [oldPod('a'), updatedPod('a', unready), oldPod('b'), oldPod('c')]
    expect(forecastRollout(rollout(nodes, pods, surge))).toMatchObject({
      taken: 1,
      holders: [{ node: 'a', kind: 'starting', pod: 'a-new' }],
      next: { deleted: [], budgeted: { chosen: 0, blocked: 2 } },
    })
  })

  it('deletes the old Pod once the new one is available, or the old one is not ready', () => {
    const pods = [
      oldPod('a'),
      updatedPod('a'),
      oldPod('b', unready),
      updatedPod('b', unready),
      oldPod('c'),
    ]
    const { next } = forecastRollout(rollout(nodes, pods, surge))
    expect(next.deleted).toEqual([
      { node: 'a', pod: 'a-old', cause: 'replaced' },
      { node: 'b', pod: 'b-old', cause: 'replaced' },
    ])
    expect(next.budgeted.chosen).toBe(1)
  })

  it('keeps a misscheduled old Pod until enough others are available', () => {
    const misscheduled = node('a', { shouldRun: false })
    const input = (ready: boolean) =>
      rollout([misscheduled, node('b')], [oldPod('a'), updatedPod('b', { ready })], surge)
    expect(forecastRollout(input(true)).next.misplaced).toEqual({ nodes: ['a'], chosen: 1 })
    expect(forecastRollout(input(false)).next.misplaced).toEqual({ nodes: ['a'], chosen: 0 })
  })

  it('deletes an unavailable old Pod where none is wanted, and creates none beside it', () => {
    const input = rollout([deadNode('a'), node('b')], [oldPod('a', unready), oldPod('b')], surge)
    expect(forecastRollout(input).next).toMatchObject({
      deleted: [{ node: 'a', pod: 'a-old', cause: 'outdated' }],
      surged: [],
    })
  })

  it('creates a Pod even beside one that is still terminating', () => {
    const terminating = [oldPod('a', { deleted: 9 })]
    expect(forecastRollout(rollout([node('a')], terminating, surge)).next.created).toEqual(['a'])
    expect(forecastRollout(rollout([node('a')], terminating)).next.created).toEqual([])
  })

  it('fails as a whole while a bound old Pod is left of a Node that is gone', () => {
    const input = rollout([node('a')], [oldPod('a'), oldPod('z')], surge)
    const { next, end } = forecastRollout(input)
    expect(next).toMatchObject({ stray: ['z'], budgeted: { chosen: 0, blocked: 1 } })
    expect(end).toEqual({ kind: 'complete' })
  })

  it('compares the hash alone where it prunes, so that a Pod of the generation counts as old', () => {
    const adopted = oldPod('a', { name: 'adopted', templateGeneration: '2' })
    const input = rollout([node('a')], [adopted, updatedPod('a')], surge)
    expect(forecastRollout(input).next.deleted).toEqual([
      { node: 'a', pod: 'adopted', cause: 'replaced' },
    ])
  })
})

describe('OnDelete', () => {
  it('replaces nothing, but creates the Pods that are missing', () => {
    const input = rollout(nodes, [oldPod('a'), oldPod('b', unready)], { type: 'OnDelete' })
    expect(forecastRollout(input)).toMatchObject({
      next: { created: ['c'], deleted: [], surged: [], budgeted: { candidates: [], chosen: 0 } },
      steps: [{ deleted: 0, created: 1 }],
      end: { kind: 'manual', outdated: 2 },
      stall: undefined,
    })
  })
})
