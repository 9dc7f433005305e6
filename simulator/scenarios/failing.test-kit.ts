import { expect } from 'vitest'
import { at, nameOf, textAt } from './json.test-kit.ts'
import type { Scenario } from './scenario.test-kit.ts'
import { type Stage, allWell, done, image } from './stage.test-kit.ts'

const container = { name: 'main', image: image('1') }

/** Lets a Pod end, as a kubelet would report it. @returns its name */
async function end(s: Stage, short: string, phase: 'Failed' | 'Succeeded'): Promise<string> {
  const path = await s.podPath('agent', short)
  const conditions = [{ type: 'Ready', status: 'False' }]
  done(await s.admin.patch(`${path}/status`, { status: { phase, conditions } }, 'strategic'))
  return path.split('/').at(-1) ?? ''
}

/** The Pod on the node, if it is another one than that and Ready. */
const successor = (s: Stage, short: string, old: string) => async () => {
  const placement = await s.placement('agent')
  return placement[short] === '1 Ready' && nameOf(await s.podOn('agent', short)) !== old
}

const failed: Scenario = {
  title: 'a Pod that fails is deleted and made anew, and an event tells of it',
  play: async (s) => {
    await s.nodes(['a', 'b'])
    await s.create('agent')
    await s.eventually(() => s.counts('agent'), allWell(2))
    const name = await end(s, 'a', 'Failed')
    await s.eventually(successor(s, 'a', name), true)
    const told = async () =>
      (await s.events('agent')).filter((text) => !text.startsWith('SuccessfulCreate'))
    await s.eventually(told, [
      `FailedDaemonPod: Found failed daemon pod ${s.namespace}/${name} on node ${s.node('a')}, will try to kill it`,
      `SuccessfulDelete: Deleted pod: ${name}`,
    ])
    await s.eventually(() => s.counts('agent'), allWell(2))
  },
}

const backOff: Scenario = {
  title: 'a Pod that fails again is kept for a while before it is deleted; it counts meanwhile',
  play: async (s) => {
    await s.nodes(['a'])
    await s.create('agent')
    await s.eventually(() => s.counts('agent'), allWell(1))
    for (let times = 0; times < 3; times += 1) {
      await s.eventually(successor(s, 'a', await end(s, 'a', 'Failed')), true)
    }
    // After three failures within the back-off of 1, 2, 4 … seconds, the fourth waits for some seconds.
    const name = await end(s, 'a', 'Failed')
    await s.eventually(() => s.counts('agent'), {
      desired: 1,
      current: 1,
      updated: 1,
      unavailable: 1,
    })
    expect(await s.placement('agent')).toEqual({ a: '1 Failed' })
    const since = s.world.now()
    await s.eventually(successor(s, 'a', name), true)
    expect(s.world.now() - since).toBeGreaterThan(1500)
  },
}

const succeeded: Scenario = {
  title: 'a Pod that succeeds is replaced too, without delay',
  play: async (s) => {
    await s.nodes(['a'])
    await s.create('agent')
    await s.eventually(() => s.counts('agent'), allWell(1))
    const name = await end(s, 'a', 'Succeeded')
    await s.eventually(successor(s, 'a', name), true)
    const told = async () =>
      (await s.events('agent')).filter((text) => text.startsWith('SucceededDaemonPod'))
    await s.eventually(told, [
      `SucceededDaemonPod: Found succeeded daemon pod ${s.namespace}/${name} on node ${s.node('a')}, will try to delete it`,
    ])
  },
}

const notReplaced: Scenario = {
  title: 'a failed Pod on a node that has been tainted meanwhile is deleted and not replaced',
  play: async (s) => {
    await s.nodes(['a', 'b'])
    await s.create('agent')
    await s.eventually(() => s.counts('agent'), allWell(2))
    await s.changeNode('b', { spec: { taints: [{ key: 'example.com/x', effect: 'NoSchedule' }] } })
    await end(s, 'b', 'Failed')
    await s.eventually(() => s.placement('agent'), { a: '1 Ready' })
    await s.eventually(() => s.counts('agent'), allWell(1))
    await s.rest()
    expect(await s.placement('agent')).toEqual({ a: '1 Ready' })
  },
}

const terminating: Scenario = {
  title: 'a Pod that takes its time to end has no successor until it is gone',
  play: async (s) => {
    await s.nodes(['a'])
    const template = {
      metadata: {
        labels: { app: 'agent' },
        annotations: { 'pod-delete.stage.kwok.x-k8s.io/delay': '3s' },
      },
      spec: { nodeSelector: { scenario: s.namespace }, containers: [container] },
    }
    await s.create('agent', { template })
    await s.eventually(() => s.counts('agent'), allWell(1))
    const deleted = done(await s.admin.delete(await s.podPath('agent', 'a')))
    expect(at(deleted, 'metadata', 'deletionGracePeriodSeconds')).toBe(30)
    const since = s.world.now()
    await s.onTheWayTo(
      () => s.placement('agent'),
      { a: '1 Ready' },
      (seen) => expect(seen['a'] ?? '').not.toContain('+'),
    )
    expect(s.world.now() - since).toBeGreaterThan(2000)
    expect(await s.uids('agent')).not.toContain(textAt(deleted, 'metadata', 'uid'))
  },
}

export const failing: readonly Scenario[] = [failed, backOff, succeeded, notReplaced, terminating]
