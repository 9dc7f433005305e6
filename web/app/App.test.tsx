// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { showLanguage } from '../i18n/index.ts'
import { connection, daemonSet, counts, freshness } from './answers.test-kit.ts'
import { FakeLive, openConsole, usualHandlers } from './console.test-kit.tsx'

const server = setupServer(...usualHandlers)

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
beforeEach(() => {
  localStorage.clear()
  document.documentElement.className = ''
})
afterEach(async () => {
  server.resetHandlers()
  await showLanguage('en')
})
afterAll(() => server.close())

const list = [
  { daemonSet: daemonSet(), counts: counts({ ready: 2, failing: 1 }), nodesNotReady: 0, lag: [] },
]

/** The list of DaemonSets, with live data. */
function openList(): FakeLive {
  const live = new FakeLive()
  live.answer('connection', connection())
  live.answer('daemonSets', list)
  live.answer('daemonSet', list[0]!)
  return openConsole('/daemonsets', live)
}

describe('the masthead', () => {
  it('names the cluster and the user, and says when the data is live', async () => {
    openList()
    expect(await screen.findByText('prod-tokyo')).toBeTruthy()
    expect(screen.getByText('admin')).toBeTruthy()
    expect(screen.getByLabelText('Connection').textContent).toBe('Live')
  })

  it('says since when the data may be old, and tries again on demand', async () => {
    const live = openList()
    live.answer('connection', connection({ pods: freshness('retrying') }))
    expect(screen.getByLabelText('Connection').textContent).toMatch(
      /^Last update \d\d:\d\d:\d\d, reconnecting$/,
    )
    await userEvent.click(screen.getByRole('button', { name: 'Try again now' }))
    expect(live.reconnects).toBe(1)
  })

  it('never says live while the first data is on its way', () => {
    openConsole('/daemonsets')
    expect(screen.getByLabelText('Connection').textContent).toBe('Connecting…')
  })
})

describe('the session', () => {
  it('says what to do when the user is signed out', async () => {
    server.use(
      http.get('/session', () => HttpResponse.json({ reason: 'NoSession' }, { status: 401 })),
    )
    openList()
    expect(await screen.findByText(/You are signed out/)).toBeTruthy()
    expect(screen.getByText(/open the newest address that it has printed/)).toBeTruthy()
  })

  it('tells that from credentials of the kubeconfig that the API server refuses', async () => {
    server.use(
      http.get('/session', () =>
        HttpResponse.json({ reason: 'Unauthorized', message: 'token expired' }, { status: 401 }),
      ),
    )
    openList()
    expect(
      await screen.findByText(/no longer accepts your credentials.*token expired/),
    ).toBeTruthy()
    expect(screen.queryByText(/You are signed out/)).toBeNull()
  })

  it('says so too when the stream is refused later', () => {
    const live = openList()
    live.answer('connection', connection({}, 'signedOut'))
    expect(screen.getByText(/You are signed out/)).toBeTruthy()
    expect(screen.getByLabelText('Connection').textContent).toBe('Signed out')
  })

  it('shows why it could not be read, and reads it again on demand', async () => {
    server.use(
      http.get('/session', () =>
        HttpResponse.json({ message: 'the console is starting' }, { status: 404 }),
      ),
    )
    openList()
    const alert = await screen.findByText(/does not know who you are/)
    expect(screen.getByText(/the console is starting/)).toBeTruthy()
    server.resetHandlers()
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('prod-tokyo')).toBeTruthy()
    expect(alert.isConnected).toBe(false)
  })
})

describe('pages', () => {
  it('name the browser’s tab, and take the focus to their heading when one goes to them', async () => {
    openList()
    await waitFor(() => expect(document.title).toBe('DaemonSets · Everynode'))
    await userEvent.click(await screen.findByRole('link', { name: 'agent' }))
    const heading = await screen.findByRole('heading', { level: 1, name: 'agent' })
    await waitFor(() => expect(document.activeElement).toBe(heading))
    expect(document.title).toBe('DaemonSet web/agent · Everynode')
  })

  it('say so where there is none at the address', async () => {
    openConsole('/secrets')
    expect(await screen.findByText('There is no page at /secrets')).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Go to Placement' }).getAttribute('href')).toBe('/')
  })
})

describe('the theme', () => {
  it('turns dark on demand and is remembered', async () => {
    openList()
    await userEvent.click(screen.getByRole('button', { name: /^Theme/ }))
    await userEvent.click(screen.getByRole('option', { name: 'Dark' }))
    expect(document.documentElement.classList.contains('pf-v6-theme-dark')).toBe(true)
    expect(localStorage.getItem('everynode.theme')).toBe('dark')
  })
})

describe('the language', () => {
  it('turns Japanese on demand, tells the browser, and is remembered', async () => {
    openList()
    await userEvent.click(screen.getByRole('button', { name: /^Language/ }))
    await userEvent.click(screen.getByRole('option', { name: '日本語' }))
    const nav = await screen.findByRole('navigation', { name: 'ページ' })
    expect(within(nav).getByText('配置')).toBeTruthy()
    expect(document.documentElement.lang).toBe('ja')
    expect(localStorage.getItem('everynode.language')).toBe('ja')
    await waitFor(() => expect(document.title).toBe('DaemonSet · Everynode'))
  })
})
