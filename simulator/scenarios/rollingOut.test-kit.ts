import { expect } from 'vitest'
import { at, numberAt } from './json.test-kit.ts'
import type { Scenario } from './scenario.test-kit.ts'
import { type Stage, allWell, image, neverReady } from './stage.test-kit.ts'

const rolling = (limits: object) => ({
  updateStrategy: { type: 'RollingUpdate', rollingUpdate: limits },
})

/** How many nodes have Pods in this state: which ones come first is chance. */
async function tally(s: Stage): Promise<Readonly<Record<string, number>>> {
  const states = Object.values(await s.placement('agent'))
  const groups = Map.groupBy(states, (state) => state)
  return Object.fromEntries([...groups].map(([state, { length }]) => [state, length]))
}

/** Is there a Pod that is Ready, perhaps beside another? */
const isReady = (state: string) => state.includes('Ready')

/** A rollout to Pods that never become Ready stands still where its limit is reached. */
const standsStill = (
  title: string,
  limits: object,
  expected: Readonly<Record<string, number>>,
): Scenario => ({
  title: `${title} stands still there, where the new Pods do not become Ready`,
  play: async (s) => {
    await s.nodes(['a', 'b', 'c', 'd', 'e'])
    await s.create('agent', rolling(limits))
    await s.eventually(() => s.counts('agent'), allWell(5))
    await s.change('agent', { spec: { template: neverReady('2') } })
    await s.eventually(() => tally(s), expected)
    await s.rest()
    expect(await tally(s)).toEqual(expected)
    await s.rollTo('agent', '3')
    await s.eventually(() => tally(s), { '3 Ready': 5 })
    await s.eventually(() => s.counts('agent'), allWell(5))
  },
})

const oneByOne: Scenario = {
  title: 'replaces one Pod after the other by default: never is more than one missing',
  play: async (s) => {
    await s.nodes(['a', 'b', 'c', 'd'])
    await s.create('agent')
    await s.eventually(() => s.counts('agent'), allWell(4))
    await s.rollTo('agent', '2')
    const states = async () => Object.values(await s.placement('agent'))
    await s.onTheWayTo(states, ['2 Ready', '2 Ready', '2 Ready', '2 Ready'], (seen) =>
      expect(seen.filter(isReady).length).toBeGreaterThanOrEqual(3),
    )
    await s.eventually(() => s.counts('agent'), allWell(4))
    expect(await s.history('agent')).toEqual(['1 1', '2 2'])
    const daemonSet = await s.get('agent')
    expect(at(daemonSet, 'metadata')).toMatchObject({
      generation: 2,
      annotations: { 'deprecated.daemonset.template.generation': '2' },
    })
  },
}

const surging: Scenario = {
  title: 'with maxSurge starts the new Pod beside the old one: never is any missing',
  play: async (s) => {
    await s.nodes(['a', 'b', 'c'])
    await s.create('agent', rolling({ maxSurge: 1, maxUnavailable: 0 }))
    await s.eventually(() => s.counts('agent'), allWell(3))
    await s.rollTo('agent', '2')
    const states = async () => Object.values(await s.placement('agent'))
    await s.onTheWayTo(states, ['2 Ready', '2 Ready', '2 Ready'], (seen) =>
      expect(seen.filter(isReady)).toHaveLength(3),
    )
    await s.eventually(() => s.counts('agent'), allWell(3))
  },
}

const surgeAndPort: Scenario = {
  title: 'with maxSurge and a host port never gets on: the new Pod waits for the old one’s port',
  play: async (s) => {
    await s.nodes(['a', 'b'])
    const container = (tag: string) => ({
      name: 'main',
      image: image(tag),
      ports: [{ containerPort: 80, hostPort: 18080 }],
    })
    const limits = rolling({ maxSurge: '100%', maxUnavailable: 0 })
    await s.create('agent', limits, { containers: [container('1')] })
    await s.eventually(() => s.counts('agent'), allWell(2))
    await s.change('agent', { spec: { template: { spec: { containers: [container('2')] } } } })
    const expected = { a: '1 Ready + 2 unscheduled', b: '1 Ready + 2 unscheduled' }
    await s.eventually(() => s.placement('agent'), expected)
    await s.rest()
    expect(await s.placement('agent')).toEqual(expected)
    await s.eventually(() => s.counts('agent'), { desired: 2, current: 2, ready: 2, available: 2 })
  },
}

const alreadyDown: Scenario = {
  title: 'replaces Pods that are not available at once, whatever maxUnavailable says',
  play: async (s) => {
    await s.nodes(['a', 'b', 'c'])
    await s.create('agent', { template: template(s, neverReady('1')) })
    await s.eventually(() => tally(s), { '1 waiting': 3 })
    await s.change('agent', { spec: { template: neverReady('2') } })
    await s.eventually(() => tally(s), { '2 waiting': 3 })
    await s.eventually(() => s.counts('agent'), {
      desired: 3,
      current: 3,
      updated: 3,
      unavailable: 3,
    })
  },
}

function template(s: Stage, broken: object): object {
  const labels = { app: 'agent' }
  const nodeSelector = { scenario: s.namespace }
  return {
    metadata: { labels, ...Object(at(broken, 'metadata')) },
    spec: { nodeSelector, ...Object(at(broken, 'spec')) },
  }
}

