// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
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

const path = '/k8s/apis/apps/v1/namespaces/web/daemonsets/agent'
const agent = {
  daemonSet: daemonSet(),
  counts: counts({ ready: 2, failing: 1, missing: 4 }),
  nodesNotReady: 0,
  lag: [],
}

/** The page of DaemonSet web/agent, which has Pods on 3 nodes. */
function openAgent(): FakeLive {
  const live = new FakeLive()
  live.answer('connection', connection())
  live.answer('daemonSets', [agent])
  live.answer('daemonSet', agent)
  return openConsole('/daemonsets/web/agent', live)
}

async function openDialog(): Promise<HTMLElement> {
  await userEvent.click(await screen.findByRole('button', { name: 'Delete DaemonSet' }))
  return screen.findByRole('dialog')
}

function deleteButton(dialog: HTMLElement): HTMLButtonElement {
  return within(dialog).getByRole('button', { name: /Delete DaemonSet/ })
}

async function confirm(dialog: HTMLElement): Promise<void> {
  await userEvent.type(within(dialog).getByLabelText(/type the name: agent/), 'agent')
  await userEvent.click(deleteButton(dialog))
}

/** Accepts every DELETE, and keeps what was sent. */
function acceptDelete(): unknown[] {
  const sent: unknown[] = []
  server.use(
    http.delete(path, async ({ request }) => {
      sent.push(await request.json())
      return HttpResponse.json({ kind: 'Status', status: 'Success' })
    }),
  )
  return sent
}

function refuseDelete(status: number, message: string): void {
  server.use(http.delete(path, () => HttpResponse.json({ kind: 'Status', message }, { status })))
}

describe('deleting a DaemonSet', () => {
  it('says what happens to its Pods before anything is sent', async () => {
    openAgent()
    const dialog = await openDialog()
    expect(dialog.textContent).toContain('Its Pods on 3 nodes are deleted.')
    await userEvent.click(within(dialog).getByLabelText('Keep the Pods running'))
    expect(dialog.textContent).toContain('whose selector matches their labels adopts them')
    expect(within(dialog).getByText(/--cascade=orphan/)).toBeTruthy()
  })

  it('needs the whole name', async () => {
    openAgent()
    const dialog = await openDialog()
    expect(deleteButton(dialog).disabled).toBe(true)
    const name = within(dialog).getByLabelText(/type the name/)
    await userEvent.type(name, 'agen')
    expect(deleteButton(dialog).disabled).toBe(true)
    await userEvent.type(name, 't')
    expect(deleteButton(dialog).disabled).toBe(false)
  })

  it('is done only when the cluster shows that it is gone', async () => {
    const sent = acceptDelete()
    const live = openAgent()
    const dialog = await openDialog()
    await confirm(dialog)
    expect(await within(dialog).findByText(/The API server has accepted it/)).toBeTruthy()
    expect(within(dialog).queryByText(/is deleted/)).toBeNull()
    expect(sent).toEqual([
      {
        apiVersion: 'v1',
        kind: 'DeleteOptions',
        preconditions: { uid: 'uid-1' },
        propagationPolicy: 'Background',
      },
    ])
    live.answer('daemonSet', { daemonSet: undefined, counts: counts(), nodesNotReady: 0, lag: [] })
    expect(await within(dialog).findByText('DaemonSet agent is deleted')).toBeTruthy()
    expect(dialog.textContent).toContain('Its Pods on 3 nodes are now being ended.')
    await userEvent.click(within(dialog).getAllByRole('button', { name: 'Close' }).at(-1)!)
    expect(location.pathname).toBe('/daemonsets')
  })

  it('keeps the Pods where that is asked for', async () => {
    const sent = acceptDelete()
    openAgent()
    const dialog = await openDialog()
    await userEvent.click(within(dialog).getByLabelText('Keep the Pods running'))
    await confirm(dialog)
    await waitFor(() => expect(sent).toMatchObject([{ propagationPolicy: 'Orphan' }]))
  })

  it.each([
    { status: 403, message: 'cannot delete resource', says: 'You may not do this' },
    { status: 404, message: '"agent" not found', says: 'The object is no longer there' },
    { status: 409, message: 'uid in precondition', says: 'has changed or been replaced' },
    { status: 500, message: 'etcdserver: no leader', says: 'The API server has refused' },
  ])(
    'says after a $status that nothing was deleted, and why',
    async ({ status, message, says }) => {
      refuseDelete(status, message)
      openAgent()
      const dialog = await openDialog()
      await confirm(dialog)
      expect(await within(dialog).findByText('DaemonSet agent was not deleted')).toBeTruthy()
      expect(dialog.textContent).toContain(says)
      expect(dialog.textContent).toContain(message)
      expect(deleteButton(dialog).disabled).toBe(false)
    },
  )

  it('calls the outcome unknown where the connection breaks, and settles it by the cluster', async () => {
    server.use(http.delete(path, () => HttpResponse.error()))
    const live = openAgent()
    const dialog = await openDialog()
    await confirm(dialog)
    expect(await within(dialog).findByText(/It is not known whether/)).toBeTruthy()
    expect(deleteButton(dialog).disabled).toBe(true)
    live.answer('daemonSet', { daemonSet: undefined, counts: counts(), nodesNotReady: 0, lag: [] })
    expect(await within(dialog).findByText('DaemonSet agent is deleted')).toBeTruthy()
  })

  it('never takes another DaemonSet of the same name for the one that was shown', async () => {
    const live = openAgent()
    const dialog = await openDialog()
    live.answer('daemonSet', { ...agent, daemonSet: daemonSet('agent', 'uid-2') })
    expect(await within(dialog).findByText(/someone else has deleted or replaced it/)).toBeTruthy()
    expect(within(dialog).queryByLabelText(/type the name/)).toBeNull()
  })

  it('waits while the data is old', async () => {
    const live = openAgent()
    const dialog = await openDialog()
    await userEvent.type(within(dialog).getByLabelText(/type the name/), 'agent')
    live.answer('connection', connection({ daemonsets: freshness('retrying') }))
    expect(deleteButton(dialog).disabled).toBe(true)
    expect(dialog.textContent).toContain('Deleting waits until the data is live again.')
  })

  it('tells a viewer which permission is missing', async () => {
    server.use(accessHandler(({ verb }) => verb !== 'delete'))
    openAgent()
    const dialog = await openDialog()
    expect(
      await within(dialog).findByText(/lack the permission delete daemonsets.apps -n web/),
    ).toBeTruthy()
    expect(
      within(dialog)
        .getByLabelText(/type the name/)
        .matches(':disabled'),
    ).toBe(true)
    expect(deleteButton(dialog).disabled).toBe(true)
  })
})
