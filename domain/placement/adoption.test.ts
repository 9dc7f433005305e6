import { describe, expect, it } from 'vitest'
import type { Pod } from '../k8s/objects.ts'
import { adoption, type AdoptedPod, type Adopter } from './adoption.ts'

const runs = 3
const stays = 2
const leaves = 0

/** The verdicts on three nodes; there are no others. */
const bits = new Map([
  ['node-1', runs],
  ['tainted', stays],
  ['unwanted', leaves],
])

function adopter(more: Partial<Adopter> = {}): Adopter {
  return {
    namespace: 'shop',
    selector: { matchLabels: { app: 'x' } },
    revisionHash: 'current',
    templateGeneration: '1',
    strategy: 'RollingUpdate',
    bitsOn: (node) => bits.get(node),
    ...more,
  }
}

/** A running Pod of an older template and generation 4, on node-1. */
function orphan(name: string, more: Partial<Pod> = {}): Pod {
  return {
    uid: `uid-${name}`,
    namespace: 'shop',
    name,
    created: 0,
    labels: { app: 'x' },
    revision: 'older',
    templateGeneration: '4',
    node: 'node-1',
    phase: 'Running',
    ready: true,
    restarts: 0,
    ...more,
  }
}

/** A Pod that is not bound; it may wait for a node. */
function unbound(name: string, more: Partial<Pod> = {}): Pod {
  const { node: _, ...rest } = orphan(name)
  return { ...rest, phase: 'Pending', ready: false, ...more }
}

function names(pods: readonly AdoptedPod[]): readonly string[] {
  return pods.map(({ pod }) => pod.name)
}

/** The fate of one Pod. */
function fate(pod: Pod, more: Partial<Adopter> = {}): AdoptedPod | undefined {
  return adoption(adopter(more), [pod])[0]
}

describe('a new DaemonSet takes', () => {
  it('the Pods without a controller that its selector selects, whatever their phase and node', () => {
    const pods = [
      orphan('running'),
      orphan('failed', { phase: 'Failed', node: 'unwanted' }),
      unbound('nowhere'),
      orphan('bare', { revision: '', templateGeneration: '' }),
    ]
    expect(names(adoption(adopter(), pods))).toEqual(['running', 'failed', 'nowhere', 'bare'])
  })

  it('no Pod that has a controller, is being deleted, lives elsewhere or has other labels', () => {
    const { labels: _, ...unlabelled } = orphan('unlabelled')
    const pods = [
      orphan('owned', { owner: { kind: 'ReplicaSet', name: 'web', uid: 'uid-web' } }),
      orphan('ending', { deleted: 1 }),
      orphan('elsewhere', { namespace: 'elsewhere' }),
      orphan('other', { labels: { app: 'y' } }),
      unlabelled,
    ]
    expect(adoption(adopter(), pods)).toEqual([])
  })

  it('nothing with a selector that is missing, empty or cannot be read', () => {
    const unreadable = { matchExpressions: [{ key: 'app', operator: 'Like' }] }
    for (const selector of [undefined, {}, unreadable]) {
      expect(adoption(adopter({ selector }), [orphan('a')])).toEqual([])
    }
  })
})

describe('a Pod is deleted at once', () => {
  it('where the DaemonSet does not want its node', () => {
    expect(fate(orphan('a', { node: 'unwanted' }))?.deletedBecause).toBe('notWanted')
    expect(fate(orphan('a', { node: 'tainted' }))?.deletedBecause).toBeUndefined()
    expect(fate(orphan('a'))?.deletedBecause).toBeUndefined()
  })

  it('where it has ended', () => {
    expect(fate(orphan('a', { phase: 'Failed' }))?.deletedBecause).toBe('ended')
    expect(fate(orphan('a', { phase: 'Succeeded' }))?.deletedBecause).toBe('ended')
  })

  it('where it waits for a node that is not there, but not where it was bound to it', () => {
    expect(fate(unbound('a', { target: 'gone' }))?.deletedBecause).toBe('noSuchNode')
    expect(fate(orphan('a', { node: 'gone' }))?.deletedBecause).toBeUndefined()
  })

  it('where its node has a bound or an older one, ended ones not counted', () => {
    const pods = [
      orphan('young', { created: 30 }),
      orphan('old', { created: 20 }),
      orphan('ended', { created: 10, phase: 'Failed' }),
      unbound('waiting', { created: 5, target: 'node-1' }),
      orphan('alone', { created: 40, node: 'tainted' }),
    ]
    expect(adoption(adopter(), pods).map((each) => each.deletedBecause)).toEqual([
      'duplicate',
      undefined,
      'ended',
      'duplicate',
      undefined,
    ])
  })

  it('never where it names no node', () => {
    const found = fate(unbound('a'))
    expect([found?.node, found?.deletedBecause, found?.update]).toEqual([
      undefined,
      undefined,
      'never',
    ])
  })
})

describe('a Pod’s template', () => {
  it('is the DaemonSet’s own where the hashes are the same', () => {
    expect(fate(orphan('a', { revision: 'current' }))).toMatchObject({
      sameTemplate: true,
      update: 'none',
    })
  })

  it('is never updated where its generation happens to be the new DaemonSet’s', () => {
    const generation1 = { templateGeneration: '1' }
    expect(fate(orphan('a', generation1))).toMatchObject({ sameTemplate: false, update: 'never' })
    expect(fate(orphan('a', generation1), { revisionHash: undefined })).toMatchObject({
      sameTemplate: undefined,
      update: 'never',
    })
  })

  it('is replaced by the rolling update where neither is the same', () => {
    expect(fate(orphan('a'))).toMatchObject({ sameTemplate: false, update: 'replaced' })
  })

  it('is removed by the rolling update where its node takes no new Pod', () => {
    expect(fate(orphan('a', { node: 'tainted' }))?.update).toBe('removed')
  })

  it('stays with OnDelete until someone deletes the Pod', () => {
    expect(fate(orphan('a'), { strategy: 'OnDelete' })?.update).toBe('byHand')
  })

  it('is outdated for a bare Pod, also where the DaemonSet’s hash is not known', () => {
    const { revision: _, templateGeneration: __, ...bare } = orphan('a')
    expect(fate(bare, { revisionHash: undefined })).toMatchObject({
      sameTemplate: false,
      update: 'replaced',
    })
  })

  it('is not known where the DaemonSet’s hash is not', () => {
    expect(fate(orphan('a'), { revisionHash: undefined })).toMatchObject({
      sameTemplate: undefined,
      update: 'unknown',
    })
  })
})
