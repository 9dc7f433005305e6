import { expect } from 'vitest'
import { causes, refusal } from './client.test-kit.ts'
import { at, listAt, nameOf, numberAt, textAt } from './json.test-kit.ts'
import type { Scenario } from './scenario.test-kit.ts'
import { type Stage, allWell, done, image } from './stage.test-kit.ts'

const requesting = (requests: object) => ({
  containers: [{ name: 'main', image: image('1'), resources: { requests } }],
})

/** What the scheduler says of a Pod; the numbers of all nodes, and of all but one, by word. */
async function said(s: Stage, app: string, short: string): Promise<string> {
  const pod = await s.podOn(app, short)
  const condition = listAt(pod, 'status', 'conditions').find(
    (each) => at(each, 'type') === 'PodScheduled',
  )
  return inWords(`${textAt(condition, 'reason')}: ${textAt(condition, 'message')}`)
}

function inWords(message: string): string {
  const all = /0\/(\d+) nodes/.exec(message)?.[1] ?? ''
  const words = new Map([
    [all, 'ALL'],
    [String(Number(all) - 1), 'OTHERS'],
  ])
  return message.replaceAll(/\b\d+(?= )/g, (number) =>
    number === '1' ? number : (words.get(number) ?? number),
  )
}

const others = "OTHERS node(s) didn't satisfy plugin(s) [NodeAffinity]"
const noHelp = (all: string) =>
  `no new claims to deallocate, preemption: 0/ALL nodes are available: ${all} Preemption is not helpful for scheduling.`
const noVictims =
  'no new claims to deallocate, preemption: 0/ALL nodes are available: 1 No preemption victims found for incoming pod, OTHERS Preemption is not helpful for scheduling.'

const tooLarge: Scenario = {
  title: 'a Pod that no node of its kind could ever hold waits, and the scheduler says why',
  play: async (s) => {
    await s.nodes(['a'], { allocatable: { cpu: '1', memory: '1Gi' } })
    await s.create('agent', {}, requesting({ cpu: '2', memory: '2Gi' }))
    await s.eventually(
      () => said(s, 'agent', 'a'),
      `Unschedulable: 0/ALL nodes are available: 1 Insufficient cpu, 1 Insufficient memory, ${others}. ${noHelp('ALL')}`,
    )
    await s.eventually(() => s.placement('agent'), { a: '1 unscheduled' })
    const [pod] = await s.pods('agent')
    await s.eventually(
      // Another each time that the number of nodes has changed.
      async () => new Set((await s.events(nameOf(pod))).map(inWords)),
      new Set([
        `FailedScheduling: 0/ALL nodes are available: 1 Insufficient cpu, 1 Insufficient memory, ${others}. ${noHelp('ALL')}`,
      ]),
    )
  },
}

const noRoom: Scenario = {
  title: 'a Pod waits for room, and gets it when another Pod goes',
  play: async (s) => {
    await s.nodes(['a'], { allocatable: { cpu: '1' } })
    await s.create('first', {}, requesting({ cpu: '700m' }))
    await s.eventually(() => s.placement('first'), { a: '1 Ready' })
    await s.create('second', {}, requesting({ cpu: '700m' }))
    await s.eventually(
      () => said(s, 'second', 'a'),
      `Unschedulable: 0/ALL nodes are available: 1 Insufficient cpu, ${others}. ${noVictims}`,
    )
    await s.eventually(() => s.counts('second'), {
      desired: 1,
      current: 1,
      updated: 1,
      unavailable: 1,
    })
    await s.admin.delete(s.path('daemonsets', 'first'))
    await s.eventually(() => s.placement('second'), { a: '1 Ready' })
    await s.eventually(() => s.counts('second'), allWell(1))
  },
}

const hostPort: Scenario = {
  title: 'a host port that is taken keeps the Pod waiting',
  play: async (s) => {
    await s.nodes(['a'])
    const pod = (hostPort: number) => ({
      containers: [{ name: 'main', image: image('1'), ports: [{ containerPort: 80, hostPort }] }],
    })
    await s.create('first', {}, pod(18081))
    await s.eventually(() => s.placement('first'), { a: '1 Ready' })
    await s.create('other', {}, pod(18082))
    await s.eventually(() => s.placement('other'), { a: '1 Ready' })
    await s.create('second', {}, pod(18081))
    await s.eventually(
      () => said(s, 'second', 'a'),
      `Unschedulable: 0/ALL nodes are available: 1 node(s) didn't have free ports for the requested pod ports, ${others}. ${noVictims}`,
    )
  },
}

const tooMany: Scenario = {
  title: 'a node takes only so many Pods as it says',
  play: async (s) => {
    await s.nodes(['a'], { allocatable: { pods: '1' } })
    await s.create('first')
    await s.eventually(() => s.placement('first'), { a: '1 Ready' })
    await s.create('second')
    await s.eventually(
      () => said(s, 'second', 'a'),
      `Unschedulable: 0/ALL nodes are available: 1 Too many pods, ${others}. ${noVictims}`,
    )
  },
}

async function createClass(
  s: Stage,
  name: string,
  value: number,
  more: object = {},
): Promise<string> {
  const full = `${s.namespace}-${name}`
  const path = '/apis/scheduling.k8s.io/v1/priorityclasses'
  done(await s.admin.post(path, { metadata: { name: full }, value, ...more }))
  return full
}

