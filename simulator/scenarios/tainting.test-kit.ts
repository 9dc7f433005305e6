import { expect } from 'vitest'
import { at, listAt, textAt } from './json.test-kit.ts'
import type { Scenario } from './scenario.test-kit.ts'
import { type Stage, allWell } from './stage.test-kit.ts'

const taint = (effect: string, key = 'example.com/maintenance') => ({ key, value: 'now', effect })

/** `KEY:EFFECT` of a node's taints, sorted. */
async function taints(s: Stage, short: string): Promise<readonly string[]> {
  const { body } = await s.admin.get(s.nodePath(short))
  return listAt(body, 'spec', 'taints')
    .map((each) => `${textAt(each, 'key')}:${textAt(each, 'effect')}`)
    .sort()
}

/** The controller looks again: a taint alone does not make it count anew (daemon_controller.go, shouldIgnoreNodeUpdate). */
const lookAgain = (s: Stage) =>
  s.change('agent', { spec: { minReadySeconds: 0, revisionHistoryLimit: 9 } })

const noSchedule: Scenario = {
  title:
    'NoSchedule leaves the running Pod, which then counts as misscheduled, and keeps another away',
  play: async (s) => {
    await s.nodes(['a', 'b'])
    await s.create('agent')
    await s.eventually(() => s.counts('agent'), allWell(2))
    await s.changeNode('b', { spec: { taints: [taint('NoSchedule')] } })
    await s.create('late')
    await s.eventually(() => s.placement('late'), { a: '1 Ready' })
    await s.eventually(() => s.placement('agent'), { a: '1 Ready', b: '1 Ready' })
    await lookAgain(s)
    await s.eventually(() => s.counts('agent'), { ...allWell(1), misscheduled: 1 })
    await s.admin.delete(await s.podPath('agent', 'b'))
    await s.eventually(() => s.placement('agent'), { a: '1 Ready' })
    await s.eventually(() => s.counts('agent'), allWell(1))
    await s.rest()
    await s.eventually(() => s.placement('agent'), { a: '1 Ready' })
  },
}

const noExecute: Scenario = {
  title: 'NoExecute takes the Pod away; it comes back when the taint is gone',
  play: async (s) => {
    await s.nodes(['a', 'b'])
    await s.create('agent')
    await s.eventually(() => s.counts('agent'), allWell(2))
    await s.changeNode('b', { spec: { taints: [taint('NoExecute')] } })
    await s.eventually(() => s.placement('agent'), { a: '1 Ready' })
    await s.eventually(() => s.counts('agent'), allWell(1))
    await s.changeNode('b', { spec: { taints: null } })
    await s.eventually(() => s.placement('agent'), { a: '1 Ready', b: '1 Ready' })
    await s.eventually(() => s.counts('agent'), allWell(2))
  },
}

const tolerated: Scenario = {
  title: 'tolerations by key, value, effect, or of everything; PreferNoSchedule needs none',
  play: async (s) => {
    await s.nodes(['a'], { taints: [taint('NoSchedule')] })
    await s.nodes(['b'], { taints: [taint('NoSchedule', 'example.com/other')] })
    await s.nodes(['c'], { taints: [taint('PreferNoSchedule')] })
    const key = 'example.com/maintenance'
    const tolerating = (...tolerations: readonly object[]) => ({ tolerations })
    await s.create('none')
    await s.create('by-key', {}, tolerating({ key, operator: 'Exists' }))
    await s.create('by-value', {}, tolerating({ key, value: 'now', effect: 'NoSchedule' }))
    await s.create('other-value', {}, tolerating({ key, value: 'later' }))
    await s.create('other-effect', {}, tolerating({ key, operator: 'Exists', effect: 'NoExecute' }))
    await s.create('everything', {}, tolerating({ operator: 'Exists' }))
    const all = { a: '1 Ready', b: '1 Ready', c: '1 Ready' }
    await s.eventually(() => s.placement('everything'), all)
    await s.eventually(() => s.placement('by-key'), { a: '1 Ready', c: '1 Ready' })
    await s.eventually(() => s.placement('by-value'), { a: '1 Ready', c: '1 Ready' })
    await s.eventually(() => s.placement('none'), { c: '1 Ready' })
    await s.eventually(() => s.placement('other-value'), { c: '1 Ready' })
    await s.eventually(() => s.placement('other-effect'), { c: '1 Ready' })
  },
}

