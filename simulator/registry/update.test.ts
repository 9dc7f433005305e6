import { describe, expect, it } from 'vitest'
import type { KubeObject } from '../objects.ts'
import {
  agent,
  causesOf,
  daemonSet,
  refusal,
  testCluster,
  type TestCluster,
} from './registry.test-kit.ts'

function created(): TestCluster & { readonly first: KubeObject } {
  const cluster = testCluster()
  return { ...cluster, first: cluster.registry.create('daemonsets', 'shop', daemonSet()) }
}

describe('updating', () => {
  it('counts changes of the spec, and those of the template by themselves', () => {
    const { registry, first } = created()
    const labelled = { ...first, metadata: { ...first.metadata, labels: { a: 'b' } } }
    expect(registry.update('daemonsets', agent, labelled).metadata.generation).toBe(1)
    const waiting = daemonSet({ minReadySeconds: 5 })
    expect(registry.update('daemonsets', agent, waiting).metadata).toMatchObject({
      generation: 2,
      annotations: { 'deprecated.daemonset.template.generation': '1' },
    })
    const template = { metadata: { labels: { app: 'agent' } }, spec: { containers: [] } }
    const changed = daemonSet({
      template: { ...template, spec: { containers: [{ name: 'main', image: 'agent:2' }] } },
    })
    expect(registry.update('daemonsets', agent, changed).metadata).toMatchObject({
      generation: 3,
      annotations: { 'deprecated.daemonset.template.generation': '2' },
    })
  })

  it('keeps uid, creation time and status, whatever is sent', () => {
    const { registry, first } = created()
    const sent = { ...first, status: { numberReady: 9 } }
    const metadata = { ...first.metadata, creationTimestamp: '2020-01-01T00:00:00Z', generation: 7 }
    const { status, metadata: kept } = registry.update('daemonsets', agent, { ...sent, metadata })
    expect(status).toStrictEqual(first.status)
    expect(kept).toMatchObject({ uid: first.metadata.uid, generation: 1 })
    expect(kept.creationTimestamp).toBe('2026-01-01T00:00:00Z')
  })

  it('takes labels away that are not sent any more', () => {
    const { registry, first } = created()
    const { metadata } = first
    registry.update('daemonsets', agent, {
      ...first,
      metadata: { ...metadata, labels: { a: 'b' } },
    })
    const { resourceVersion: _, ...unconditional } = metadata
    const update = registry.update('daemonsets', agent, { ...first, metadata: unconditional })
    expect(update.metadata).not.toHaveProperty('labels')
  })

  it('refuses an old version', () => {
    const { registry, first } = created()
    registry.update('daemonsets', agent, daemonSet({ minReadySeconds: 5 }))
    expect(refusal(() => registry.update('daemonsets', agent, first))).toStrictEqual({
      code: 409,
      reason: 'Conflict',
      message:
        'Operation cannot be fulfilled on daemonsets.apps "agent": the object has been modified; ' +
        'please apply your changes to the latest version and try again',
      details: { name: 'agent', group: 'apps', kind: 'daemonsets' },
    })
  })

  it('refuses another object of the same name, by its uid', () => {
    const { registry } = created()
    const other = daemonSet({}, { uid: 'gone' })
    expect(refusal(() => registry.update('daemonsets', agent, other))).toMatchObject({
      code: 409,
      message:
        'Operation cannot be fulfilled on daemonsets.apps "agent": StorageError: invalid object, Code: 4, ' +
        'Key: /registry/daemonsets/shop/agent, ResourceVersion: 0, AdditionalErrorMsg: ' +
        'Precondition failed: UID in precondition: gone, UID in object meta: uid-2',
    })
  })

  it('refuses a manifest of another name', () => {
    const { registry } = created()
    expect(
      refusal(() => registry.update('daemonsets', agent, daemonSet({}, { name: 'other' }))),
    ).toMatchObject({
      code: 400,
      message: 'the name of the object (other) does not match the name on the URL (agent)',
    })
  })

  it('changes nothing where nothing differs', () => {
    const { registry, first } = created()
    expect(registry.update('daemonsets', agent, daemonSet())).toBe(first)
  })

  it('writes the status alone through its own door', () => {
    const { registry, first } = created()
    const sent = { ...daemonSet({ minReadySeconds: 5 }), status: { numberReady: 3 } }
    const { spec, status, metadata } = registry.updateStatus('daemonsets', agent, sent)
    expect(spec).toBe(first.spec)
    expect(status).toMatchObject({ numberReady: 3 })
    expect(metadata.generation).toBe(1)
  })

  it('lets nobody say that an object is being deleted', () => {
    const { registry } = created()
    const sent = daemonSet({}, { deletionTimestamp: '2020-01-01T00:00:00Z' })
    expect(causesOf(() => registry.update('daemonsets', agent, sent))).toStrictEqual([
      'metadata.deletionTimestamp: Invalid value: "2020-01-01T00:00:00Z": field is immutable',
    ])
  })

  it('stores nothing in a dry run', () => {
    const { registry, store, first } = created()
    const sent = daemonSet({ minReadySeconds: 5 })
    const answer = registry.update('daemonsets', agent, sent, { dryRun: true })
    expect(answer.metadata.generation).toBe(2)
    expect(store.get('daemonsets', agent)).toBe(first)
  })
})
