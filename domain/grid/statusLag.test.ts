import { describe, expect, it } from 'vitest'
import { ClusterModel } from './clusterModel.ts'
import { aDaemonSet, aModel, aNode, aPod, aRevision } from './grid.test-kit.ts'
import { statusLag } from './statusLag.ts'

const ssd = { disk: 'ssd' }
const nodes = [aNode('a', { labels: ssd }), aNode('b', { labels: ssd }), aNode('c')]
const pods = [aPod('d', 'a'), aPod('d', 'b', { ready: false }), aPod('d', 'c')]
const right = {
  desiredNumberScheduled: 2,
  currentNumberScheduled: 2,
  numberMisscheduled: 1,
  numberReady: 1,
  numberUnavailable: 1,
}

function lag(status: object, some: { deleting?: boolean } = {}) {
  const options = { template: { nodeSelector: ssd }, status: { ...right, ...status }, ...some }
  const model = aModel(nodes, [aDaemonSet('d', options)], pods)
  return statusLag(model, model.daemonSetNamed('default', 'd')!)
}

describe('a DaemonSet’s status', () => {
  it('does not lag where it counts what nodes and Pods show', () => {
    expect(lag({})).toEqual([])
  })

  it('lags with each counter that differs, and it is said what is true', () => {
    expect(lag({ numberReady: 2, numberMisscheduled: 0 })).toEqual([
      { counter: 'numberMisscheduled', status: 0, actual: 1 },
      { counter: 'numberReady', status: 2, actual: 1 },
    ])
  })

  it('counts the Pods of the newest revision as updated, once the revisions are known', () => {
    const status = { ...right, updatedNumberScheduled: 2 }
    const daemonSet = aDaemonSet('d', { template: { nodeSelector: ssd }, status })
    const [a, b, c] = pods.map((pod) => ({ ...pod, revision: 'new' }))
    const model = aModel(nodes, [daemonSet], [a!, { ...b!, revision: 'old' }, c!])
    const entry = model.daemonSetNamed('default', 'd')!
    expect(statusLag(model, entry)).toEqual([])
    model.replaceControllerRevisions([aRevision('d', 1, 'old'), aRevision('d', 2, 'new')])
    expect(statusLag(model, entry)).toEqual([
      { counter: 'updatedNumberScheduled', status: 2, actual: 1 },
    ])
  })

  it('counts the older one of two Pods, as the controller does', () => {
    const older = aPod('d', 'a', { uid: 'older', created: 1, ready: false })
    const model = aModel(
      [aNode('a')],
      [aDaemonSet('d', { status: right })],
      [older, aPod('d', 'a')],
    )
    expect(statusLag(model, model.daemonSetNamed('default', 'd')!)).toContainEqual({
      counter: 'numberReady',
      status: 1,
      actual: 0,
    })
  })

  it('is not judged while it is being deleted, nor before the Pods are known', () => {
    expect(lag({ numberReady: 0 }, { deleting: true })).toEqual([])
    const model = new ClusterModel()
    model.replaceNodes(nodes)
    model.replaceDaemonSets([aDaemonSet('d')])
    expect(statusLag(model, model.daemonSetNamed('default', 'd')!)).toEqual([])
  })
})
