// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { fakeLive, fakeNode } from './fakeLive.test-kit.ts'
import {
  button,
  combobox,
  descriptionOf,
  helloDraft,
  keepDraft,
  nodes,
  renderWizard,
  apiServer,
} from './renderWizard.test-kit.tsx'

apiServer()

describe('placement', () => {
  const sentence = async () => {
    const start = await screen.findByText(/Runs on/)
    return start.textContent
  }

  it('follows each keystroke, adds up, and leaves half-typed rules out', async () => {
    keepDraft(helloDraft)
    const { user } = renderWizard(fakeLive({ nodes }).client, 'placement')
    expect(await sentence()).toBe(
      'Runs on 2 of 3 nodes: 1 excluded by taint (nvidia.com/gpu=present 1).',
    )
    await user.click(button('Add node label'))
    await user.type(combobox('Node selector, row 1: key'), 'zone')
    expect(screen.getByText('not applied yet')).toBeTruthy()
    expect(await sentence()).toContain('Runs on 2 of 3')
    await user.type(combobox('Node selector, row 1: value'), 'a')
    expect(screen.queryByText('not applied yet')).toBeNull()
    expect(await sentence()).toBe(
      'Runs on 1 of 3 nodes: 1 excluded by taint (nvidia.com/gpu=present 1), ' +
        '1 by node selector (zone=a 1).',
    )
    await user.clear(combobox('Node selector, row 1: value'))
    await user.click(button('Next: Review'))
    expect(descriptionOf(combobox('Node selector, row 1: value'))).toContain(
      'Type the value of zone',
    )
  })

  it('leaves out of the tiles’ names what all of them end in', async () => {
    keepDraft(helloDraft)
    const named = ['a', 'b'].map((name) => fakeNode(`${name}.prod.example.com`))
    renderWizard(fakeLive({ nodes: named }).client, 'placement')
    expect((await screen.findByText('a')).closest('li')?.title).toContain('a.prod.example.com: ')
  })

  it('offers the cluster’s labels with their nodes', async () => {
    keepDraft(helloDraft)
    const { user } = renderWizard(fakeLive({ nodes }).client, 'placement')
    await user.click(button('Add node label'))
    await user.type(combobox('Node selector, row 1: key'), 'zo')
    await user.keyboard('{ArrowDown}{Enter}')
    expect(combobox('Node selector, row 1: key').value).toBe('zone')
    await user.click(combobox('Node selector, row 1: value'))
    const options = within(await screen.findByRole('listbox')).getAllByRole('option')
    expect(options.map(({ textContent }) => textContent)).toEqual([
      'a2 nodes',
      'b1 node',
      'empty value',
    ])
    await user.click(options[0]!)
    const row = combobox('Node selector, row 1: value').closest<HTMLElement>('.en-field-row')
    expect(within(row!).getByText('2 nodes')).toBeTruthy()
  })

  it('tolerates a taint of the cluster with one click', async () => {
    keepDraft(helloDraft)
    const { user } = renderWizard(fakeLive({ nodes }).client, 'placement')
    await user.click(
      await screen.findByRole('button', { name: 'Tolerate nvidia.com/gpu=present:NoSchedule' }),
    )
    await waitFor(async () => expect(await sentence()).toBe('Runs on all 3 nodes.'))
    expect(screen.getByText('Tolerated')).toBeTruthy()
    await user.click(button('Tolerate nvidia.com/gpu=present:NoSchedule'))
    expect(screen.queryByText('Tolerated')).toBeNull()
    await waitFor(async () => expect(await sentence()).toContain('Runs on 2 of 3'))
  })

  it('shows the nodes of one reason, with the remedy and what would come of it', async () => {
    keepDraft({ ...helloDraft, nodeSelector: [{ id: 1, key: 'zone', value: 'a' }] })
    const { user } = renderWizard(fakeLive({ nodes }).client, 'placement')
    await user.click(await screen.findByRole('button', { name: 'zone=a 1' }))
    expect(screen.getAllByRole('listitem').map(({ title }) => title)).toContain(
      'worker-1: The node selector asks for zone=a, and the node has zone=b.',
    )
    expect(screen.queryByText('worker-0')).toBeNull()
    expect(await screen.findByText('→ 2 of 3')).toBeTruthy()
    await user.click(button('Remove zone=a from the node selector'))
    await waitFor(async () => expect(await sentence()).toContain('Runs on 2 of 3'))
    expect(screen.getByText('worker-0')).toBeTruthy()
  })

  it('lists every node with its reason for those who can’t see the map', async () => {
    keepDraft(helloDraft)
    const { user } = renderWizard(fakeLive({ nodes }).client, 'placement')
    await user.click(await screen.findByRole('button', { name: 'List' }))
    const table = screen.getByRole('grid', { name: 'Nodes and whether a Pod will run there' })
    const rows = within(table)
      .getAllByRole('row')
      .map(({ textContent }) => textContent)
    expect(rows).toContain('worker-0workerruns here')
    expect(rows.find((row) => row?.startsWith('gpu-0'))).toContain(
      'Taint nvidia.com/gpu=present:NoSchedule of gpu-0 is not tolerated.',
    )
  })

  it('says that its nodes may be old while the connection is lost', async () => {
    keepDraft(helloDraft)
    const live = fakeLive({ nodes })
    renderWizard(live.client, 'placement')
    expect(await screen.findByText('3 nodes, live')).toBeTruthy()
    live.change({ connection: 'reconnecting' })
    expect(await screen.findByText(/3 nodes, as of .*; reconnecting/)).toBeTruthy()
  })
})
