import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import {
  projectControllerRevision,
  projectDaemonSet,
  projectNode,
} from '../../../domain/decode/jsonObjects.ts'
import { projectPod } from '../../../domain/decode/jsonPod.ts'
import type { Api } from '../../../domain/placement/differentialApi.test-kit.ts'
import { rolloutDifferential } from '../../../domain/rollout/rolloutDifferential.test-kit.ts'
import { createSimulatedUpstream } from '../../api/simulatedUpstream.ts'
import { startNodeLifecycle } from '../../nodes/startNodeLifecycle.ts'
import { startTaintEviction } from '../../nodes/startTaintEviction.ts'
import type { SteppedClock } from '../../clock.ts'
import { testCluster } from '../../registry/registry.test-kit.ts'
import { startScheduler } from '../../scheduler/startScheduler.ts'
import { startServiceAccountController } from '../startServiceAccountController.ts'
import { startDaemonSetController } from './startDaemonSetController.ts'

const decode = {
  pod: (value: unknown) => projectPod(value).object,
  node: (value: unknown) => projectNode(value).object,
  daemonSet: (value: unknown) => projectDaemonSet(value).object,
  revision: (value: unknown) => projectControllerRevision(value).object,
}

/** Always the same numbers. */
function pseudoRandom(): () => number {
  let state = 1
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

/** The simulated cluster, without kubelets: the test plays them. */
function startWorld(): Api {
  const random = pseudoRandom()
  const cluster = testCluster({ random })
  const { clock } = cluster
  const world = { ...cluster, random, flavour: 'kubernetes' } as const
  startDaemonSetController(world)
  startServiceAccountController(world)
  startScheduler(world)
  startNodeLifecycle({ ...world, nodeGracePeriod: 86_400_000 })
  startTaintEviction(world)
  const admin = { user: 'admin', groups: ['system:masters'] }
  const upstream = createSimulatedUpstream(world, () => admin)
  vi.setSystemTime(clock.now())
  return {
    ask: async (method, path, body, contentType = 'application/merge-patch+json') => {
      const headers = { 'content-type': method === 'PATCH' ? contentType : 'application/json' }
      const sent = body === undefined ? {} : { headers, body: JSON.stringify(body) }
      const response = await upstream(new Request(`http://cluster${path}`, { method, ...sent }))
      const answer: unknown = await response.json()
      if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`)
      return answer
    },
    pause: pauses(clock),
    now: clock.now,
  }
}

/** Time goes on when somebody waits, to the earliest that is waited for: several wait at the same time. */
function pauses(clock: SteppedClock): Api['pause'] {
  let waiting: { readonly at: number; readonly resolve: () => void }[] = []
  const goOn = (): void => {
    const earliest = Math.min(...waiting.map(({ at }) => at))
    if (waiting.length === 0) return
    clock.step(Math.max(0, earliest - clock.now()))
    vi.setSystemTime(clock.now())
    const due = waiting.filter(({ at }) => at <= clock.now())
    waiting = waiting.filter((each) => !due.includes(each))
    for (const { resolve } of due) resolve()
  }
  return (milliseconds) =>
    new Promise((resolve) => {
      waiting.push({ at: clock.now() + milliseconds, resolve })
      setTimeout(goOn, 0)
    })
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
})

afterEach(() => {
  vi.useRealTimers()
})

it(
  'the simulated controller rolls out as is forecast, which the real one does too (domain/rollout)',
  { timeout: 120_000 },
  async () => {
    const { rollouts, mismatches } = await rolloutDifferential(startWorld(), decode, 7, 1)
    expect(mismatches.slice(0, 5)).toEqual([])
    expect(rollouts.length).toBeGreaterThanOrEqual(40)
  },
)
