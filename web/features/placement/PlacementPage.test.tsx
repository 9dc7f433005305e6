// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import i18next from 'i18next'
import { describe, expect, it } from 'vitest'
import { connection, freshness } from '../../app/answers.test-kit.ts'
import { showLanguage } from '../../i18n/index.ts'
import { defaultQuery } from './gridUrl.ts'
import { cell, gridFrame } from './grid.test-kit.ts'
import { address, openPlacement } from './placement.test-kit.tsx'

const failing = 'logging/fluent-bit on worker-1.example.com: Failing'

describe('the grid', () => {
  it('names every cell by DaemonSet, node and state', async () => {
    openPlacement()
    await screen.findByRole('gridcell', { name: failing })
    const names = screen
      .getAllByRole('gridcell')
      .map((each) => each.getAttribute('aria-label'))
      .filter((name) => name?.includes(' on ') === true)
    expect(names).toEqual([
      'kube-system/cilium on cp-1.example.com: Ready',
      'logging/fluent-bit on cp-1.example.com: Not targeted',
      'kube-system/cilium on worker-1.example.com: Ready, outdated',
      failing,
      'kube-system/cilium on worker-2.example.com: Starting',
      'logging/fluent-bit on worker-2.example.com: Missing',
    ])
  })

  it('has the size and the indices of the whole grid, not of what is drawn', async () => {
    const far = gridFrame({ rowCount: 5000, columnCount: 30, groupRows: [] })
    openPlacement('/', { grid: () => far })
    const grid = await screen.findByRole('grid')
    expect(grid).toHaveProperty('ariaRowCount', '5001')
    expect(grid.getAttribute('aria-colcount')).toBe('32')
    const drawn = await screen.findByRole('gridcell', { name: failing })
    expect(drawn.getAttribute('aria-colindex')).toBe('3')
    expect(drawn.closest('[role=row]')?.getAttribute('aria-rowindex')).toBe('5')
    expect(screen.getAllByRole('row').length).toBeLessThan(80)
  })

  it('says nothing of Pods before they are known', async () => {
    const unknown = { placeholder: true } as const
    const rows = gridFrame().rows.map((row) =>
      row.kind === 'node'
        ? { ...row, cells: [cell('missing', unknown), cell('notTargeted', unknown)] }
        : row,
    )
    openPlacement('/', {
      grid: () => gridFrame({ rows, podsKnown: false }),
      connection: () => {
        const view = connection({ pods: freshness('loading') })
        const { resources } = view
        return { ...view, resources: { ...resources, pods: { ...resources.pods, count: 4200 } } }
      },
    })
    await screen.findByRole('gridcell', {
      name: 'kube-system/cilium on worker-1.example.com: loading',
    })
    expect(screen.getByText('Reading Pods: 4,200…')).toBeDefined()
    expect(screen.queryByRole('gridcell', { name: /Missing|Failing|ready/ })).toBeNull()
    expect(
      screen.getByRole('columnheader', {
        name: 'kube-system/cilium: 3 should run, Pods are loading',
      }).textContent,
    ).toContain('–/3')
  })

  it('shows what changes', async () => {
    const worker = openPlacement()
    await screen.findByRole('gridcell', { name: failing })
    const rows = gridFrame().rows.map((row) =>
      row.kind === 'node' && row.index === 3
        ? { ...row, cells: [cell('ready'), cell('ready')] }
        : row,
    )
    worker.answer('grid', () => gridFrame({ rows }))
    await screen.findByRole('gridcell', {
      name: 'logging/fluent-bit on worker-1.example.com: Ready',
    })
    expect(screen.queryByRole('gridcell', { name: failing })).toBeNull()
  })

  it('opens and closes a group', async () => {
    openPlacement()
    const user = userEvent.setup()
    const group = await screen.findByRole('rowheader', { name: /worker tokyo-a/ })
    expect(group.getAttribute('aria-expanded')).toBe('true')
    await user.click(group)
    expect(address.current).toBe('/?toggled=worker,tokyo-a')
    await user.click(group)
    expect(address.current).toBe('/')
  })

  it('speaks Japanese', async () => {
    await showLanguage('ja')
    openPlacement()
    const name = 'worker-1.example.com の logging/fluent-bit: 失敗'
    expect(await screen.findByRole('gridcell', { name })).toBeDefined()
    await i18next.changeLanguage('en')
  })
})

describe('totals', () => {
  it('count cells by state, and each is a filter', async () => {
    const worker = openPlacement()
    const user = userEvent.setup()
    const totals = await screen.findByRole('group', { name: 'Cells by state' })
    expect(
      within(totals)
        .getAllByRole('button')
        .map(({ textContent }) => textContent),
    ).toEqual([
      '1 Failing',
      '1 Missing',
      '0 Misscheduled',
      '0 Pending',
      '0 Terminating',
      '1 Starting',
      '2 Ready',
      '1 Not targeted',
      '1 Outdated',
    ])
    await user.click(within(totals).getByRole('button', { name: '1 Failing' }))
    expect(address.current).toBe('/?states=failing')
    await waitFor(() =>
      expect(worker.asked.get('grid')).toMatchObject({ query: { states: ['failing'] } }),
    )
  })
})

