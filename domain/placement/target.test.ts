import { describe, expect, it } from 'vitest'
import type { Labels, PodSpec } from '../k8s/objects.ts'
import { compilePlacement } from './compilePlacement.ts'
import { shouldContinueBit, shouldRunBit } from './placementVerdict.ts'
import { node } from './placementVerdict.test-kit.ts'
import { projectAnnotations } from './projectSelector.ts'
import {
  makeTarget,
  noProjectRules,
  targetBits,
  targetReasons,
  targetVerdict,
  type ProjectRules,
} from './target.ts'

const openShift: ProjectRules = { flavour: 'openshift', clusterDefault: '' }
const plugin: ProjectRules = { flavour: 'podNodeSelector', clusterDefault: '' }

/** A template in a namespace whose annotations, of both kinds, say `pool=worker`. */
function targetOf(rules: ProjectRules, spec: PodSpec = {}) {
  const annotations: Labels = {
    [projectAnnotations.openshift]: 'pool=worker',
    [projectAnnotations.kubernetes]: 'pool=worker',
  }
  const namespace = { metadata: { name: 'shop', uid: 'uid-shop', annotations } }
  return makeTarget(rules, namespace, compilePlacement(spec), spec)
}

const worker = node({ pool: 'worker' })
const infra = node({ pool: 'infra' })
const tainted = node({ pool: 'infra' }, { key: 'dedicated', effect: 'NoSchedule' })
const kinds = (...asked: Parameters<typeof targetReasons>) =>
  targetReasons(...asked).map(({ kind }) => kind)

describe('what decides where a DaemonSet’s Pods go', () => {
  it('is the template alone where nothing acts on projects', () => {
    const target = targetOf(noProjectRules)
    expect(targetBits(target, infra)).toBe(shouldRunBit | shouldContinueBit)
    expect(targetReasons(target, infra)).toEqual([])
    expect(kinds(target, tainted)).toEqual(['taint'])
  })

  it('is on OpenShift the project too: a node that it excludes is not wanted, and that is the reason', () => {
    const target = targetOf(openShift)
    expect(targetVerdict(target, infra)).toEqual({
      shouldRun: false,
      shouldContinueRunning: false,
      reasons: [],
    })
    expect(targetReasons(target, infra)).toEqual([
      { kind: 'projectHidden', selector: 'pool=worker' },
    ])
    expect([targetBits(target, worker), targetReasons(target, worker)]).toEqual([
      shouldRunBit | shouldContinueBit,
      [],
    ])
  })

  it('says nothing of the project on a node that the template itself does not want', () => {
    const target = targetOf(openShift)
    expect(targetBits(target, tainted)).toBe(shouldContinueBit)
    expect(kinds(target, tainted)).toEqual(['taint'])
    expect(kinds(targetOf(openShift, { nodeSelector: { disk: 'ssd' } }), infra)).toEqual([
      'nodeSelector',
    ])
  })

  it('is with Kubernetes’ plugin the template alone, but the reason is that its Pods would not run', () => {
    const target = targetOf(plugin)
    expect(targetBits(target, infra)).toBe(shouldRunBit | shouldContinueBit)
    expect(kinds(target, infra)).toEqual(['projectStranded'])
    expect(kinds(targetOf(plugin, { nodeSelector: { pool: 'infra' } }), infra)).toEqual([
      'projectRefused',
    ])
    expect(kinds(target, worker)).toEqual([])
  })
})
