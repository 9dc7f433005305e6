import { describe, expect, it } from 'vitest'
import type { Pod } from './objects.ts'
import {
  compareDaemonPods,
  isAvailable,
  isOwnedBy,
  nodeOf,
  podState,
  type PodState,
} from './pods.ts'

const running: Pod = {
  uid: 'u',
  namespace: 'ns',
  name: 'p',
  created: 100,
  node: 'n',
  phase: 'Running',
  ready: true,
  restarts: 0,
}
const starting: Pod = { ...running, ready: false }
const { node: _, ...unbound } = { ...starting, phase: 'Pending' }

function waiting(reason: string): Pod {
  return { ...starting, trouble: [{ container: 'c', reason }] }
}

describe('podState', () => {
  it.each<[string, Pod, PodState]>([
    ['a Ready Pod', running, 'ready'],
    ['bound and not Ready, nothing wrong', starting, 'starting'],
    ['its containers are being created', waiting('ContainerCreating'), 'starting'],
    ['its init containers run', waiting('PodInitializing'), 'starting'],
    ['not bound', unbound, 'pending'],
    ['not bound, with a target', { ...unbound, target: 'n' }, 'pending'],
    ['phase Failed', { ...starting, phase: 'Failed', reason: 'Evicted' }, 'failing'],
    ['phase Failed before it was bound', { ...unbound, phase: 'Failed' }, 'failing'],
    [
      'phase Succeeded: a daemon Pod is meant to run for ever',
      { ...starting, phase: 'Succeeded' },
      'failing',
    ],
    ['being deleted', { ...running, deleted: 5 }, 'terminating'],
    ['being deleted after it failed', { ...starting, phase: 'Failed', deleted: 5 }, 'terminating'],
    ['Ready in spite of an earlier init error', { ...waiting('Error'), ready: true }, 'ready'],
  ])('%s', (_, pod, expected) => {
    expect(podState(pod)).toBe(expected)
  })

  it.each([
    'ErrImagePull',
    'ImagePullBackOff',
    'ErrImageNeverPull',
    'InvalidImageName',
    'CreateContainerConfigError',
    'CreateContainerError',
    'RunContainerError',
    'PostStartHookError',
    'CrashLoopBackOff',
    'OOMKilled',
    'Error',
  ])('a container with %s is failing', (reason) => {
    expect(podState(waiting(reason))).toBe('failing')
  })
})

describe('nodeOf', () => {
  it('is the node that it is bound to, else the one that it waits for', () => {
    expect(nodeOf({ ...running, target: 'other' })).toBe('n')
    expect(nodeOf({ ...unbound, target: 'other' })).toBe('other')
    expect(nodeOf(unbound)).toBeUndefined()
  })
})

describe('compareDaemonPods', () => {
  it('puts bound Pods first, then the oldest, then by name', () => {
    const pods = [
      { ...unbound, name: 'old-unbound', created: 1 },
      { ...running, name: 'b', created: 9 },
      { ...running, name: 'a', created: 9 },
      { ...running, name: 'oldest', created: 3 },
    ]
    expect(pods.toSorted(compareDaemonPods).map(({ name }) => name)).toEqual([
      'oldest',
      'a',
      'b',
      'old-unbound',
    ])
  })
})

describe('isAvailable', () => {
  it('wants a Pod to be Ready for minReadySeconds', () => {
    expect(isAvailable({ ...running, readySince: 100 }, 10, 109)).toBe(false)
    expect(isAvailable({ ...running, readySince: 100 }, 10, 110)).toBe(true)
    expect(isAvailable(running, 0, 0)).toBe(true)
    expect(isAvailable(running, 10, 1000)).toBe(false)
    expect(isAvailable(starting, 0, 1000)).toBe(false)
  })
})

describe('isOwnedBy', () => {
  it('goes by uid: a DaemonSet of the same name made anew is another owner', () => {
    const owned = { ...running, owner: { kind: 'DaemonSet', name: 'd', uid: 'old' } }
    expect(isOwnedBy(owned, 'old')).toBe(true)
    expect(isOwnedBy(owned, 'new')).toBe(false)
    expect(isOwnedBy(running, 'old')).toBe(false)
  })
})