describe('filters', () => {
  it('of the URL are asked for and shown as chips; closing one changes the URL', async () => {
    const labels = encodeURIComponent('kubernetes.io/os=linux,!retired')
    const worker = openPlacement(`/?labels=${labels}&projects=logging&problems=only`)
    const user = userEvent.setup()
    await screen.findByRole('grid')
    expect(worker.asked.get('grid')).toMatchObject({
      query: {
        ...defaultQuery,
        nodeLabels: 'kubernetes.io/os=linux,!retired',
        namespaces: ['logging'],
        onlyProblems: true,
      },
    })
    expect(screen.getByText('3 of 3 nodes, 2 of 2 DaemonSets')).toBeDefined()
    await user.click(screen.getByRole('button', { name: /Remove filter !retired/ }))
    expect(address.current).toBe('/?labels=kubernetes.io/os=linux&projects=logging&problems=only')
    await user.click(screen.getByRole('button', { name: 'Clear all filters' }))
    expect(address.current).toBe('/')
    expect(screen.queryByRole('button', { name: 'Clear all filters' })).toBeNull()
  })

  it('filter while they are typed', async () => {
    openPlacement()
    const user = userEvent.setup()
    await user.type(await screen.findByRole('textbox', { name: 'Nodes: name' }), 'worker-1')
    await waitFor(() => expect(address.current).toBe('/?node=worker-1'))
    expect(screen.getByRole('button', { name: 'Remove filter worker-1' })).toBeDefined()
  })

  it('say at the field why a selector cannot be read, and keep its text', async () => {
    openPlacement()
    const user = userEvent.setup()
    await user.click(await screen.findByRole('button', { name: /Filter nodes by/ }))
    await user.click(screen.getByRole('option', { name: 'Labels' }))
    const field = screen.getByRole('textbox', { name: 'Nodes: label selector' })
    await user.type(field, 'zone in (a')
    await screen.findByText(/This label selector can’t be read: unable to parse requirement/)
    expect(field).toHaveProperty('value', 'zone in (a')
    expect(field.getAttribute('aria-invalid')).toBe('true')
  })

  it('group by any label of the nodes', async () => {
    openPlacement('/?toggled=worker')
    const user = userEvent.setup()
    await user.click(await screen.findByRole('button', { name: /Group by/ }))
    await user.click(screen.getByRole('option', { name: 'node.example.com/pool' }))
    expect(address.current).toBe('/?group=node.example.com/pool')
  })

  it('that hide everything are named, and one button removes them', async () => {
    openPlacement('/?node=nope&projects=logging', {
      grid: () => gridFrame({ nodes: { shown: 0, all: 48 } }),
    })
    const user = userEvent.setup()
    await screen.findByText('The cluster has 48 nodes. All of them are hidden by: Node name nope.')
    await user.click(screen.getByRole('button', { name: 'Remove this filter' }))
    expect(address.current).toBe('/?projects=logging')
  })

  it('an order by problems that has changed is made anew on demand only', async () => {
    const worker = openPlacement('/?sort=problems', {
      grid: () => gridFrame({ orderChanged: true }),
    })
    const user = userEvent.setup()
    await user.click(await screen.findByRole('button', { name: /The order has changed/ }))
    expect(worker.asked.get('grid')).toMatchObject({ query: { sort: 'problems', order: 1 } })
    expect(address.current).toBe('/?sort=problems')
  })
})

describe('what is not there', () => {
  it('a cluster without DaemonSets offers to create the first one', async () => {
    openPlacement('/', { grid: () => gridFrame({ daemonSets: { shown: 0, all: 0 } }) })
    await screen.findByRole('heading', { name: 'This cluster has no DaemonSets' })
    const [link] = screen.getAllByRole('link', { name: 'Create DaemonSet' })
    expect(link?.getAttribute('href')).toBe('/daemonsets/create')
  })

  it('while nodes are read there is the frame with the number of them', () => {
    openPlacement('/', {
      grid: () => gridFrame({ nodes: { shown: 0, all: 0 } }),
      connection: () => connection({ nodes: freshness('loading') }),
    })
    expect(screen.getByRole('progressbar')).toBeDefined()
    expect(screen.getByRole('textbox', { name: 'Nodes: name' })).toBeDefined()
    expect(screen.getByText('Reading nodes: 0…')).toBeDefined()
  })

  it('who may not list nodes is told so, with the API server’s words', async () => {
    const why = { code: 'forbidden', message: 'nodes is forbidden: User "nobody"' } as const
    openPlacement('/', { connection: () => connection({ nodes: freshness('denied', { why }) }) })
    await screen.findByText(/nodes is forbidden: User "nobody"/)
    expect(screen.queryByRole('grid')).toBeNull()
  })

  it('who may not list Pods sees the grid, and which permission is missing', async () => {
    openPlacement('/', { connection: () => connection({ pods: freshness('denied') }) })
    await screen.findByText(/the permission to list and watch pods in all namespaces is missing/)
    expect(screen.getByRole('grid')).toBeDefined()
  })

  it('who may not create DaemonSets is told which permission is missing', async () => {
    openPlacement('/', {}, false)
    const user = userEvent.setup()
    const button = await screen.findByRole('button', { name: 'Create DaemonSet' })
    expect(button.getAttribute('aria-disabled')).toBe('true')
    await user.hover(button)
    await screen.findByText(/The missing permission: create daemonsets.apps/)
  })

  it('old data says since when, and can be asked for again', async () => {
    const asOf = new Date(2026, 6, 1, 9, 41, 12).getTime()
    const worker = openPlacement('/', {
      connection: () => connection({ pods: freshness('retrying', { asOf }) }),
    })
    await screen.findByText(/Last update 09:41:12, reconnecting/)
    expect(screen.getByRole('grid').closest('[data-stale=true]')).not.toBeNull()
    await userEvent.setup().click(screen.getByRole('button', { name: 'Try again now' }))
    expect(worker.reconnects).toBe(1)
  })
})
