// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { node, pod } from '../../../app/answers.test-kit.ts'
import type { CellView } from '../../../live/views.ts'
import { cellView } from '../grid.test-kit.ts'
import { address, openPlacement } from '../placement.test-kit.tsx'

const url = '/?cell=logging/fluent-bit@worker-1.example.com'

function openPanel(some: Partial<CellView> = {}) {
  openPlacement(url, { cell: () => cellView(some) })
  return screen.findByRole('complementary', { name: 'worker-1.example.com' })
}

function factsOf(panel: HTMLElement): ReadonlyMap<string, string> {
  const terms = within(panel).getAllByRole('term')
  return new Map(
    terms.map((term) => [term.textContent ?? '', term.nextElementSibling?.textContent ?? '']),
  )
}

describe('a cell’s panel', () => {
  it('says what happened and shows the Pod', async () => {
    const panel = await openPanel()
    expect(panel.textContent).toContain('logging / fluent-bit on')
    expect(panel.textContent).toContain(
      'Container fluent-bit keeps ending; it was restarted 9 times',
    )
    expect(panel.textContent).toContain('back-off 5m0s')
    expect(Object.fromEntries(factsOf(panel))).toMatchObject({
      Name: 'fluent-bit-x7k2p',
      Node: 'worker-a',
      'Node IP': '10.0.0.7',
      'Pod IP': '10.128.0.9',
      Phase: 'Running',
      Ready: 'no',
      Restarts: '9',
      Revision: '5c9d8b, current',
    })
  })

  it('leads to the node, to the DaemonSet, and to the next cell in this state', async () => {
    const panel = await openPanel()
    const links = within(panel).getAllByRole('link')
    expect(links.map((link) => link.getAttribute('href'))).toEqual([
      '/nodes/worker-1.example.com',
      '/daemonsets/logging/fluent-bit',
    ])
    expect(panel.textContent).toContain('1 of 2 Failing')
    await userEvent.setup().click(within(panel).getByRole('button', { name: /^Next/ }))
    expect(address.current).toBe('/?cell=logging/fluent-bit@worker-2.example.com')
  })

  it('a Pending Pod shows the node that it waits for and what the scheduler says', async () => {
    const waiting = pod('fluent-bit-1', {
      phase: 'Pending',
      ready: false,
      target: 'worker-1.example.com',
      unscheduled: { reason: 'Unschedulable', message: '1 Insufficient memory' },
    })
    const { node: _node, podIP: _podIP, hostIP: _hostIP, ...unbound } = waiting
    const panel = await openPanel({ state: 'pending', pods: [unbound] })
    expect(panel.textContent).toContain('1 Insufficient memory')
    expect(Object.fromEntries(factsOf(panel))).toMatchObject({
      'Waits for': 'worker-1.example.com',
      'Node IP': '10.0.0.7',
      'Pod IP': 'none yet',
    })
  })

  it('says in figures what is short, and whom the scheduler removes for it', async () => {
    const message =
      "0/8 nodes are available: 1 Insufficient memory, 7 node(s) didn't satisfy plugin(s) [NodeAffinity]."
    const unscheduled = { reason: 'Unschedulable', message }
    const { node: _node, ...waiting } = pod('p', { phase: 'Pending', ready: false, unscheduled })
    const mebi = 1024 ** 2
    const figures = { requested: 512 * mebi, free: 200 * mebi, allocatable: 4096 * mebi }
    const panel = await openPanel({
      state: 'pending',
      pods: [waiting],
      shortages: [
        { kind: 'preempts', victims: [{ namespace: 'team', name: 'web' }] },
        {
          kind: 'shortage',
          shortage: { kind: 'resource', resource: 'memory', ...figures, ending: 100 * mebi },
          preemption: 'helps',
        },
      ],
    })
    expect(panel.textContent).toContain('It needs 512Mi of memory, and 200Mi of 4Gi is free')
    expect(panel.textContent).toContain('100Mi more will be free once Pods that are being deleted')
    expect(panel.textContent).toContain('the scheduler removes Pods of lower priority: team/web.')
  })

  it('warns of pressure that keeps new Pods from running', async () => {
    const panel = await openPanel({ pressure: [{ type: 'DiskPressure', effect: 'rejects' }] })
    expect(panel.textContent).toContain('its kubelet rejects new Pods')
  })

  it('two Pods stand in their order, the older one first', async () => {
    const pods = [pod('old', { revision: 'a' }), pod('new', { revision: 'b' })]
    const panel = await openPanel({ state: 'ready', pods, currentRevision: 'b' })
    const titles = within(panel).getAllByRole('heading', { level: 3 })
    expect(titles.map(({ textContent }) => textContent)).toEqual(['Older Pod', 'Newer Pod'])
    expect(panel.textContent).toContain('a, outdated')
    expect(panel.textContent).toContain('b, current')
  })

  it('where none should run, each reason stands with the change that does away with it', async () => {
    const taint = { key: 'gpu', value: 'yes', effect: 'NoSchedule' }
    const user = userEvent.setup()
    const panel = await openPanel({
      state: 'notTargeted',
      pods: [],
      verdict: {
        shouldRun: false,
        shouldContinueRunning: false,
        reasons: [
          { kind: 'taint', field: '', taint, fix: { ...taint, operator: 'Equal' } },
          { kind: 'nodeSelector', field: '', key: 'disk', wants: 'ssd', has: undefined },
        ],
      },
    })
    expect(panel.textContent).toContain(
      'No Pod is made here, for 2 reasons. All of them must change.',
    )
    const [first, second] = within(panel).getAllByRole('listitem')
    expect(first?.textContent).toContain('gpu=yes:NoSchedule')
    expect(first?.textContent).toContain('value: "yes"')
    expect(second?.textContent).toContain('kubectl label node worker-1.example.com disk=ssd')
    const writeText = vi.spyOn(navigator.clipboard, 'writeText')
    await user.click(within(second ?? panel).getByRole('button', { name: 'Copy' }))
    expect(writeText).toHaveBeenCalledWith('kubectl label node worker-1.example.com disk=ssd')
    expect(await within(second ?? panel).findByText('Copied')).toBeTruthy()
    // As on a page that came over plain http from another machine.
    writeText.mockRejectedValue(new DOMException('no', 'NotAllowedError'))
    await user.click(within(second ?? panel).getByRole('button', { name: 'Copy' }))
    expect(await within(second ?? panel).findByText(/did not allow copying/)).toBeTruthy()
  })

  it('where OpenShift hides the node, it says so and gives the command that undoes it', async () => {
    const command = ['oc', 'annotate', 'namespace', 'logging', 'openshift.io/node-selector=']
    const panel = await openPanel({
      state: 'notTargeted',
      pods: [],
      verdict: { shouldRun: false, shouldContinueRunning: false, reasons: [] },
      project: {
        reason: { kind: 'projectHidden', selector: 'disk=ssd' },
        fixes: [{ target: 'namespace', patch: { metadata: { annotations: {} } }, command }],
      },
    })
    expect(panel.textContent).toContain('No Pod is made here, for 1 reason.')
    expect(panel.textContent).toContain('project’s node selector disk=ssd does not match the node')
    expect(panel.textContent).toContain(command.join(' '))
  })

  it('a Pod that a namespace’s node selector strands says that it will wait for ever', async () => {
    const { node: _node, ...unbound } = pod('fluent-bit-1', { phase: 'Pending', ready: false })
    const panel = await openPanel({
      state: 'pending',
      pods: [unbound],
      project: { reason: { kind: 'projectStranded', selector: 'disk=ssd' }, fixes: [] },
    })
    const [first] = within(panel).getAllByText(/stays Pending for ever/)
    expect(first).toBeTruthy()
  })

  it('where a Pod is missing, the newest of the cluster’s own words why it could not be created', async () => {
    const event = (lastTimestamp: string, message: string) => ({ lastTimestamp, message, count: 7 })
    const events = [
      event('2026-01-01T00:00:00Z', 'Error creating: older'),
      event('2026-01-02T00:00:00Z', 'Error creating: exceeded quota: pods'),
    ]
    openPlacement(url, { cell: () => cellView({ state: 'missing', pods: [] }) }, true, events)
    const message = await screen.findByText('exceeded quota: pods')
    expect(message.parentElement?.textContent).toContain(
      'could not create Pods of this DaemonSet, 7 times.',
    )
    expect(screen.queryByText(/older/)).toBeNull()
  })

  it('a Pod that is wanted since a moment ago is no alarm', async () => {
    const panel = await openPanel({ state: 'missing', awaited: true, pods: [] })
    expect(panel.textContent).toContain('The DaemonSet controller is about to create it.')
  })

  describe('a button', () => {
    const verdict = {
      shouldRun: false,
      shouldContinueRunning: false,
      reasons: [
        { kind: 'nodeSelector', field: '', key: 'disk', wants: 'ssd', has: undefined } as const,
      ],
    }
    const address = { namespace: 'storage', name: 'csi', node: 'worker-1.example.com' }
    const none = { count: 0, first: [] }

    function openWithEffects(mayChange = true) {
      const answers = {
        cell: () => cellView({ state: 'notTargeted', pods: [], verdict }),
        whatIf: () => ({
          found: true,
          added: { count: 7, first: [address, { ...address, name: 'agent' }] },
          removed: { count: 1, first: [{ ...address, name: 'spinner' }] },
          stranded: none,
          kept: 3,
        }),
      }
      openPlacement(url, answers, mayChange)
      return userEvent.setup()
    }

    it('shows what labelling the node would do to every DaemonSet, and then does it', async () => {
      const user = openWithEffects()
      await user.click(await screen.findByRole('button', { name: 'Label the node…' }))
      const dialog = screen.getByRole('dialog', { name: 'Label node worker-1.example.com?' })
      expect(dialog.textContent).toContain(
        '7 Pods are made: storage/csi, storage/agent, and 5 others.',
      )
      expect(dialog.textContent).toContain('One Pod is deleted at once: storage/spinner.')
      const request = vi.spyOn(globalThis, 'fetch')
      await user.click(within(dialog).getByRole('button', { name: 'Label the node' }))
      const [path, init] = request.mock.calls[0] ?? []
      expect(path).toMatch(/^\/k8s\/api\/v1\/nodes\/worker-1.example.com\?/)
      expect(init?.method).toBe('PATCH')
      expect(init?.body).toContain('"op":"add","path":"/metadata/labels/disk","value":"ssd"')
      await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    })

    it('keeps the dialog where the cluster refuses, and says why', async () => {
      const user = openWithEffects()
      await user.click(await screen.findByRole('button', { name: 'Label the node…' }))
      const dialog = screen.getByRole('dialog')
      vi.stubGlobal('fetch', async () =>
        Response.json({ kind: 'Status', message: 'testing path failed' }, { status: 422 }),
      )
      await user.click(within(dialog).getByRole('button', { name: 'Label the node' }))
      expect(await within(dialog).findByText('Nothing was changed', { exact: false })).toBeDefined()
      expect(dialog.textContent).toContain('It has changed since you looked')
    })

    it('names the permission that is missing', async () => {
      const user = openWithEffects(false)
      const button = await screen.findByRole('button', { name: 'Label the node…' })
      expect(await screen.findByText(/patch nodes/)).toBeDefined()
      await user.click(button)
      expect(screen.queryByRole('dialog')).toBeNull()
    })
  })

  it('a toleration is not added before it is said that its rollout would stall, and where', async () => {
    const taint = { key: 'gpu', value: 'yes', effect: 'NoSchedule' }
    const none = { count: 0, first: [] }
    const holder = { node: 'worker-9', kind: 'nodeNotReady', pod: 'p', isOutdated: true } as const
    const holders = { count: 1, first: [{ ...holder, isLasting: true }] }
    openPlacement(url, {
      cell: () =>
        cellView({
          state: 'notTargeted',
          pods: [],
          verdict: {
            shouldRun: false,
            shouldContinueRunning: false,
            reasons: [{ kind: 'taint', field: '', taint, fix: { ...taint, operator: 'Equal' } }],
          },
        }),
      whatIf: () => ({ found: true, added: none, removed: none, stranded: none, kept: 3 }),
      rollout: ({ changed }) => ({
        kind: 'known',
        outdated: 3,
        updatedNodes: 0,
        numbers: {} as never,
        holders,
        next: {} as never,
        end:
          changed === undefined
            ? { kind: 'complete', steps: 1 }
            : { kind: 'stalled', when: 'later', outdated: 3, holders },
      }),
    })
    await userEvent
      .setup()
      .click(await screen.findByRole('button', { name: 'Tolerate the taint…' }))
    const dialog = screen.getByRole('dialog')
    expect(dialog.textContent).toContain('The rollout of 3 Pods would not come to its end')
    expect(within(dialog).getByRole('link', { name: 'worker-9' })).toBeTruthy()
  })

  it('a cell that is gone says so', async () => {
    const panel = await openPanel({ found: false, node: undefined, pods: [] })
    expect(panel.textContent).toContain('The cluster has no node worker-1.example.com')
  })

  it('shows nothing of the cell before, while the next one is on its way', async () => {
    const panel = await openPanel({ node: node('worker-2.example.com') })
    expect(panel.textContent).not.toContain('fluent-bit-x7k2p')
  })
})