const preempting: Scenario = {
  title: 'a Pod of higher priority drives out one of lower priority',
  play: async (s) => {
    await s.nodes(['a'], { allocatable: { cpu: '1' } })
    const high = await createClass(s, 'high', 1000)
    await s.create('low', {}, requesting({ cpu: '700m' }))
    await s.eventually(() => s.placement('low'), { a: '1 Ready' })
    const victim = nameOf(await s.podOn('low', 'a'))
    await s.create('high', {}, { ...requesting({ cpu: '700m' }), priorityClassName: high })
    await s.eventually(() => s.placement('high'), { a: '1 Ready' })
    await s.eventually(() => s.placement('low'), { a: '1 unscheduled' })
    const winner = await s.podOn('high', 'a')
    expect(numberAt(winner, 'spec', 'priority')).toBe(1000)
    const preempted = async () =>
      (await s.events(victim)).filter((text) => text.startsWith('Preempted'))
    await s.eventually(preempted, [
      `Preempted: Preempted by pod ${textAt(winner, 'metadata', 'uid')} on node ${s.node('a')}`,
    ])
  },
}

const polite: Scenario = {
  title: 'a Pod of higher priority that must not preempt waits',
  play: async (s) => {
    await s.nodes(['a'], { allocatable: { cpu: '1' } })
    const high = await createClass(s, 'polite', 1000, { preemptionPolicy: 'Never' })
    await s.create('low', {}, requesting({ cpu: '700m' }))
    await s.eventually(() => s.placement('low'), { a: '1 Ready' })
    await s.create('high', {}, { ...requesting({ cpu: '700m' }), priorityClassName: high })
    await s.eventually(
      () => said(s, 'high', 'a'),
      `Unschedulable: 0/ALL nodes are available: 1 Insufficient cpu, ${others}. no new claims to deallocate, preemption: not eligible due to preemptionPolicy=Never.`,
    )
    expect(await s.placement('low')).toEqual({ a: '1 Ready' })
  },
}

const noClass: Scenario = {
  title: 'an unknown priority class forbids every Pod',
  play: async (s) => {
    await s.nodes(['a'])
    await s.create('agent', {}, { priorityClassName: 'nothing-like-it' })
    await s.eventually(
      async () => new Set(await s.events('agent')),
      new Set([
        'FailedCreate: Error creating: pods "agent-" is forbidden: no PriorityClass with name nothing-like-it was found',
      ]),
    )
    await s.eventually(() => s.counts('agent'), { desired: 1, unavailable: 1 })
  },
}

const barePod: Scenario = {
  title: 'a bare Pod goes where its node selector leads, and the event says so',
  play: async (s) => {
    await s.nodes(['a'])
    await s.nodes(['b'], { labels: { disk: 'ssd' } })
    const nodeSelector = { scenario: s.namespace, disk: 'ssd' }
    const spec = { nodeSelector, containers: [{ name: 'main', image: image('1') }] }
    const metadata = { name: 'bare', labels: { app: 'bare' } }
    const created = done(await s.admin.post(s.path('pods'), { metadata, spec }))
    expect(at(created, 'status')).toMatchObject({ phase: 'Pending', qosClass: 'BestEffort' })
    await s.eventually(() => s.placement('bare'), { b: '1 Ready' })
    await s.eventually(
      async () => (await s.events('bare')).filter((text) => text.startsWith('Scheduled')),
      [`Scheduled: Successfully assigned ${s.namespace}/bare to ${s.node('b')}`],
    )
  },
}

const fixedPod: Scenario = {
  title: 'a Pod’s placement cannot be changed; its image can',
  play: async (s) => {
    await s.nodes(['a'])
    await s.create('agent')
    await s.eventually(() => s.placement('agent'), { a: '1 Ready' })
    const path = await s.podPath('agent', 'a')
    const moved = await s.admin.patch(path, { spec: { nodeSelector: { disk: 'ssd' } } })
    expect(moved.status).toBe(422)
    expect(causes(moved)).toEqual([
      expect.stringMatching(
        /^spec: FieldValueForbidden: Forbidden: pod updates may not change fields other than `spec.containers\[\*\].image`,`spec.initContainers\[\*\].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` \(only additions to existing tolerations\),`spec.terminationGracePeriodSeconds` \(allow it to be set to 1 if it was previously negative\)/,
      ),
    ])
    const containers = [{ name: 'main', image: image('2') }]
    expect((await s.admin.patch(path, { spec: { containers } }, 'strategic')).status).toBe(200)
    const bind = (name: string | undefined) =>
      s.admin.post(`${path}/binding`, {
        apiVersion: 'v1',
        kind: 'Binding',
        metadata: { name },
        target: { kind: 'Node', name: s.node('a') },
      })
    expect(refusal(await bind('other'))).toMatchObject({
      status: 400,
      message: 'name in URL does not match name in Binding object',
    })
    expect(refusal(await bind(path.split('/').at(-1)))).toMatchObject({
      status: 409,
      reason: 'Conflict',
      message: expect.stringContaining(`is already assigned to node "${s.node('a')}"`),
    })
  },
}

export const scheduling: readonly Scenario[] = [
  tooLarge,
  noRoom,
  hostPort,
  tooMany,
  preempting,
  polite,
  noClass,
  barePod,
  fixedPod,
]
