// @vitest-environment jsdom
import { act, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { connection } from './answers.test-kit.ts'
import { accessHandler, FakeLive, openConsole, usualHandlers } from './console.test-kit.tsx'

const server = setupServer(...usualHandlers)

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
afterEach(() => server.resetHandlers())
afterAll(() => server.close())

const identities = ['cluster-admin', 'viewer']

/** A demo where the cluster administrator may everything, and the viewer nothing. */
function openDemo() {
  const state = { identity: 'cluster-admin' }
  server.use(
    http.get('/session', () =>
      HttpResponse.json({
        user: `user of ${state.identity}`,
        cluster: 'demo',
        demo: { identities, identity: state.identity },
      }),
    ),
    http.post('/demo/identity', async ({ request }) => {
      const body = await request.json()
      if (typeof body === 'object' && body !== null) state.identity = String(body['identity'])
      return new HttpResponse(null, { status: 204 })
    }),
    accessHandler(() => state.identity === 'cluster-admin'),
  )
  const live = new FakeLive()
  live.answer('connection', connection())
  live.answer('daemonSets', [])
  return { live: openConsole('/daemonsets', live), state }
}

const create = 'Create DaemonSet'

describe('a demo', () => {
  it('says that the cluster is a simulated one, and how to connect a real one', async () => {
    openDemo()
    expect(await screen.findByText(/This is a simulated cluster/)).toBeTruthy()
    expect(screen.getByText('npm start -- --kubeconfig FILE')).toBeTruthy()
  })

  it('lets one be another user, whose rights are asked for anew and whose data comes anew', async () => {
    const { live } = openDemo()
    expect((await screen.findAllByRole('link', { name: create })).length).toBeGreaterThan(0)
    await userEvent.click(await screen.findByRole('button', { name: 'user of cluster-admin' }))
    await userEvent.click(await screen.findByRole('radio', { name: 'Viewer' }))
    expect(await screen.findByRole('button', { name: 'user of viewer' })).toBeTruthy()
    await waitFor(() => expect(screen.queryAllByRole('link', { name: create })).toHaveLength(0))
    expect(live.reconnects).toBe(1)
  })

  it('follows the choice of another tab', async () => {
    const { state } = openDemo()
    await screen.findByRole('button', { name: 'user of cluster-admin' })
    state.identity = 'viewer'
    const news = new StorageEvent('storage', { key: 'everynode.identity' })
    act(() => void window.dispatchEvent(news))
    expect(await screen.findByRole('button', { name: 'user of viewer' })).toBeTruthy()
  })

  it('stays as it was where the choice fails', async () => {
    openDemo()
    server.use(
      http.post('/demo/identity', () =>
        HttpResponse.json({ message: 'no such identity' }, { status: 400 }),
      ),
    )
    await userEvent.click(await screen.findByRole('button', { name: 'user of cluster-admin' }))
    await userEvent.click(await screen.findByRole('radio', { name: 'Viewer' }))
    expect(await screen.findByText(/You are still who you were/)).toBeTruthy()
    const administrator = screen.getByRole('radio', { name: 'Cluster administrator' })
    expect(administrator).toHaveProperty('checked', true)
  })
})

it('says nothing of a simulation where the cluster is real', async () => {
  openConsole('/daemonsets')
  await userEvent.click(await screen.findByRole('button', { name: 'admin' }))
  expect(screen.queryByText(/simulated/)).toBeNull()
  expect(screen.queryByRole('radio')).toBeNull()
})
