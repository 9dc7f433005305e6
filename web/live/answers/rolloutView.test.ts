import { describe, expect, it } from 'vitest'
import type { ClusterModel } from '../../../domain/grid/clusterModel.ts'
import {
  aDaemonSet,
  aModel,
  aNode,
  aPendingPod,
  aPod,
  aRevision,
} from '../../../domain/grid/grid.test-kit.ts'
import type { DaemonSet, Node, Pod } from '../../../domain/k8s/objects.ts'
import { rolloutView } from './rolloutView.ts'

type Spec = Partial<DaemonSet['spec']>

const asked = { namespace: 'default', name: 'd' }
const observed = { status: { observedGeneration: 1 } }

/** DaemonSet d, whose current revision is `new`. */
function modelOf(nodes: readonly Node[], pods: readonly Pod[], spec: Spec = {}): ClusterModel {
  const daemonSet = aDaemonSet('d', observed)
  const model = aModel(nodes, [{ ...daemonSet, spec: { ...daemonSet.spec, ...spec } }], pods)
  model.replaceControllerRevisions([aRevision('d', 1, 'old'), aRevision('d', 2, 'new')])
  return model
}

function ask(...[nodes, pods, spec]: Parameters<typeof modelOf>) {
  return rolloutView({ model: modelOf(nodes, pods, spec), now: () => 100_000 }, asked)
}

const names = ['a', 'b', 'c', 'd']
const nodes = names.map((name) => aNode(name))
const old = (node: string, some: Partial<Pod> = {}) =>
  aPod('d', node, { uid: `old-${node}`, name: `old-${node}`, revision: 'old', ...some })
const current = (node: string, some: Partial<Pod> = {}) =>
  aPod('d', node, { revision: 'new', ...some })

describe('a rollout that is known', () => {
  it('has its counts, its budget, who holds it, what comes next and how it ends', () => {
    const pods = [current('a'), current('b', { ready: false }), old('c'), old('d')]
    const updateStrategy = { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '50%' } }
    expect(ask(nodes, pods, { updateStrategy })).toMatchObject({
      kind: 'known',
      outdated: 2,
      updatedNodes: 2,
      numbers: { limit: 2, desired: 4, maxUnavailable: { share: { percent: 50, of: 4 } } },
      holders: { count: 1, first: [{ node: 'b', kind: 'starting', isLasting: false }] },
      next: { created: 0, deleted: {}, chosen: 1, blocked: 1 },
      end: { kind: 'complete', steps: 2 },
    })
  })

  it('is complete where nothing is outdated', () => {
    expect(
      ask(
        nodes,
        names.map((name) => current(name)),
      ),
    ).toMatchObject({
      outdated: 0,
      updatedNodes: 4,
      holders: { count: 0, first: [] },
      end: { kind: 'complete', steps: 0 },
    })
  })

  it('is left to people with OnDelete', () => {
    const updateStrategy = { type: 'OnDelete' }
    expect(
      ask(nodes, [current('a'), old('b'), old('c'), old('d')], { updateStrategy }),
    ).toMatchObject({ outdated: 3, next: { chosen: 0 }, end: { kind: 'manual' } })
  })

  it('counts Pods in the next step by the cause of their deletion', () => {
    const wanted = { nodeSelector: { disk: 'ssd' } }
    const labels = { disk: 'ssd' }
    const all = [aNode('a', { labels }), aNode('b', { labels }), aNode('c'), aNode('d')]
    const failing = { ready: false }
    const pods = [old('a', failing), old('c'), old('d')]
    expect(ask(all, pods, { template: { spec: wanted } })).toMatchObject({
      numbers: { desired: 2 },
      next: { created: 1, deleted: { outdated: 1, notWanted: 2 } },
    })
  })
})

