import { describe, expect, it } from 'vitest'
import { effectivePod } from './effectivePod.ts'

const stamp = { hash: '5d9f', templateGeneration: '3' }
const ownTerm = { matchExpressions: [{ key: 'disk', operator: 'In', values: ['ssd'] }] }
const byName = {
  nodeSelectorTerms: [
    { matchFields: [{ key: 'metadata.name', operator: 'In', values: ['node-7'] }] },
  ],
}
const requiredField = 'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution'

describe('effectivePod', () => {
  it('names the node in the place of all required affinity, and says what was lost', () => {
    const required = { nodeSelectorTerms: [ownTerm, ownTerm] }
    const affinity = { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: required } }
    const pod = effectivePod({ spec: { affinity } }, 'node-7')
    expect(pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution).toEqual(
      byName,
    )
    expect(pod.changes.at(-1)).toEqual({
      kind: 'nodeAffinity',
      field: requiredField,
      was: required,
      becomes: byName,
    })
  })

  it('keeps preferred affinity, affinity to Pods, node selector and node name', () => {
    const text = JSON.stringify({
      affinity: {
        nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1 }] },
        podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [] },
      },
      nodeSelector: { disk: 'ssd' },
      nodeName: 'node-7',
    })
    const pod = effectivePod({ spec: JSON.parse(text) }, 'node-7')
    expect(pod.spec).toMatchObject(JSON.parse(text))
    expect(pod.changes.at(-1)).toMatchObject({ kind: 'nodeAffinity', was: undefined })
  })

  it('lists added tolerations, and one whose seconds are lost', () => {
    const own = {
      key: 'node.kubernetes.io/unreachable',
      operator: 'Exists',
      effect: 'NoExecute',
      tolerationSeconds: 30,
    }
    const { changes, spec } = effectivePod({ spec: { tolerations: [own] } }, 'node-7')
    const { tolerationSeconds: _, ...forEver } = own
    const tolerations = changes.filter(({ kind }) => kind === 'toleration')
    expect(tolerations).toHaveLength(6)
    expect(tolerations[0]).toEqual({
      kind: 'toleration',
      field: 'spec.tolerations[0]',
      was: own,
      becomes: forEver,
    })
    expect(tolerations[1]).toMatchObject({ field: 'spec.tolerations[1]', was: undefined })
    expect(spec.tolerations).toHaveLength(6)
  })

  it('stamps the revision on the labels, over the template’s own', () => {
    const metadata = {
      labels: { app: 'x', 'controller-revision-hash': 'mine' },
      annotations: { a: 'b' },
    }
    const pod = effectivePod({ metadata, spec: {} }, 'node-7', stamp)
    expect(pod.labels).toEqual({
      app: 'x',
      'pod-template-generation': '3',
      'controller-revision-hash': '5d9f',
    })
    expect(pod.annotations).toEqual({ a: 'b' })
    expect(pod.changes.slice(0, 2)).toEqual([
      {
        kind: 'label',
        field: 'metadata.labels[pod-template-generation]',
        key: 'pod-template-generation',
        was: undefined,
        becomes: '3',
      },
      {
        kind: 'label',
        field: 'metadata.labels[controller-revision-hash]',
        key: 'controller-revision-hash',
        was: 'mine',
        becomes: '5d9f',
      },
    ])
  })

  it('leaves the template as it was', () => {
    const template = Object.freeze({
      metadata: Object.freeze({}),
      spec: Object.freeze({ tolerations: [] }),
    })
    effectivePod(template, 'node-7', stamp)
    expect(template.spec.tolerations).toEqual([])
  })
})
