// @vitest-environment jsdom
import { screen, within } from '@testing-library/react'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connection, freshness, node, pod } from '../../app/answers.test-kit.ts'
import { FakeLive, openConsole, usualHandlers } from '../../app/console.test-kit.tsx'
import type { NodeView } from '../../live/views.ts'

const server = setupServer(...usualHandlers)

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
afterAll(() => server.close())

const view: NodeView = {
  node: node(),
  podsKnown: true,
  here: [
    { namespace: 'web', name: 'agent', state: 'ready', outdated: true, pods: [pod('agent-x7k2p')] },
    { namespace: 'kube-system', name: 'cni', state: 'missing', outdated: false, pods: [] },
  ],
  notHere: [
    {
      namespace: 'db',
      name: 'gpu-plugin',
      reasons: [
        {
          kind: 'nodeSelector',
          field: 'spec.template.spec.nodeSelector',
          key: 'gpu',
          wants: 'true',
          has: undefined,
        },
      ],
    },
  ],
}

function openNode(answer: NodeView | undefined, more = connection()): FakeLive {
  const live = new FakeLive()
  live.answer('connection', more)
  if (answer !== undefined) live.answer('node', answer)
  return openConsole('/nodes/worker-a', live)
}

async function rowOf(text: string): Promise<readonly (string | null)[]> {
  const cell = await screen.findByText(text)
  const row = cell.closest('tr')!
  return within(row)
    .getAllByRole('cell')
    .map(({ textContent }) => textContent)
}

describe('the node view', () => {
  it('shows each daemon Pod’s name, node name, node IP and Pod IP', async () => {
    openNode(view)
    const cells = await rowOf('agent-x7k2p')
    expect(cells.slice(0, 9)).toEqual([
      'Ready, outdated',
      'web/agent',
      'agent-x7k2p',
      'Running',
      'yes',
      '0',
      'worker-a',
      '10.0.0.7',
      '10.128.0.9',
    ])
  })

  it('puts a missing Pod first, and leads to its panel in the grid', async () => {
    openNode(view)
    expect((await rowOf('no Pod')).slice(0, 2)).toEqual(['Missing', 'kube-system/cni'])
    const first = screen.getAllByRole('row')[1]!
    expect(within(first).getByRole('link', { name: 'Missing' }).getAttribute('href')).toBe(
      `/?${new URLSearchParams({ cell: 'kube-system/cni@worker-a' })}`,
    )
  })

  it('says of each DaemonSet that is not here why', async () => {
    openNode(view)
    expect(await screen.findByText(/no label gpu=true/)).toBeTruthy()
    expect(screen.getByRole('link', { name: /Why db\/gpu-plugin is not here/ })).toBeTruthy()
  })

  it('shows the node’s facts', async () => {
    openNode(view)
    expect(await screen.findByText('tokyo-a')).toBeTruthy()
    expect(screen.getByText('v1.36.3, linux/amd64')).toBeTruthy()
    expect(screen.getByText('dedicated=db:NoSchedule')).toBeTruthy()
    expect(screen.getByText('yes, not cordoned')).toBeTruthy()
  })

  it('claims nothing of Pods before they are known', async () => {
    openNode({ ...view, podsKnown: false }, connection({ pods: freshness('loading') }))
    expect(await screen.findByText(/The Pods are still being read/)).toBeTruthy()
    expect(screen.queryByText('Missing')).toBeNull()
  })

  it('waits for the nodes before it says that there is none of this name', async () => {
    const missing: NodeView = { node: undefined, podsKnown: false, here: [], notHere: [] }
    const live = openNode(missing, connection({ nodes: freshness('loading') }))
    expect(await screen.findByRole('heading', { level: 1, name: 'worker-a' })).toBeTruthy()
    expect(screen.queryByText(/There is no node/)).toBeNull()
    live.answer('connection', connection())
    expect(screen.getByText('There is no node worker-a in this cluster')).toBeTruthy()
  })

  it('shows the facts where Pods alone are forbidden, and says so', async () => {
    const why = { code: 'forbidden', message: 'pods is forbidden', status: 403 } as const
    openNode({ ...view, podsKnown: false }, connection({ pods: freshness('denied', { why }) }))
    expect(await screen.findByText('You may not read Pods')).toBeTruthy()
    expect(screen.getByText('tokyo-a')).toBeTruthy()
  })

  it('says that it is old where it is, and since when', async () => {
    openNode(view, connection({ nodes: freshness('retrying'), pods: freshness('retrying') }))
    expect(await screen.findByText(/Last update of nodes and Pods: \d\d:\d\d:\d\d/)).toBeTruthy()
  })
})