describe('a rollout that stalls', () => {
  it('names the nodes that will not let go before others, and the first 20 of many', () => {
    const many = Array.from({ length: 30 }, (_, index) => aNode(`n-${index}`))
    const dead = aNode('z', { ready: false })
    const pods = many.map(({ metadata }) => current(metadata.name, { ready: false }))
    const view = ask([...many, dead], [...pods, old('z', { ready: false })])
    expect(view).toMatchObject({ kind: 'known', holders: { count: 31 } })
    if (view.kind !== 'known') throw new Error('unknown')
    expect(view.holders.first).toHaveLength(20)
    expect(view.holders.first[0]).toMatchObject({ node: 'z', kind: 'nodeNotReady' })
  })

  it('says so when a Pod that cannot be scheduled holds the whole budget', () => {
    const unscheduled = { reason: 'Unschedulable', message: '0/4 nodes are available' }
    const waiting = aPendingPod('d', 'a', { revision: 'new', unscheduled })
    const holder = { node: 'a', kind: 'pending', pod: waiting.name }
    expect(ask(nodes, [waiting, old('b'), old('c'), old('d')])).toMatchObject({
      outdated: 3,
      next: { chosen: 0, blocked: 3 },
      end: { kind: 'stalled', when: 'now', outdated: 3, holders: { count: 1, first: [holder] } },
    })
  })

  it('sees Pods that are left of a node that is gone', () => {
    expect(ask(nodes.slice(0, 1), [current('a'), old('gone', { ready: false })])).toMatchObject({
      outdated: 1,
      holders: { count: 1, first: [{ node: 'gone', kind: 'nodeGone' }] },
    })
  })
})

describe('minReadySeconds', () => {
  it('are counted by the clock', () => {
    const pods = names.map((name) => current(name, { readySince: 80 }))
    expect(ask(nodes, pods, { minReadySeconds: 20 })).toMatchObject({ holders: { count: 0 } })
    expect(ask(nodes, pods, { minReadySeconds: 21 })).toMatchObject({
      holders: { count: 4, first: [{ kind: 'settling' }, {}, {}, {}] },
    })
  })
})

describe('nothing is said', () => {
  const whyOf = (model: ClusterModel, name = 'd') =>
    rolloutView({ model, now: () => 0 }, { ...asked, name })

  it('of a DaemonSet that there is not, or that is being deleted', () => {
    const model = modelOf(nodes, [])
    expect(whyOf(model, 'x')).toEqual({ kind: 'unknown', why: 'noDaemonSet' })
    model.replaceDaemonSets([aDaemonSet('d', { ...observed, deleting: true })])
    expect(whyOf(model)).toEqual({ kind: 'unknown', why: 'deleting' })
  })

  it('before the Pods and the revisions are known', () => {
    const model = modelOf(nodes, [])
    model.replaceControllerRevisions([])
    expect(whyOf(model)).toEqual({ kind: 'unknown', why: 'revisions' })
    model.replacePods([], false)
    expect(whyOf(model)).toEqual({ kind: 'unknown', why: 'pods' })
  })

  it('while the controller has not seen the newest change', () => {
    const model = modelOf(nodes, [])
    model.replaceDaemonSets([aDaemonSet('d', { ...observed, generation: 2 })])
    expect(whyOf(model)).toEqual({ kind: 'unknown', why: 'unobserved' })
  })
})

describe('a template that would be changed', () => {
  it('makes every Pod outdated, and says who would hold its rollout up for ever', () => {
    const pods = names.map((name) => current(name))
    const model = modelOf([aNode('a', { ready: false }), ...nodes.slice(1)], pods)
    const toleration = { key: 'gpu', operator: 'Exists' }
    const view = rolloutView(
      { model, now: () => 100_000 },
      { ...asked, changed: { tolerations: [toleration] } },
    )
    expect(view).toMatchObject({ kind: 'known', outdated: 4, updatedNodes: 0 })
    expect(rolloutView({ model, now: () => 100_000 }, asked)).toMatchObject({ outdated: 0 })
  })

  it('counts with the nodes that it would want', () => {
    const tainted = aNode('t', { taints: [{ key: 'gpu', effect: 'NoSchedule' }] })
    const model = modelOf(
      [...nodes, tainted],
      names.map((name) => current(name)),
    )
    const changed = { tolerations: [{ key: 'gpu', operator: 'Exists' }] }
    expect(rolloutView({ model, now: () => 100_000 }, { ...asked, changed })).toMatchObject({
      numbers: { desired: 5 },
      next: { created: 1 },
    })
  })
})
