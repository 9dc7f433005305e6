import { describe, expect, it } from 'vitest'
import type { Pod } from '../k8s/objects.ts'
import {
  aDaemonSet,
  aModel,
  aNode,
  aPendingPod,
  aPod,
  aRevision,
  cellOf,
  stateOf,
} from './grid.test-kit.ts'

const elsewhere = aDaemonSet('d', { template: { nodeSelector: { disk: 'ssd' } } })
const broken = { trouble: [{ container: 'c', reason: 'CrashLoopBackOff' }], ready: false }

function cellWith(pods: readonly Pod[], daemonSet = aDaemonSet('d')) {
  return cellOf(aModel([aNode('n')], [daemonSet], pods), 'd', 'n')
}

describe('a cell where a Pod should run', () => {
  it.each([
    ['no Pod', [], 'missing'],
    ['a Ready Pod', [aPod('d', 'n')], 'ready'],
    ['a Pod that is not Ready yet', [aPod('d', 'n', { ready: false })], 'starting'],
    ['a Pod that waits for it', [aPendingPod('d', 'n')], 'pending'],
    ['a Pod that crashes', [aPod('d', 'n', broken)], 'failing'],
    ['a Pod that is being deleted', [aPod('d', 'n', { deleted: 5 })], 'terminating'],
  ] as const)('%s: %s', (_, pods, state) => {
    expect(cellWith(pods)).toMatchObject({ state, targeted: true, pods: pods.length })
  })
})

describe('a cell where no Pod should run', () => {
  it('is Not targeted without one, and has no tile', () => {
    expect(cellWith([], elsewhere)).toMatchObject({ state: 'notTargeted', targeted: false })
  })

  it('is Misscheduled with one, whatever the Pod does', () => {
    expect(cellWith([aPod('d', 'n')], elsewhere).state).toBe('misscheduled')
    expect(cellWith([aPod('d', 'n', broken)], elsewhere).state).toBe('misscheduled')
  })

  it('is Terminating while the Pod is being deleted', () => {
    expect(cellWith([aPod('d', 'n', { deleted: 5 })], elsewhere).state).toBe('terminating')
  })

  it('is Misscheduled where a taint came after the Pod, which may stay', () => {
    const tainted = aNode('n', { taints: [{ key: 'full', effect: 'NoSchedule' }] })
    const model = aModel([tainted], [aDaemonSet('d')], [aPod('d', 'n')])
    expect(cellOf(model, 'd', 'n')).toMatchObject({ state: 'misscheduled', targeted: false })
  })
})

describe('a cell with several Pods', () => {
  const old = aPod('d', 'n', { uid: 'old', created: 1 })
  const young = aPod('d', 'n', { uid: 'young', created: 2 })

  it('shows the worst of two that stay, and the other as second', () => {
    const starting = { ...young, ready: false }
    expect(cellWith([old, starting])).toMatchObject({
      state: 'starting',
      second: 'ready',
      secondIsOlder: true,
      pods: 2,
    })
    expect(cellWith([{ ...old, ...broken }, young])).toMatchObject({
      state: 'failing',
      second: 'ready',
      secondIsOlder: false,
    })
  })

  it('is never Terminating while a successor is there', () => {
    const ending = { ...old, deleted: 5 }
    expect(cellWith([ending, young])).toMatchObject({
      state: 'ready',
      second: 'terminating',
      secondIsOlder: true,
    })
    expect(cellWith([ending, { ...young, deleted: 6 }]).state).toBe('terminating')
  })

  it('says the number of three, and only the worst of them', () => {
    const third = aPod('d', 'n', { uid: 'third', created: 3, ...broken })
    expect(cellWith([old, third, young])).toMatchObject({
      state: 'failing',
      second: undefined,
      pods: 3,
    })
  })
})

describe('an outdated Pod', () => {
  function outdated(pods: readonly Pod[], annotations = {}) {
    const model = aModel([aNode('n')], [aDaemonSet('d', { annotations })], pods)
    model.replaceControllerRevisions([aRevision('d', 1, 'aaa'), aRevision('d', 2, 'bbb')])
    return cellOf(model, 'd', 'n').outdated
  }

  it('has not the hash of the newest revision', () => {
    expect(outdated([aPod('d', 'n', { revision: 'aaa' })])).toBe(true)
    expect(outdated([aPod('d', 'n', { revision: 'bbb' })])).toBe(false)
  })

  it('is up to date all the same when it has the template generation', () => {
    const annotations = { 'deprecated.daemonset.template.generation': '4' }
    const pod = aPod('d', 'n', { revision: 'aaa', templateGeneration: '4' })
    expect(outdated([pod], annotations)).toBe(false)
  })

  it('no longer counts once it is being deleted and its successor is there', () => {
    const ending = aPod('d', 'n', { uid: 'old', revision: 'aaa', deleted: 5 })
    const successor = aPod('d', 'n', { revision: 'bbb', created: 200 })
    expect(outdated([ending])).toBe(true)
    expect(outdated([ending, successor])).toBe(false)
  })
})

describe('a DaemonSet that is being deleted', () => {
  const leaving = aDaemonSet('d', { deleting: true })

  it('misses no Pod, and has none in the wrong place', () => {
    expect(cellWith([], leaving)).toMatchObject({ state: 'notTargeted', targeted: false })
    expect(cellWith([aPod('d', 'n')], leaving)).toMatchObject({ state: 'ready', targeted: false })
  })
})

describe('before the Pods are known', () => {
  it('a cell says the verdict alone, and never Missing', () => {
    const model = aModel([aNode('n')], [aDaemonSet('d'), elsewhere], [])
    model.replacePods([aPod('d', 'n')], false)
    expect(cellOf(model, 'd', 'n')).toMatchObject({ state: 'notTargeted', placeholder: true })
  })
})

describe('a node that is not ready', () => {
  it('has its cells muted', () => {
    const model = aModel([aNode('n', { ready: false })], [aDaemonSet('d')], [aPod('d', 'n')])
    expect(cellOf(model, 'd', 'n').muted).toBe(true)
    model.applyNodes([aNode('n')], [])
    expect(cellOf(model, 'd', 'n').muted).toBe(false)
    expect(stateOf(model, 'd', 'n')).toBe('ready')
  })
})
