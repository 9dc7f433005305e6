import { describe, expect, it } from 'vitest'
import type { Labels, NodeSelectorTerm, Taint, Toleration } from '../k8s/objects.ts'
import { nodeFacts } from './nodeFacts.ts'
import { placementVerdict } from './placementVerdict.ts'
import { affinity, expression, node, outcome } from './placementVerdict.test-kit.ts'
import type { PlacementSpec } from './verdict.ts'

const noSchedule: Taint = { key: 'dedicated', value: 'infra', effect: 'NoSchedule' }
const noExecute: Taint = { key: 'dedicated', value: 'infra', effect: 'NoExecute' }
const prefer: Taint = { key: 'dedicated', value: 'infra', effect: 'PreferNoSchedule' }

function system(name: string, effect: string): Taint {
  return { key: `node.kubernetes.io/${name}`, effect }
}

describe('a DaemonSet without restrictions', () => {
  it('runs on a node without taints', () => {
    expect(placementVerdict({}, node())).toEqual({
      shouldRun: true,
      shouldContinueRunning: true,
      reasons: [],
    })
  })

  it('takes empty restrictions for none', () => {
    const spec = { nodeName: '', nodeSelector: {}, affinity: {}, tolerations: [] }
    expect(outcome(spec, node())).toBe('runs')
    expect(outcome({ affinity: { nodeAffinity: {} } }, node())).toBe('runs')
  })
})

describe('nodeName', () => {
  it('runs on the node of that name and leaves all others', () => {
    expect(outcome({ nodeName: 'node-1' }, node())).toBe('runs')
    expect(outcome({ nodeName: 'node-2' }, node())).toBe('leaves')
  })

  it('does not overrule the other checks', () => {
    expect(outcome({ nodeName: 'node-1' }, node({}, noSchedule))).toBe('stays')
    expect(outcome({ nodeName: 'node-1', nodeSelector: { disk: 'ssd' } }, node())).toBe('leaves')
  })
})

describe('nodeSelector', () => {
  it.each<[string, Labels, Labels, string]>([
    ['the label with that value', { disk: 'ssd' }, { disk: 'ssd', zone: 'a' }, 'runs'],
    ['another value', { disk: 'ssd' }, { disk: 'hdd' }, 'leaves'],
    ['no such label', { disk: 'ssd' }, {}, 'leaves'],
    ['one of two labels', { disk: 'ssd', zone: 'a' }, { disk: 'ssd' }, 'leaves'],
    ['an empty value wants an empty label', { disk: '' }, { disk: '' }, 'runs'],
    ['an empty value is not met by no label', { disk: '' }, {}, 'leaves'],
    ['a label named constructor is not there by itself', { constructor: 'a' }, {}, 'leaves'],
    ['a label named constructor', { constructor: 'a' }, { constructor: 'a' }, 'runs'],
  ])('%s', (_, nodeSelector, labels, expected) => {
    expect(outcome({ nodeSelector }, node(labels))).toBe(expected)
  })

  it('reads a label named __proto__', () => {
    const nodeSelector: Labels = JSON.parse('{"__proto__":"a"}')
    expect(outcome({ nodeSelector }, node())).toBe('leaves')
    expect(outcome({ nodeSelector }, node(JSON.parse('{"__proto__":"a"}')))).toBe('runs')
  })
})

describe('taints', () => {
  const tolerated: Toleration = { key: 'dedicated', operator: 'Exists' }

  it.each<[string, readonly Taint[], readonly Toleration[], string]>([
    ['an untolerated NoSchedule taint: the Pod stays, none is created', [noSchedule], [], 'stays'],
    ['an untolerated NoExecute taint: the Pod leaves', [noExecute], [], 'leaves'],
    ['both: the Pod leaves', [noSchedule, noExecute], [], 'leaves'],
    ['both, in the other order', [noExecute, noSchedule], [], 'leaves'],
    [
      'only NoExecute tolerated',
      [noSchedule, noExecute],
      [{ ...tolerated, effect: 'NoExecute' }],
      'stays',
    ],
    [
      'only NoSchedule tolerated',
      [noSchedule, noExecute],
      [{ ...tolerated, effect: 'NoSchedule' }],
      'leaves',
    ],
    ['both tolerated', [noSchedule, noExecute], [tolerated], 'runs'],
    ['PreferNoSchedule is never looked at', [prefer], [], 'runs'],
    ['an unknown effect is never looked at', [{ ...prefer, effect: 'NoAdmit' }], [], 'runs'],
    [
      'Exists without a key tolerates everything',
      [noSchedule, noExecute],
      [{ operator: 'Exists' }],
      'runs',
    ],
    ['seconds play no part', [noExecute], [{ ...tolerated, tolerationSeconds: 0 }], 'runs'],
    [
      'Gt never tolerates',
      [{ ...noSchedule, value: '5' }],
      [{ key: 'dedicated', operator: 'Gt', value: '1' }],
      'stays',
    ],
  ])('%s', (_, taints, tolerations, expected) => {
    expect(outcome({ tolerations }, node({}, ...taints))).toBe(expected)
  })

  it.each<[string, readonly Taint[], string]>([
    ['cordoned', [system('unschedulable', 'NoSchedule')], 'runs'],
    ['memory pressure', [system('memory-pressure', 'NoSchedule')], 'runs'],
    ['disk pressure', [system('disk-pressure', 'NoSchedule')], 'runs'],
    ['PID pressure', [system('pid-pressure', 'NoSchedule')], 'runs'],
    ['no network', [system('network-unavailable', 'NoSchedule')], 'stays'],
    ['not ready, the NoExecute taint alone', [system('not-ready', 'NoExecute')], 'runs'],
    [
      'not ready: its NoSchedule twin is not tolerated',
      [system('not-ready', 'NoSchedule'), system('not-ready', 'NoExecute')],
      'stays',
    ],
    [
      'unreachable: its NoSchedule twin is not tolerated',
      [system('unreachable', 'NoSchedule'), system('unreachable', 'NoExecute')],
      'stays',
    ],
    ['out of service', [system('out-of-service', 'NoExecute')], 'leaves'],
    [
      'a control plane',
      [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }],
      'stays',
    ],
  ])('by the automatic tolerations, on a node that is %s', (_, taints, expected) => {
    expect(outcome({}, node({}, ...taints))).toBe(expected)
  })

  it('tolerates a missing network on the host’s network', () => {
    const facts = node({}, system('network-unavailable', 'NoSchedule'))
    expect(outcome({ hostNetwork: true }, facts)).toBe('runs')
  })

  it('a node that does not fit at all is left even if a NoSchedule taint alone would let the Pod stay', () => {
    expect(outcome({ nodeSelector: { disk: 'ssd' } }, node({}, noSchedule))).toBe('leaves')
  })
})

