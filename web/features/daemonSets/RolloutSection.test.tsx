// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { DaemonSet } from '../../../domain/k8s/objects.ts'
import { rolloutNumbers } from '../../../domain/rollout/budget.ts'
import type { BudgetHolder } from '../../../domain/rollout/budgetHolders.ts'
import { connection, counts, daemonSet, freshness } from '../../app/answers.test-kit.ts'
import { FakeLive, openConsole, usualHandlers } from '../../app/console.test-kit.tsx'
import { showLanguage } from '../../i18n/index.ts'
import type { HolderCount, KnownRollout, RolloutView } from '../../live/views.ts'

const server = setupServer(...usualHandlers)

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
afterEach(() => server.resetHandlers())
afterAll(() => server.close())

type UpdateStrategy = NonNullable<DaemonSet['spec']['updateStrategy']>

function numbers(updateStrategy: UpdateStrategy) {
  const { spec, ...rest } = daemonSet()
  return rolloutNumbers({ ...rest, spec: { ...spec, updateStrategy } }, 48)
}

const rolling = (rollingUpdate: UpdateStrategy['rollingUpdate'] & object) =>
  numbers({ type: 'RollingUpdate', rollingUpdate })

function holder(node: string, kind: BudgetHolder['kind'], isLasting = false): BudgetHolder {
  return { node, kind, isLasting, isOutdated: false, pod: undefined }
}

const none: HolderCount = { count: 0, first: [] }
const idle = { created: 0, deleted: {}, surged: 0, chosen: 0, blocked: 0, misplaced: 0, stray: 0 }

/** 48 nodes, all of them up to date but for what is given. */
function rollout(some: Partial<KnownRollout> = {}): KnownRollout {
  return {
    kind: 'known',
    outdated: 0,
    updatedNodes: 48,
    numbers: rolling({ maxUnavailable: '10%' }),
    holders: none,
    next: idle,
    end: { kind: 'complete', steps: 0 },
    ...some,
  }
}

async function open(view: RolloutView): Promise<{ section: HTMLElement; live: FakeLive }> {
  const live = new FakeLive()
  live.answer('connection', connection())
  live.answer('daemonSet', { daemonSet: daemonSet(), counts: counts(), nodesNotReady: 0, lag: [] })
  live.answer('rollout', view)
  openConsole('/daemonsets/web/agent', live)
  const section = await screen.findByRole('region', { name: 'Rollout' })
  await waitFor(() => expect(within(section).queryByRole('status')).toBeNull())
  return { section, live }
}

/** The lines beside a term. */
function fact(section: HTMLElement, term: string): string | null | undefined {
  return within(section).getByText(term).closest('dt')?.nextElementSibling?.textContent
}

describe('a rollout that is complete', () => {
  it('is one sentence and nothing else', async () => {
    const { section } = await open(rollout())
    expect(section.textContent).toBe(
      'RolloutUp to date: all 48 nodes that should run the Pod have the newest.',
    )
  })

  it('names the nodes that stay without an available Pod', async () => {
    const holders = { count: 1, first: [holder('n1', 'failing', true)] }
    const end = { kind: 'stalled', when: 'now', outdated: 0, holders } as const
    const { section } = await open(rollout({ end }))
    expect(section.textContent).toContain(
      'No Pod is outdated, but 1 node stays without an available Pod:n1: Pod failing (does not end by itself)',
    )
  })
})

