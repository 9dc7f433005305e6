// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type SimulatedConsole, startSimulatedConsole } from './simulated.test-kit.tsx'

const server = setupServer()
let running: SimulatedConsole

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
beforeEach(() => {
  localStorage.clear()
  running = startSimulatedConsole(['a', 'b'])
  server.use(...running.handlers)
  running.cluster.registry.create('daemonsets', 'default', {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'agent' },
    spec: {
      selector: { matchLabels: { app: 'agent' } },
      template: {
        metadata: { labels: { app: 'agent' } },
        spec: { containers: [{ name: 'agent', image: 'registry.example/agent:1' }] },
      },
    },
  })
})
afterEach(() => {
  running.stop()
  server.resetHandlers()
})
afterAll(() => server.close())

describe('the console over a simulated cluster', () => {
  it('shows its DaemonSets as they become Ready', async () => {
    running.open('/daemonsets')
    await screen.findByRole('link', { name: 'default/agent: 2 Ready' })
    expect(screen.getByLabelText('Connection').textContent).toBe('Live')
  })

  it('says that a DaemonSet is gone when it is, and its Pods go too', async () => {
    running.open('/daemonsets/default/agent')
    await userEvent.click(await screen.findByRole('button', { name: 'Delete DaemonSet' }))
    const dialog = await screen.findByRole('dialog')
    await userEvent.type(within(dialog).getByLabelText(/type the name: agent/), 'agent')
    await userEvent.click(within(dialog).getByRole('button', { name: /Delete DaemonSet/ }))
    expect(await within(dialog).findByText('DaemonSet agent is deleted')).toBeTruthy()
    expect(running.cluster.store.count('daemonsets')).toBe(0)
    await waitFor(() => expect(running.cluster.store.count('pods')).toBe(0))
  })

  it('takes what another user may not do for forbidden, once one has become that user', async () => {
    running.open('/daemonsets')
    await userEvent.click(await screen.findByRole('button', { name: 'admin' }))
    await userEvent.click(screen.getByRole('radio', { name: 'nobody' }))
    expect(await screen.findByRole('button', { name: 'nobody' })).toBeTruthy()
    await waitFor(() => expect(screen.queryByRole('link', { name: 'agent' })).toBeNull())
  })
})
