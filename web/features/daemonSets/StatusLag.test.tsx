// @vitest-environment jsdom
import { act, screen } from '@testing-library/react'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { connection, counts, daemonSet } from '../../app/answers.test-kit.ts'
import { FakeLive, openConsole, usualHandlers } from '../../app/console.test-kit.tsx'

const server = setupServer(...usualHandlers)

beforeAll(() => server.listen({ onUnhandledFrame: 'bypass' }))
beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }))
afterEach(() => {
  vi.useRealTimers()
  server.resetHandlers()
})
afterAll(() => server.close())

const lag = [{ counter: 'numberReady', status: 3, actual: 2 }] as const
const view = { daemonSet: daemonSet(), counts: counts({ ready: 2 }), nodesNotReady: 0, lag }

function open(address: string): FakeLive {
  const live = new FakeLive()
  live.answer('connection', connection())
  live.answer('daemonSets', [view])
  live.answer('daemonSet', view)
  return openConsole(address, live)
}

const pass = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds))

describe('a status that says other than nodes and Pods', () => {
  it('is shown with both numbers once it has lasted, and no longer when it is right', async () => {
    const live = open('/daemonsets/web/agent')
    await screen.findByRole('heading', { name: 'Facts' })
    await pass(3_000)
    expect(screen.queryByText(/lags behind/)).toBeNull()
    await pass(4_000)
    expect(screen.getByText(/The status of the DaemonSet lags behind/)).toBeTruthy()
    expect(screen.getByText('numberReady: the status says 3, the nodes and Pods 2')).toBeTruthy()
    live.answer('daemonSet', { ...view, nodesNotReady: 0, lag: [] })
    expect(screen.queryByText(/lags behind/)).toBeNull()
  })

  it('is marked in the list', async () => {
    open('/daemonsets')
    await screen.findByRole('link', { name: 'agent' })
    await pass(6_000)
    expect(screen.getByRole('button', { name: /lags behind its nodes and Pods/ })).toBeTruthy()
  })
})