const heldUp: Scenario = {
  title: 'is held up by a node where the Pod has no room',
  play: async (s) => {
    await s.nodes(['a', 'b'])
    await s.nodes(['c'], { allocatable: { cpu: '100m' } })
    const container = (tag: string) => ({
      name: 'main',
      image: image(tag),
      resources: { requests: { cpu: '500m' } },
    })
    await s.create('agent', {}, { containers: [container('1')] })
    const before = { a: '1 Ready', b: '1 Ready', c: '1 unscheduled' }
    await s.eventually(() => s.placement('agent'), before)
    await s.change('agent', { spec: { template: { spec: { containers: [container('2')] } } } })
    const after = { a: '1 Ready', b: '1 Ready', c: '2 unscheduled' }
    await s.eventually(() => s.placement('agent'), after)
    await s.rest()
    expect(await s.placement('agent')).toEqual(after)
    await s.eventually(() => s.counts('agent'), {
      desired: 3,
      current: 3,
      updated: 1,
      ready: 2,
      available: 2,
      unavailable: 1,
    })
  },
}

const onDelete: Scenario = {
  title: 'with OnDelete waits until somebody deletes the old Pod',
  play: async (s) => {
    await s.nodes(['a', 'b'])
    await s.create('agent', { updateStrategy: { type: 'OnDelete' } })
    await s.eventually(() => s.counts('agent'), allWell(2))
    await s.rollTo('agent', '2')
    await s.eventually(() => s.counts('agent'), { desired: 2, current: 2, ready: 2, available: 2 })
    await s.rest()
    expect(await s.placement('agent')).toEqual({ a: '1 Ready', b: '1 Ready' })
    await s.admin.delete(await s.podPath('agent', 'b'))
    await s.eventually(() => s.placement('agent'), { a: '1 Ready', b: '2 Ready' })
    await s.eventually(() => s.counts('agent'), { ...allWell(2), updated: 1 })
    expect(await s.history('agent')).toEqual(['1 1', '2 2'])
  },
}

const minReady: Scenario = {
  title: 'counts a Pod as available only minReadySeconds after it became Ready',
  play: async (s) => {
    await s.nodes(['a'])
    await s.create('agent', { minReadySeconds: 4 })
    const readyOnly = { desired: 1, current: 1, updated: 1, ready: 1, unavailable: 1 }
    await s.eventually(() => s.counts('agent'), readyOnly)
    await s.eventually(() => s.counts('agent'), allWell(1))
  },
}

const restart: Scenario = {
  title: 'is begun by kubectl rollout restart’s annotation too',
  play: async (s) => {
    await s.nodes(['a', 'b'])
    await s.create('agent')
    await s.eventually(() => s.counts('agent'), allWell(2))
    const before = await s.uids('agent')
    const annotations = { 'kubectl.kubernetes.io/restartedAt': '2026-01-01T00:00:00Z' }
    const patch = { spec: { template: { metadata: { annotations } } } }
    await s.admin.patch(s.path('daemonsets', 'agent'), patch, 'strategic')
    await s.eventually(async () => {
      const now = await s.uids('agent')
      return [now.length, now.some((uid) => before.includes(uid))]
    }, [2, false])
    await s.eventually(() => s.history('agent'), ['1 1', '2 1'])
  },
}

const noRollout: Scenario = {
  title: 'does not follow from a change outside of the template',
  play: async (s) => {
    await s.nodes(['a'])
    await s.create('agent')
    await s.eventually(() => s.counts('agent'), allWell(1))
    const before = await s.uids('agent')
    const labelled = await s.change('agent', { metadata: { labels: { team: 'x' } } })
    expect(numberAt(labelled, 'metadata', 'generation')).toBe(1)
    const limits = { rollingUpdate: { maxUnavailable: 2 } }
    const changed = await s.change('agent', {
      spec: { minReadySeconds: 1, updateStrategy: limits },
    })
    expect(at(changed, 'metadata')).toMatchObject({
      generation: 2,
      annotations: { 'deprecated.daemonset.template.generation': '1' },
    })
    await s.eventually(() => s.counts('agent'), allWell(1))
    await s.rest()
    expect(await s.uids('agent')).toEqual(before)
    expect(await s.history('agent')).toEqual(['1 1'])
  },
}

export const rollingOut: readonly Scenario[] = [
  oneByOne,
  surging,
  standsStill('maxUnavailable 1', { maxUnavailable: 1 }, { '1 Ready': 4, '2 waiting': 1 }),
  standsStill('maxUnavailable 3', { maxUnavailable: 3 }, { '1 Ready': 2, '2 waiting': 3 }),
  standsStill(
    'maxUnavailable 30 % (rounded up)',
    { maxUnavailable: '30%' },
    { '1 Ready': 3, '2 waiting': 2 },
  ),
  standsStill(
    'maxSurge 1',
    { maxSurge: 1, maxUnavailable: 0 },
    { '1 Ready': 4, '1 Ready + 2 waiting': 1 },
  ),
  standsStill(
    'maxSurge 50 % (rounded up)',
    { maxSurge: '50%', maxUnavailable: 0 },
    { '1 Ready': 2, '1 Ready + 2 waiting': 3 },
  ),
  surgeAndPort,
  alreadyDown,
  heldUp,
  onDelete,
  minReady,
  restart,
  noRollout,
]
