import { describe, expect, it } from 'vitest'
import type { Pod } from '../../domain/k8s/objects.ts'
import { UpstreamError } from '../upstream/upstream.ts'
import { collectGarbage } from './collectGarbage.test-kit.ts'
import { ManualClock, settle } from './manualClock.test-kit.ts'
import { ModelApiServer } from './modelApiServer.test-kit.ts'
import { watchResource } from './watchResource.ts'
import type { Output } from './watchState.ts'

function setup() {
  const clock = new ManualClock()
  const server = new ModelApiServer(clock)
  const leave = new AbortController()
  const outputs: Output<Pod>[] = []
  const watch = (upstream = server.upstream) =>
    watchResource('pods', {
      upstream,
      resumeFrom: undefined,
      signal: leave.signal,
      clock,
      random: () => 0,
      emit: (output) => outputs.push(output),
      flush: () => {},
    })
  const last = () => outputs.findLast((output) => output.type === 'freshness')?.freshness
  return { clock, server, leave, outputs, watch, last }
}

describe('watching a resource', () => {
  it('reports what is there and what changes', async () => {
    const { server, outputs, watch } = setup()
    server.put('pods', 'a', 'a')
    watch()
    await settle()
    server.remove('pods', 'a')
    await settle()
    expect(outputs.map(({ type }) => type)).toEqual([
      'freshness',
      'reset',
      'upsert',
      'end',
      'freshness',
      'delete',
      'version',
    ])
  })

  it('ends the upstream request as soon as it is told to', async () => {
    const { server, leave, watch, clock } = setup()
    watch()
    await settle()
    expect(server.connections.size).toBe(1)
    leave.abort()
    expect(server.connections.size).toBe(0)
    expect(clock.pending).toBe(0)
  })

  it('ends it also after the garbage collection: a Request that is lost is never aborted', async () => {
    const { server, leave, watch } = setup()
    watch()
    await settle()
    await collectGarbage()
    leave.abort()
    expect(server.connections.size).toBe(0)
  })

  it('asks nothing when it is over before it begins', async () => {
    const { server, leave, watch } = setup()
    leave.abort()
    watch()
    await settle()
    expect(server.asked).toEqual([])
  })

  it('asks for protobuf, and takes JSON where the server answers in JSON', async () => {
    const { server, outputs, watch } = setup()
    server.protobuf = false
    server.put('pods', 'a', 'a')
    watch((request) => {
      expect(request.headers.get('accept')).toBe(
        'application/vnd.kubernetes.protobuf,application/json',
      )
      return server.upstream(request)
    })
    await settle()
    expect(outputs).toContainEqual(expect.objectContaining({ type: 'upsert', uid: 'a' }))
  })

  it('remembers for a while that an upstream has no WatchList, also for others', async () => {
    const { server, watch, clock } = setup()
    server.watchList = false
    watch()
    await settle()
    watch()
    await settle()
    expect(
      server.asked.filter(({ query }) => query['sendInitialEvents'] !== undefined),
    ).toHaveLength(1)
    await clock.advance(600_000)
    server.watchList = true
    watch()
    await settle()
    expect(server.asked.at(-1)?.query).toHaveProperty('sendInitialEvents')
  })

  it.each([
    ['html', { code: 'error', message: 'HTTP 502', status: 502 }],
    ['refuse', { code: 'unreachable', message: 'connection refused' }],
  ] as const)(
    'says why there is no data, without showing what a proxy drew: %s',
    async (kind, why) => {
      const { server, watch, last } = setup()
      server.faults = [{ kind }, { kind }]
      watch()
      await settle()
      expect(last()).toMatchObject({ state: 'retrying', asOf: 0, why })
    },
  )

  it.each(['Wed, 21 Oct 2026 07:28:00 GMT', 'soon', '-5', ''])(
    'takes a Retry-After that is no number as none: "%s"',
    async (retryAfter) => {
      const { server, watch, clock } = setup()
      const fault = { kind: 'status', code: 429, reason: 'TooManyRequests', retryAfter } as const
      server.faults = [fault]
      watch()
      await clock.advance(800)
      expect(server.asked).toHaveLength(2)
    },
  )

  it('counts as signed out when there are no credentials to ask with', async () => {
    const { watch, last } = setup()
    watch(() => Promise.reject(new UpstreamError('credentials', 'the plugin failed')))
    await settle()
    const why = { code: 'unauthenticated', message: 'the plugin failed', status: 401 }
    expect(last()).toMatchObject({ state: 'denied', why })
  })

  it('reads answers of failure to their end, so that their connections can be used again', async () => {
    const { watch } = setup()
    let drained = false
    const body = new ReadableStream({
      pull: (controller) => {
        drained = true
        controller.close()
      },
    })
    let asked = 0
    watch(() =>
      Promise.resolve((asked += 1) === 1 ? new Response(body, { status: 429 }) : Response.error()),
    )
    await settle()
    expect(drained).toBe(true)
  })
})
