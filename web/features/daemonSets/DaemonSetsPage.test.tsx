// @vitest-environment jsdom
import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { connection, counts, daemonSet, freshness } from '../../app/answers.test-kit.ts'
import { accessHandler, FakeLive, openConsole, usualHandlers } from '../../app/console.test-kit.tsx'

const server = setupServer(...usualHandlers)

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
afterEach(() => server.resetHandlers())
afterAll(() => server.close())

const all = [
  {
    daemonSet: daemonSet('agent', 'uid-1', 'web'),
    counts: counts({ ready: 2, failing: 1 }),
    nodesNotReady: 0,
    lag: [],
  },
  {
    daemonSet: daemonSet('cni', 'uid-2', 'kube-system'),
    counts: counts({ ready: 3 }),
    nodesNotReady: 0,
    lag: [],
  },
]

function openList(): FakeLive {
  const live = new FakeLive()
  live.answer('connection', connection())
  live.answer('daemonSets', all)
  live.answer('daemonSet', all[0]!)
  live.answer('vocabulary', {
    labels: [],
    taints: [],
    daemonSets: [],
    namespaces: ['kube-system', 'web'].map((name) => ({ name, terminating: false })),
  })
  return openConsole('/daemonsets', live)
}

async function names(): Promise<readonly (string | null)[]> {
  const rows = (await screen.findAllByRole('row')).slice(1)
  return rows.map((row) => within(row).getAllByRole('cell')[0]!.textContent)
}

describe('the list of DaemonSets', () => {
  it('leads to each one’s page and to its column in the grid', async () => {
    openList()
    const link = await screen.findByRole('link', { name: 'agent' })
    expect(link.getAttribute('href')).toBe('/daemonsets/web/agent')
    const bar = screen.getByRole('link', { name: 'web/agent: 1 Failing, 2 Ready' })
    expect(bar.getAttribute('href')).toBe('/?daemonset=agent&projects=web')
  })

  it('keeps its order in the address', async () => {
    openList()
    expect(await names()).toEqual(['cni', 'agent'])
    await userEvent.click(screen.getByRole('button', { name: 'Name' }))
    expect(await names()).toEqual(['agent', 'cni'])
    expect(location.search).toBe('?sort=name&order=asc')
  })

  it('shows no states before the Pods are known', async () => {
    const live = openList()
    await screen.findByRole('link', { name: 'agent' })
    live.answer('connection', connection({ pods: freshness('loading') }))
    expect(screen.queryByRole('link', { name: /Failing/ })).toBeNull()
  })

  it('says in the view itself that the data is old, and since when', async () => {
    const live = openList()
    await screen.findByRole('link', { name: 'agent' })
    live.answer('connection', connection({ daemonsets: freshness('stale') }))
    expect(screen.getByText(/Last update of DaemonSets: \d\d:\d\d:\d\d/)).toBeTruthy()
  })

  it('says which permission is needed where the list is forbidden', async () => {
    const live = openList()
    const why = { code: 'forbidden', message: 'daemonsets.apps is forbidden', status: 403 } as const
    live.answer('connection', connection({ daemonsets: freshness('denied', { why }) }))
    expect(await screen.findByText('You may not read DaemonSets')).toBeTruthy()
    expect(screen.getByText(/daemonsets.apps is forbidden/)).toBeTruthy()
  })

  it('tells a viewer why nothing can be deleted or created', async () => {
    server.use(accessHandler(() => false))
    openList()
    const create = await screen.findByRole('button', { name: 'Create DaemonSet' })
    expect(create.getAttribute('aria-disabled')).toBe('true')
    await userEvent.click(screen.getByRole('button', { name: 'Actions for web/agent' }))
    const item = await screen.findByRole('menuitem', { name: /delete daemonsets.apps -n web/ })
    expect(item.getAttribute('aria-disabled')).toBe('true')
  })

  it('lets somebody create who may do it in one namespace only', async () => {
    server.use(accessHandler(({ namespace }) => namespace === 'web'))
    openList()
    const create = await screen.findByRole('link', { name: 'Create DaemonSet' })
    expect(create.getAttribute('href')).toBe('/daemonsets/create')
  })
})

describe('one DaemonSet', () => {
  function openAgent(): FakeLive {
    const live = openList()
    return live
  }

  it('shows what it asks for, and its nodes by state as links into the grid', async () => {
    openAgent()
    await userEvent.click(await screen.findByRole('link', { name: 'agent' }))
    expect(await screen.findByText('disk=ssd')).toBeTruthy()
    expect(screen.getByText('every taint')).toBeTruthy()
    expect(screen.getByText('RollingUpdate, at most 1 unavailable')).toBeTruthy()
    const failing = screen.getByRole('link', { name: /1\s*Failing/ })
    expect(failing.getAttribute('href')).toBe('/?daemonset=agent&projects=web&states=failing')
  })

  it('says how many nodes that are not ready its numbers leave out', async () => {
    const live = openAgent()
    live.answer('daemonSet', { ...all[0]!, nodesNotReady: 2 })
    await userEvent.click(await screen.findByRole('link', { name: 'agent' }))
    expect(await screen.findByText('2 nodes that are not ready are not counted.')).toBeTruthy()
    live.answer('daemonSet', all[0]!)
    expect(screen.queryByText(/not counted/)).toBeNull()
  })

  it('shows its YAML as the API server has it, as text', async () => {
    server.use(
      http.get('/k8s/apis/apps/v1/namespaces/web/daemonsets/agent', () =>
        HttpResponse.json({
          kind: 'DaemonSet',
          metadata: {
            name: 'agent',
            annotations: { note: '<img src=x onerror=alert(1)>' },
            managedFields: [{ manager: 'kubectl' }],
          },
        }),
      ),
    )
    openAgent()
    await userEvent.click(await screen.findByRole('link', { name: 'agent' }))
    await userEvent.click(await screen.findByRole('button', { name: 'Show YAML' }))
    const code = await screen.findByText(/kind: DaemonSet/)
    expect(code.textContent).toContain('note: <img src=x onerror=alert(1)>')
    expect(code.textContent).not.toContain('managedFields')
  })

  it('says why the YAML could not be read', async () => {
    server.use(
      http.get('/k8s/apis/apps/v1/namespaces/web/daemonsets/agent', () =>
        HttpResponse.json({ message: 'no get for you' }, { status: 403 }),
      ),
    )
    openAgent()
    await userEvent.click(await screen.findByRole('link', { name: 'agent' }))
    await userEvent.click(await screen.findByRole('button', { name: 'Show YAML' }))
    expect(await screen.findByText(/no get for you/)).toBeTruthy()
  })

  it('says so where there is none of this name', async () => {
    const live = new FakeLive()
    live.answer('connection', connection())
    live.answer('daemonSet', { daemonSet: undefined, counts: counts(), nodesNotReady: 0, lag: [] })
    openConsole('/daemonsets/web/agnet', live)
    expect(await screen.findByText('There is no DaemonSet agnet in namespace web')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Delete DaemonSet' })).toBeNull()
  })
})
