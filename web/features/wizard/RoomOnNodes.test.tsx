// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { Draft } from '../../../domain/draft/draft.ts'
import type { Node, Pod } from '../../../domain/k8s/objects.ts'
import { fakeLive, fakeNode } from './fakeLive.test-kit.ts'
import {
  apiServer,
  button,
  descriptionOf,
  field,
  helloDraft,
  keepDraft,
  priorityClasses,
  renderWizard,
} from './renderWizard.test-kit.tsx'

const server = apiServer()

function nodeWith(name: string, memory: string, pressure?: string): Node {
  const conditions = pressure === undefined ? [] : [{ type: pressure, status: 'True' }]
  const allocatable = { cpu: '4', memory, pods: '110' }
  return { ...fakeNode(name), status: { allocatable, conditions } }
}

function podOn(node: string, name: string, demand: string): Pod {
  const state = { phase: 'Running', ready: true, restarts: 0, created: 1 }
  return { uid: `${name}-${node}`, namespace: 'team', name, node, demand, ...state }
}

const mebi = 1024 ** 2
const nodes = [
  nodeWith('free', '4Gi'),
  nodeWith('full', '4Gi'),
  nodeWith('small', '256Mi'),
  nodeWith('sick', '4Gi', 'DiskPressure'),
]
const pods = [
  podOn('full', 'web', `memory=${3786 * mebi} priority=100`),
  podOn('free', 'proxy', ':9100'),
]
const port = { id: 1, containerPort: '9100', protocol: 'TCP', name: '', hostPort: '9100' } as const

function show(draft: Partial<Draft>, step = 'placement') {
  keepDraft({ ...helloDraft, ...draft })
  return renderWizard(fakeLive({ nodes, pods }).client, step)
}

const sentence = async () => (await screen.findByText(/Runs on/)).textContent
const titleOf = (name: string) =>
  screen.getByText(name, { selector: '.en-tile-name' }).closest('li')?.title

describe('the room on nodes', () => {
  it('is counted: where the Pod would wait, for what, and where it would be rejected', async () => {
    const { user } = show({ memoryRequest: '512Mi' })
    expect(await sentence()).toBe(
      'Runs on 1 of 4 nodes: 2 would wait for room (memory 2), 1 would reject it (disk pressure 1).',
    )
    expect(titleOf('full')).toBe(
      'full: It needs 512Mi of memory, and 310Mi of 4Gi is free: the Pod waits. ' +
        'No Pod on the node has a lower priority, so none makes room.',
    )
    expect(titleOf('small')).toContain('It needs 512Mi of memory, and the node has only 256Mi')
    expect(titleOf('sick')).toContain('its kubelet rejects new Pods')
    expect(screen.getByText('202Mi short')).toBeTruthy()
    await user.click(button('memory 2'))
    expect(screen.queryByText('free', { selector: '.en-tile-name' })).toBeNull()
    await user.click(button('List'))
    const table = screen.getByRole('grid', { name: 'Nodes and whether a Pod will run there' })
    expect(within(table).getByText(/310Mi of 4Gi is free/)).toBeTruthy()
  })

  it('is made by removing Pods of lower priority, which are named', async () => {
    server.use(
      priorityClasses({ metadata: { name: 'gold' }, value: 500 }, { metadata: { name: 'tin' } }),
    )
    show({ memoryRequest: '512Mi', priorityClassName: 'gold' })
    await waitFor(async () =>
      expect(await sentence()).toContain('1 would make room by removing other Pods'),
    )
    expect(titleOf('full')).toBe(
      'full: There is no room, so the scheduler removes Pods of lower priority: team/web.',
    )
  })

  it('names the Pod that has a host port', async () => {
    show({ ports: [port] })
    expect(await sentence()).toContain('1 would wait for room (host port 9100 1)')
    expect(titleOf('free')).toContain('Host port 9100 is taken by Pod team/proxy')
  })
})

describe('what Pods ask for', () => {
  it('is typed with the Pods, checked at the field, and followed by the map at each keystroke', async () => {
    const { user } = show({}, 'pods')
    const memory = field('Memory request')
    await user.type(memory, '5x')
    expect(descriptionOf(memory)).toContain('such as 64Mi')
    await user.clear(memory)
    await user.type(memory, '512m')
    expect(descriptionOf(memory)).toContain('Did you mean Mi?')
    await user.type(memory, '{Backspace}Mi')
    expect(descriptionOf(memory)).toContain('For example 64Mi')
    await waitFor(async () => expect(await sentence()).toContain('memory 2'))
    await user.type(field('CPU request'), '5')
    await waitFor(async () => expect(await sentence()).toContain('cpu'))
  })

  it('offers the cluster’s priority classes with their values, or takes a name', async () => {
    server.use(
      priorityClasses(
        { metadata: { name: 'gold' }, value: 5000, preemptionPolicy: 'Never' },
        { metadata: { name: 'tin' }, value: 10, globalDefault: true },
      ),
    )
    const { user } = show({}, 'pods')
    const select = await screen.findByRole<HTMLSelectElement>('combobox', {
      name: 'Priority class',
    })
    expect([...select.options].map(({ text }) => text)).toEqual([
      'The cluster’s default: tin (10)',
      'tin (10)',
      'gold (5,000, never removes others)',
    ])
    await user.selectOptions(select, 'gold')
    await user.click(button('Review'))
    expect(screen.getByText(/priorityClassName/).textContent).toContain('gold')
  })
})