describe('reasons', () => {
  it('are all there, in the order of the controller’s checks, each with its field and the node’s fact', () => {
    const spec: PlacementSpec = {
      nodeName: 'node-2',
      nodeSelector: { zone: 'a', disk: 'ssd', arch: 'arm64' },
      ...affinity(expression('size', 'Gt', '5')),
    }
    const facts = node({ disk: 'hdd', arch: 'arm64', size: '5' }, noSchedule, prefer, noExecute)
    const terms =
      'spec.template.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms'
    expect(placementVerdict(spec, facts).reasons).toEqual([
      { kind: 'nodeName', field: 'spec.template.spec.nodeName', wants: 'node-2' },
      {
        kind: 'nodeSelector',
        field: 'spec.template.spec.nodeSelector[disk]',
        key: 'disk',
        wants: 'ssd',
        has: 'hdd',
      },
      {
        kind: 'nodeSelector',
        field: 'spec.template.spec.nodeSelector[zone]',
        key: 'zone',
        wants: 'a',
        has: undefined,
      },
      {
        kind: 'nodeAffinity',
        field: terms,
        terms: [
          {
            field: `${terms}[0]`,
            term: expression('size', 'Gt', '5'),
            empty: false,
            requirements: [
              {
                field: `${terms}[0].matchExpressions[0]`,
                key: 'size',
                operator: 'Gt',
                values: ['5'],
                has: '5',
                result: 'mismatch',
              },
            ],
          },
        ],
      },
      {
        kind: 'taint',
        field: 'spec.template.spec.tolerations',
        taint: noSchedule,
        fix: { key: 'dedicated', operator: 'Equal', value: 'infra', effect: 'NoSchedule' },
      },
      {
        kind: 'taint',
        field: 'spec.template.spec.tolerations',
        taint: noExecute,
        fix: { key: 'dedicated', operator: 'Equal', value: 'infra', effect: 'NoExecute' },
      },
    ])
  })

  it('say of each requirement whether it matches, misses or cannot be read, and of each term whether it is empty', () => {
    const mixed: NodeSelectorTerm = {
      matchExpressions: [
        { key: 'disk', operator: 'Exists' },
        { key: 'size', operator: 'Gt', values: ['x'] },
        { key: 'zone', operator: 'In', values: ['a'] },
      ],
      matchFields: [
        { key: 'metadata.name', operator: 'In', values: ['node-2'] },
        { key: 'spec.other', operator: 'NotIn', values: ['x'] },
      ],
    }
    const [reason] = placementVerdict(affinity({}, mixed), node({ disk: '', size: '9' })).reasons
    const terms = reason?.kind === 'nodeAffinity' ? reason.terms : []
    expect(terms.map(({ empty }) => empty)).toEqual([true, false])
    expect(terms[1]?.requirements.map(({ result, has }) => [result, has])).toEqual([
      ['match', ''],
      ['malformed', '9'],
      ['mismatch', undefined],
      ['mismatch', 'node-1'],
      ['match', undefined],
    ])
  })
})

describe('nodeFacts', () => {
  it('takes only name, labels and taints: neither conditions nor spec.unschedulable count', () => {
    const cordoned = {
      metadata: { name: 'node-1', uid: 'u', labels: { disk: 'ssd' } },
      spec: { unschedulable: true },
      status: { conditions: [{ type: 'Ready', status: 'False' }] },
    }
    expect(nodeFacts(cordoned)).toEqual({ name: 'node-1', labels: { disk: 'ssd' }, taints: [] })
    expect(outcome({}, nodeFacts(cordoned))).toBe('runs')
  })
})
