import { expect, it } from 'vitest'
import { placementRemovals } from './placementRemovals.ts'
import { oldPod } from './rollout.test-kit.ts'

const [neither, staysOnly, both] = [0, 2, 3]

it('a node that should not go on running its Pods loses all of them at once', () => {
  const pods = [oldPod('n'), oldPod('n', { name: 'second' })]
  expect(placementRemovals([{ node: 'n', before: both, after: neither, pods }])).toEqual({
    atOnce: [{ node: 'n', pods }],
    withoutSuccessor: [],
  })
})

it('a NoSchedule taint leaves the Pod, but nothing comes after it', () => {
  const pods = [oldPod('n')]
  expect(placementRemovals([{ node: 'n', before: both, after: staysOnly, pods }])).toEqual({
    atOnce: [],
    withoutSuccessor: [{ node: 'n', pods }],
  })
})

it('a misscheduled Pod goes when the node may not keep it either', () => {
  const pods = [oldPod('n')]
  expect(
    placementRemovals([{ node: 'n', before: staysOnly, after: neither, pods }]).atOnce,
  ).toHaveLength(1)
})

it.each([
  [both, both],
  [neither, neither],
  [neither, both],
  [staysOnly, both],
  [staysOnly, staysOnly],
])('nothing goes from %i to %i', (before, after) => {
  expect(placementRemovals([{ node: 'n', before, after, pods: [oldPod('n')] }])).toEqual({
    atOnce: [],
    withoutSuccessor: [],
  })
})

it('Pods that are being deleted already, and nodes without Pods, are not removed by the change', () => {
  const changes = [
    { node: 'n', before: both, after: neither, pods: [oldPod('n', { deleted: 5 })] },
    { node: 'm', before: both, after: neither, pods: [] },
  ]
  expect(placementRemovals(changes)).toEqual({ atOnce: [], withoutSuccessor: [] })
})
