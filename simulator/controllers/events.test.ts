import { describe, expect, it } from 'vitest'
import { type TestCluster, testCluster } from '../registry/registry.test-kit.ts'
import type { KubeObject } from '../objects.ts'
import { eventRecorder, type RecordEvent } from './events.ts'

interface Recording extends TestCluster {
  readonly record: RecordEvent
  readonly node: KubeObject
  readonly events: () => readonly KubeObject[]
}

function recording(): Recording {
  const cluster = testCluster()
  cluster.registry.create('namespaces', '', { metadata: { name: 'default' } })
  const node = cluster.registry.create('nodes', '', { metadata: { name: 'a' } })
  const record = eventRecorder(cluster, { component: 'kubelet', host: 'a' })
  return { ...cluster, record, node, events: () => [...cluster.store.all('events')] }
}

describe('an event', () => {
  it('says what happened to whom, when, and who says so', () => {
    const { record, node, events } = recording()
    record(node, 'Normal', 'Starting', 'Starting kubelet.', 'spec.containers{app}')
    const { uid, resourceVersion } = node.metadata
    expect(events()).toMatchObject([
      {
        apiVersion: 'v1',
        kind: 'Event',
        metadata: { namespace: 'default', name: expect.stringMatching(/^a\.[0-9a-f]{16}$/) },
        involvedObject: {
          kind: 'Node',
          name: 'a',
          uid,
          apiVersion: 'v1',
          resourceVersion,
          fieldPath: 'spec.containers{app}',
        },
        type: 'Normal',
        reason: 'Starting',
        message: 'Starting kubelet.',
        source: { component: 'kubelet', host: 'a' },
        firstTimestamp: '2026-01-01T00:00:00Z',
        lastTimestamp: '2026-01-01T00:00:00Z',
        count: 1,
        reportingComponent: 'kubelet',
        reportingInstance: 'a',
      },
    ])
  })

  it('that is the same as one before is counted there', () => {
    const { record, node, events, clock } = recording()
    record(node, 'Warning', 'Full', 'disk')
    clock.step(60_000)
    record(node, 'Warning', 'Full', 'disk')
    record(node, 'Warning', 'Full', 'memory')
    expect(events()).toMatchObject([
      {
        message: 'disk',
        count: 2,
        firstTimestamp: '2026-01-01T00:00:00Z',
        lastTimestamp: '2026-01-01T00:01:00Z',
      },
      { message: 'memory', count: 1 },
    ])
  })

  it('comes again with its count where it has been deleted', () => {
    const { record, node, events, registry, clock } = recording()
    record(node, 'Warning', 'Full', 'disk')
    const [{ metadata } = node] = events()
    registry.delete('events', { namespace: 'default', name: metadata.name })
    clock.step(60_000)
    record(node, 'Warning', 'Full', 'disk')
    expect(events()).toMatchObject([
      { metadata: { name: metadata.name }, count: 2, firstTimestamp: '2026-01-01T00:00:00Z' },
    ])
  })

  it('is one of 25 at most at a time about one object; one more comes every five minutes', () => {
    const { record, node, events, clock } = recording()
    for (let index = 0; index < 40; index += 1) record(node, 'Warning', 'Full', 'disk')
    expect(events()).toMatchObject([{ count: 25 }])
    clock.step(300_000)
    for (let index = 0; index < 3; index += 1) record(node, 'Warning', 'Full', 'disk')
    expect(events()).toMatchObject([{ count: 26 }])
  })

  it('is lost where the API server refuses it', () => {
    const { record, node, events, registry } = recording()
    const lost = { ...node, metadata: { ...node.metadata, name: 'Not A Name' } }
    expect(() => registry.create('events', 'default', { metadata: lost.metadata })).toThrow(
      'Invalid',
    )
    record(lost, 'Normal', 'Starting', 'x')
    expect(events()).toEqual([])
  })
})
