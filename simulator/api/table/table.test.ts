import { describe, expect, it } from 'vitest'
import type { KubeObject } from '../../objects.ts'
import { daemonSet } from '../../registry/registry.test-kit.ts'
import { eventsOf, field, testApi } from '../api.test-kit.ts'
import { humanDuration } from './humanDuration.ts'
import { jobCells } from './jobCells.ts'
import { podCells } from './podCells.ts'

const accept = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json'
const path = '/apis/apps/v1/namespaces/shop/daemonsets'

describe('a table', () => {
  it('has kubectl’s columns, and of each object its name beside what is shown', async () => {
    const api = testApi()
    await api.ask('POST', path, daemonSet())
    api.clock.step(5 * 60_000)
    const { json } = await api.ask('GET', path, undefined, { accept })
    expect(json).toMatchObject({ kind: 'Table', apiVersion: 'meta.k8s.io/v1' })
    const columns = field(json, 'columnDefinitions') as { name: string }[]
    expect(columns.map(({ name }) => name).slice(0, 8)).toEqual([
      'Name',
      'Desired',
      'Current',
      'Ready',
      'Up-to-date',
      'Available',
      'Node Selector',
      'Age',
    ])
    expect(field(json, 'rows', 0, 'cells')).toEqual([
      'agent',
      0,
      0,
      0,
      0,
      0,
      '<none>',
      '5m',
      'main',
      'agent:1',
      'app=agent',
    ])
    expect(field(json, 'rows', 0, 'object')).toMatchObject({
      kind: 'PartialObjectMetadata',
      metadata: { name: 'agent' },
    })
  })

  it('gives objects whole, or none, where that is asked for', async () => {
    const api = testApi()
    await api.ask('POST', path, daemonSet())
    const objectWith = async (include: string): Promise<unknown> =>
      field(
        (await api.ask('GET', `${path}?includeObject=${include}`, undefined, { accept })).json,
        'rows',
        0,
        'object',
      )
    expect(await objectWith('None')).toBeNull()
    expect(await objectWith('Object')).toMatchObject({ kind: 'DaemonSet', spec: {} })
    const wrong = await api.ask('GET', `${path}?includeObject=x`, undefined, { accept })
    expect(wrong.status).toBe(400)
  })

  it('is watched row by row, the columns in the first event alone', async () => {
    const api = testApi()
    const query = 'watch=1&allowWatchBookmarks=true&fieldSelector=metadata.name%3Dshop'
    const next = eventsOf(
      await api.open('GET', `/api/v1/namespaces?${query}`, undefined, { accept }),
    )
    const first = await next()
    expect(field(first, 'object', 'columnDefinitions')).toHaveLength(3)
    expect(field(first, 'object', 'rows', 0, 'cells')).toEqual(['shop', 'Active', '0s'])
    expect(await next()).toMatchObject({ type: 'BOOKMARK', object: { columnDefinitions: null } })
    api.registry.delete('namespaces', { namespace: '', name: 'shop' })
    const second = await next()
    expect(field(second, 'object', 'columnDefinitions')).toBeNull()
    expect(field(second, 'object', 'rows', 0, 'cells')).toEqual(['shop', 'Terminating', '0s'])
  })
})

describe('a Pod’s row', () => {
  const running = { ready: true, restartCount: 0, state: { running: {} } }
  const pod = (status: object, metadata: object = {}): KubeObject => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'p',
      uid: 'u',
      resourceVersion: '1',
      creationTimestamp: '2026-01-01T00:00:00Z',
      ...metadata,
    },
    spec: { containers: [{ name: 'a' }, { name: 'b' }], initContainers: [{ name: 'i' }] },
    status: { phase: 'Running', ...status },
  })
  const shown = (object: KubeObject): unknown =>
    podCells(object, Date.UTC(2026, 0, 1, 1))
      .slice(1, 4)
      .join(' ')

  it.each([
    [{ phase: 'Pending' }, '0/2 Pending 0'],
    [{ containerStatuses: [running, running] }, '2/2 Running 0'],
    [
      {
        containerStatuses: [
          running,
          {
            restartCount: 3,
            state: { waiting: { reason: 'CrashLoopBackOff' } },
            lastState: { terminated: { finishedAt: '2026-01-01T00:55:00Z' } },
          },
        ],
      },
      '1/2 CrashLoopBackOff 3 (5m ago)',
    ],
    [
      { phase: 'Pending', initContainerStatuses: [{ name: 'i', state: { running: {} } }] },
      '0/2 Init:0/1 0',
    ],
    [
      {
        initContainerStatuses: [
          { name: 'i', restartCount: 2, state: { terminated: { exitCode: 3 } } },
        ],
      },
      '0/2 Init:ExitCode:3 2',
    ],
    [
      {
        phase: 'Failed',
        containerStatuses: [
          { state: { terminated: { exitCode: 0, reason: 'Completed' } } },
          { state: { terminated: { exitCode: 1, reason: 'Error' } } },
        ],
      },
      '0/2 Error 0',
    ],
    [{ phase: 'Failed', reason: 'Evicted' }, '0/2 Evicted 0'],
  ])('of %j says %s', (status, text) => {
    expect(shown(pod(status))).toBe(text)
  })

  it('says that it ends', () => {
    const deletionTimestamp = '2026-01-01T00:30:00Z'
    expect(shown(pod({ containerStatuses: [running] }, { deletionTimestamp }))).toBe(
      '1/2 Terminating 0',
    )
  })
})

describe('a Job’s row', () => {
  it('says how far it has come', () => {
    const job = (status: object): KubeObject => ({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: {
        name: 'j',
        uid: 'u',
        resourceVersion: '1',
        creationTimestamp: '2026-01-01T00:00:00Z',
      },
      spec: { completions: 3 },
      status: { startTime: '2026-01-01T00:00:00Z', ...status },
    })
    const now = Date.UTC(2026, 0, 1, 0, 30)
    expect(jobCells(job({ succeeded: 1 }), now)).toEqual(['j', 'Running', '1/3', '30m', '30m'])
    const complete = {
      succeeded: 3,
      completionTime: '2026-01-01T00:01:00Z',
      conditions: [{ type: 'Complete', status: 'True' }],
    }
    expect(jobCells(job(complete), now)).toEqual(['j', 'Complete', '3/3', '60s', '30m'])
  })
})

describe('a duration', () => {
  it.each([
    [-1000, '0s'],
    [-5000, '<invalid>'],
    [119_000, '119s'],
    [125_000, '2m5s'],
    [600_000, '10m'],
    [3 * 3_600_000 + 60_000, '3h1m'],
    [9 * 3_600_000, '9h'],
    [50 * 3_600_000, '2d2h'],
    [30 * 86_400_000, '30d'],
    [800 * 86_400_000, '2y70d'],
  ])('of %i ms is %s', (milliseconds, text) => {
    expect(humanDuration(milliseconds)).toBe(text)
  })
})