const forSomeTime: Scenario = {
  title:
    'tolerationSeconds evicts after that time, and the controller makes the Pod anew, again and again',
  play: async (s) => {
    await s.nodes(['a'])
    const toleration = { key: 'example.com/maintenance', operator: 'Exists', tolerationSeconds: 1 }
    await s.create('agent', {}, { tolerations: [{ ...toleration, effect: 'NoExecute' }] })
    await s.eventually(() => s.counts('agent'), allWell(1))
    const first = await s.podOn('agent', 'a')
    await s.changeNode('a', { spec: { taints: [taint('NoExecute')] } })
    const isReplaced = async () => {
      const pods = await s.pods('agent')
      return pods.length === 1 && at(pods[0], 'metadata', 'uid') !== at(first, 'metadata', 'uid')
    }
    await s.eventually(isReplaced, true)
    const events = async () =>
      (await s.events(textAt(first, 'metadata', 'name'))).filter((text) => text.startsWith('Taint'))
    await s.eventually(events, [
      `TaintManagerEviction: Marking for deletion Pod ${s.namespace}/${textAt(first, 'metadata', 'name')}`,
    ])
  },
}

const cordoned: Scenario = {
  title: 'a cordoned node is tainted, and daemon Pods come all the same',
  play: async (s) => {
    await s.nodes(['a'])
    await s.changeNode('a', { spec: { unschedulable: true } })
    await s.eventually(() => taints(s, 'a'), ['node.kubernetes.io/unschedulable:NoSchedule'])
    await s.create('agent')
    await s.eventually(() => s.placement('agent'), { a: '1 Ready' })
    await s.changeNode('a', { spec: { unschedulable: false } })
    await s.eventually(() => taints(s, 'a'), [])
    await s.eventually(() => s.counts('agent'), allWell(1))
  },
}

const handMade: Scenario = {
  title: 'a hand-made taint of node trouble that no trouble backs is taken away again',
  play: async (s) => {
    await s.nodes(['a'])
    const key = 'node.kubernetes.io/unschedulable'
    const own = taint('NoSchedule')
    await s.changeNode('a', { spec: { taints: [{ key, effect: 'NoSchedule' }, own] } })
    await s.eventually(() => taints(s, 'a'), ['example.com/maintenance:NoSchedule'])
  },
}

const silent: Scenario = {
  title: 'a node that falls silent is tainted as unreachable: it keeps its Pod and gets no new one',
  play: async (s) => {
    await s.nodes(['a', 'b'])
    await s.create('agent')
    await s.eventually(() => s.counts('agent'), allWell(2))
    const before = await s.uids('agent')
    await s.world.silence(s.node('b'))
    await s.eventually(
      () => taints(s, 'b'),
      ['node.kubernetes.io/unreachable:NoExecute', 'node.kubernetes.io/unreachable:NoSchedule'],
    )
    await s.create('late')
    await s.eventually(() => s.placement('late'), { a: '1 Ready' })
    await s.rest()
    expect(await s.uids('agent')).toEqual(before)
    await lookAgain(s)
    await s.eventually(
      async () => {
        const { desired, misscheduled } = await s.counts('agent')
        return { desired, misscheduled }
      },
      { desired: 1, misscheduled: 1 },
    )
  },
}

export const tainting: readonly Scenario[] = [
  noSchedule,
  noExecute,
  tolerated,
  forSomeTime,
  cordoned,
  handMade,
  silent,
]