describe('a rollout under way', () => {
  const underWay = rollout({
    outdated: 36,
    updatedNodes: 12,
    holders: {
      count: 22,
      first: [holder('n1', 'nodeNotReady', true), holder('gone', 'nodeGone')],
    },
    next: { ...idle, created: 2, deleted: { outdated: 1 }, chosen: 3, blocked: 32 },
    end: { kind: 'complete', steps: 8 },
  })

  it('says how far it is, what the budget comes from, what is next, and how it ends', async () => {
    const { section } = await open(underWay)
    expect(section.textContent).toContain('Updating: 12 of 48 nodes have the newest Pod.')
    expect(fact(section, 'Budget')).toBe('maxUnavailable 10% of 48 nodes = 5, rounded up from 4.8')
    expect(fact(section, 'Next')).toBe(
      [
        'Pods are created on 2 nodes that have none',
        '1 outdated Pod is deleted whatever the budget, such as one that is not available',
        '3 outdated Pods are deleted for their successors',
        '32 outdated Pods wait for the budget',
      ].join(''),
    )
    expect(fact(section, 'In the end')).toBe('Complete after 8 more rounds of replacing Pods')
  })

  it('says that chance decides where it may also stall, and because of whom', async () => {
    const mayStall = { outdated: 3, holders: { count: 1, first: [holder('n2', 'terminating')] } }
    const { section } = await open({ ...underWay, end: { kind: 'complete', steps: 8, mayStall } })
    expect(fact(section, 'In the end')).toContain('Or it stalls, with up to 3 Pods still outdated')
    expect(fact(section, 'In the end')).toContain('n2: Pod being deleted')
  })

  it('names who holds the budget, with the way to each node that there is', async () => {
    const { section } = await open(underWay)
    const items = within(section)
      .getByRole('list', { name: 'Nodes that hold the rollout up' })
      .querySelectorAll('li')
    expect([...items].map(({ textContent }) => textContent)).toEqual([
      'n1: node not ready (does not end by itself)',
      'gone: node gone, its Pods not',
      'and 20 more nodes',
    ])
    const links = within(section).getAllByRole('link')
    expect(links.map((link) => link.getAttribute('href'))).toEqual(['/nodes/n1'])
  })

  it('says before it happens that it will stall, and who will be in the way', async () => {
    const holders = { count: 1, first: [holder('n7', 'pending', true)] }
    const end = { kind: 'stalled', when: 'later', outdated: 2, holders } as const
    const { section } = await open({ ...underWay, end })
    expect(section.textContent).toContain('Updating: 12 of 48')
    expect(fact(section, 'In the end')).toBe(
      'It will stall, with 2 Pods still outdated:n7: Pod pending (does not end by itself)',
    )
  })

  it.each([
    [{}, 'maxUnavailable = 1, the default'],
    [{ maxUnavailable: 3 }, 'maxUnavailable = 3'],
    [{ maxUnavailable: 0, maxSurge: '25%' }, 'maxSurge 25% of 48 nodes = 12'],
    [
      { maxUnavailable: 0, maxSurge: 0 },
      'maxUnavailable and maxSurge are both 0, which the controller takes for maxUnavailable = 1',
    ],
  ])('says where the budget comes from: %j', async (given, text) => {
    const { section } = await open({ ...underWay, numbers: rolling(given) })
    expect(fact(section, 'Budget')).toBe(text)
  })
})

describe('a rollout that does not move', () => {
  it('says that the whole budget is held', async () => {
    const holders = { count: 1, first: [holder('n1', 'pending', true)] }
    const { section } = await open(
      rollout({
        outdated: 40,
        updatedNodes: 8,
        numbers: rolling({}),
        holders,
        next: { ...idle, blocked: 40 },
        end: { kind: 'stalled', when: 'now', outdated: 40, holders },
      }),
    )
    expect(section.textContent).toContain(
      'Stalled at 8 of 48 nodes: the whole budget of 1 is held by nodes that will not let go of it by themselves.',
    )
    expect(fact(section, 'Held by')).toMatch(/^1 node, of 1 allowedn1: Pod pending/)
    expect(fact(section, 'Next')).toBe('Nothing40 outdated Pods wait for the budget')
  })

  it('says that with OnDelete it waits for people', async () => {
    const onDelete = numbers({ type: 'OnDelete' })
    const view = rollout({ outdated: 7, numbers: onDelete, end: { kind: 'manual' } })
    const { section } = await open(view)
    expect(section.textContent).toBe(
      'RolloutManual: 7 outdated Pods stay until somebody deletes them (OnDelete).',
    )
  })
})

describe('a rollout that is not known', () => {
  it('says why', async () => {
    const { section, live } = await open({ kind: 'unknown', why: 'unobserved' })
    expect(section.textContent).toContain('The controller has not seen the newest change yet.')
    live.answer('rollout', { kind: 'unknown', why: 'revisions' })
    expect(section.textContent).toContain('controllerrevisions')
  })

  it('is not called complete before the Pods are known', async () => {
    const { section, live } = await open(rollout())
    live.answer('connection', connection({ pods: freshness('loading') }))
    expect(section.textContent).toBe('RolloutIt is known as soon as the Pods have been read.')
  })
})

it('speaks Japanese', async () => {
  const { section } = await open(rollout())
  await showLanguage('ja')
  expect((await within(section).findByText(/更新済み/)).textContent).toBe(
    '更新済み: 実行対象の 48 ノードすべての Pod が最新です。',
  )
  await showLanguage('en')
})
