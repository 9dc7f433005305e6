import { describe, expect, it } from 'vitest'
import type { Reason, RequirementResult, TermResult } from '../../../../domain/placement/verdict.ts'
import { fixFor, tolerationYaml } from './fixes.ts'

const base = 'spec.template.spec.affinity.nodeAffinity.terms[0].matchExpressions[0]'

function requirement(some: Partial<RequirementResult>): RequirementResult {
  return {
    field: base,
    key: 'zone',
    operator: 'In',
    values: ['a', 'b'],
    has: undefined,
    result: 'mismatch',
    ...some,
  }
}

function affinity(...terms: readonly (readonly RequirementResult[])[]): Reason {
  return {
    kind: 'nodeAffinity',
    field: base,
    terms: terms.map((requirements): TermResult => ({
      field: base,
      term: {},
      empty: requirements.length === 0,
      requirements,
    })),
  }
}

describe('a taint', () => {
  it('is answered by the toleration that covers it', () => {
    const taint = { key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }
    const fix = { key: taint.key, operator: 'Equal', value: 'present', effect: 'NoSchedule' }
    expect(fixFor({ kind: 'taint', field: '', taint, fix }, 'gpu-1')).toEqual({
      kind: 'taint',
      text: `tolerations:
- key: nvidia.com/gpu
  operator: Equal
  value: present
  effect: NoSchedule`,
      toleration: fix,
    })
  })

  it('whose value looks like something else in YAML is quoted', () => {
    const yaml = (value: string) => tolerationYaml({ key: 'a', value })
    expect(yaml('true')).toContain('value: "true"')
    expect(yaml('NO')).toContain('value: "NO"')
    expect(yaml('12')).toContain('value: "12"')
    expect(yaml('')).toContain('value: ""')
    expect(tolerationYaml({ operator: 'Exists', tolerationSeconds: 30 })).toBe(
      'tolerations:\n- operator: Exists\n  tolerationSeconds: 30',
    )
  })
})

describe('a node selector', () => {
  const reason = { kind: 'nodeSelector', field: '', key: 'telemetry', wants: 'enabled' } as const

  it('is answered by a label', () => {
    expect(fixFor({ ...reason, has: undefined }, 'gpu-a-02')).toEqual({
      kind: 'label',
      text: 'kubectl label node gpu-a-02 telemetry=enabled',
      labels: { telemetry: 'enabled' },
    })
  })

  it('overwrites a label that is there', () => {
    const fix = fixFor({ ...reason, has: 'off' }, 'gpu-a-02')
    expect(fix).toMatchObject({
      text: 'kubectl label node gpu-a-02 telemetry=enabled --overwrite',
    })
  })

  it('never brings text from the cluster into a shell unquoted', () => {
    const fix = fixFor({ ...reason, wants: "$(reboot) 'x'", has: undefined }, 'a;b')
    expect(fix).toMatchObject({
      text: String.raw`kubectl label node 'a;b' 'telemetry=$(reboot) '\''x'\'''`,
    })
  })
})

describe('node affinity', () => {
  it('is answered by the term that needs the fewest labels', () => {
    const two = [requirement({}), requirement({ key: 'disk', values: ['ssd'] })]
    const one = [
      requirement({ key: 'tier', values: ['1'], has: '2' }),
      requirement({ result: 'match' }),
    ]
    expect(fixFor(affinity(two, one), 'n')).toEqual({
      kind: 'label',
      text: 'kubectl label node n tier=1 --overwrite',
      labels: { tier: '1' },
    })
  })

  it('sets, removes and compares labels as the operators ask', () => {
    const text = (some: Partial<RequirementResult>) => {
      const fix = fixFor(affinity([requirement({ key: 'k', ...some })]), 'n')
      return fix.kind === 'label' ? fix.text : fix.kind
    }
    expect(text({ operator: 'Exists', values: [] })).toBe('kubectl label node n k=')
    expect(text({ operator: 'DoesNotExist', values: [], has: 'x' })).toBe('kubectl label node n k-')
    expect(text({ operator: 'NotIn', has: 'a' })).toBe('kubectl label node n k-')
    expect(text({ operator: 'Gt', values: ['5'] })).toBe('kubectl label node n k=6')
    expect(text({ operator: 'Lt', values: ['5'], has: '9' })).toBe(
      'kubectl label node n k=4 --overwrite',
    )
  })

  it('that no label can satisfy has no command', () => {
    const names = requirement({
      field: base.replace('Expressions', 'Fields'),
      key: 'metadata.name',
    })
    expect(fixFor(affinity([names]), 'n')).toEqual({ kind: 'affinity' })
    expect(fixFor(affinity([requirement({ result: 'malformed' })]), 'n')).toEqual({
      kind: 'affinity',
    })
    expect(fixFor(affinity([]), 'n')).toEqual({ kind: 'affinity' })
    expect(fixFor(affinity(), 'n')).toEqual({ kind: 'affinity' })
  })
})

it('nodeName has no command', () => {
  expect(fixFor({ kind: 'nodeName', field: '', wants: 'a' }, 'n')).toEqual({
    kind: 'nodeName',
    wants: 'a',
  })
})
