import { describe, expect, it } from 'vitest'
import type { ControllerRevision, DaemonSet, Pod } from '../k8s/objects.ts'
import { currentRevision, isOutdated, templateGeneration } from './revisions.ts'

const daemonSet: DaemonSet = {
  metadata: { name: 'd', uid: 'd-uid' },
  spec: { template: { spec: {} } },
}

function revisionOf(revision: number, hash: string, uid = 'd-uid'): ControllerRevision {
  const owner = { apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'd', uid, controller: true }
  return {
    metadata: {
      name: `d-${hash}`,
      uid: hash,
      labels: { 'controller-revision-hash': hash },
      ownerReferences: [owner],
    },
    revision,
  }
}

const pod: Pod = {
  uid: 'p',
  namespace: 'ns',
  name: 'p',
  created: 0,
  phase: 'Running',
  ready: true,
  restarts: 0,
}

describe('currentRevision', () => {
  it('is the one with the highest number, in whatever order they come', () => {
    const revisions = [revisionOf(2, 'b'), revisionOf(9, 'i'), revisionOf(3, 'c')]
    expect(currentRevision(daemonSet, revisions)).toEqual({ name: 'd-i', revision: 9, hash: 'i' })
  })

  it('follows an undo, which gives an old revision a new number', () => {
    const revisions = [revisionOf(3, 'a'), revisionOf(2, 'b')]
    expect(currentRevision(daemonSet, revisions)?.hash).toBe('a')
  })

  it('looks only at those of the same owner, by uid', () => {
    const revisions = [revisionOf(1, 'a'), revisionOf(5, 'x', 'earlier-uid')]
    expect(currentRevision(daemonSet, revisions)?.hash).toBe('a')
    expect(currentRevision(daemonSet, [revisionOf(5, 'x', 'earlier-uid')])).toBeUndefined()
    expect(currentRevision(daemonSet, [])).toBeUndefined()
  })

  it('does not take an owner that does not control', () => {
    const { metadata, revision } = revisionOf(1, 'a')
    const ownerReferences =
      metadata.ownerReferences?.map((owner) => ({ ...owner, controller: false })) ?? []
    expect(
      currentRevision(daemonSet, [{ metadata: { ...metadata, ownerReferences }, revision }]),
    ).toBeUndefined()
  })
})

describe('isOutdated', () => {
  it.each<[string, Partial<Pod>, string | undefined, string | undefined, boolean]>([
    ['the current hash', { revision: 'b' }, 'b', '2', false],
    ['an older hash and generation', { revision: 'a', templateGeneration: '1' }, 'b', '2', true],
    [
      'an older hash, but the current generation',
      { revision: 'a', templateGeneration: '2' },
      'b',
      '2',
      false,
    ],
    [
      'the current hash, but an older generation',
      { revision: 'b', templateGeneration: '1' },
      'b',
      '2',
      false,
    ],
    ['an adopted bare Pod carries neither', {}, 'b', '2', true],
    ['no generation on either side is no match', {}, 'b', undefined, true],
    ['the current hash is not known yet', { revision: 'a' }, undefined, '2', false],
  ])('%s', (_, labels, hash, generation, expected) => {
    expect(isOutdated({ ...pod, ...labels }, hash, generation)).toBe(expected)
  })
})

describe('templateGeneration', () => {
  it('is the annotation of the DaemonSet', () => {
    const annotations = { 'deprecated.daemonset.template.generation': '4' }
    expect(
      templateGeneration({ ...daemonSet, metadata: { ...daemonSet.metadata, annotations } }),
    ).toBe('4')
    expect(templateGeneration(daemonSet)).toBeUndefined()
  })
})
