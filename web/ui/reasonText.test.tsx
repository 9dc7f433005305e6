// @vitest-environment jsdom
import { renderHook } from '@testing-library/react'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Reason, RequirementResult } from '../../domain/placement/verdict.ts'
import { showLanguage, startI18n } from '../i18n/index.ts'
import { useReasonLabel, useReasonSubject, useReasonText, useReasonWord } from './reasonText.ts'

const field = 'spec.template.spec'

function taint(key: string, effect: string, value?: string): Reason {
  const found = { key, effect, ...(value === undefined ? {} : { value }) }
  return { kind: 'taint', field, taint: found, fix: { key, operator: 'Exists', effect } }
}

function selector(wants: string, has: string | undefined): Reason {
  return { kind: 'nodeSelector', field, key: 'example.com/disk', wants, has }
}

function requirement(part: Partial<RequirementResult>): RequirementResult {
  const arch = { key: 'arch', operator: 'In', values: ['arm64', 'riscv64'], has: 'amd64' }
  return { field, ...arch, result: 'mismatch', ...part }
}

function affinity(...terms: readonly (readonly RequirementResult[])[]): Reason {
  return {
    kind: 'nodeAffinity',
    field,
    terms: terms.map((requirements) => ({
      field,
      term: {},
      empty: requirements.length === 0,
      requirements,
    })),
  }
}

const gpu = taint('nvidia.com/gpu', 'NoSchedule', 'present')
const notReady = taint('node.kubernetes.io/not-ready', 'NoSchedule')

function sayIn(language: 'en' | 'ja') {
  beforeAll(async () => {
    await startI18n('en')
    await showLanguage(language)
  })
  return (reason: Reason, node?: string) =>
    renderHook(() => useReasonText()).result.current(reason, node)
}

describe('in English', () => {
  const say = sayIn('en')

  it('says a missing label, another value, and an empty one', () => {
    expect(say(selector('ssd', undefined))).toBe(
      'The node has no label example.com/disk=ssd that the node selector asks for.',
    )
    expect(say(selector('ssd', 'hdd'), 'w-0')).toBe(
      'The node selector asks for example.com/disk=ssd, and w-0 has example.com/disk=hdd.',
    )
    expect(say(selector('', 'x'))).toContain('asks for example.com/disk=""')
  })

  it('says a taint as kubectl prints it, and what Kubernetes’ own taints mean', () => {
    expect(say(gpu)).toBe('Taint nvidia.com/gpu=present:NoSchedule is not tolerated.')
    expect(say(notReady)).toBe(
      'The node is not ready: its taint node.kubernetes.io/not-ready:NoSchedule is not tolerated.',
    )
  })

  it('says a node name', () => {
    expect(say({ kind: 'nodeName', field, wants: 'w-7' })).toContain('names node w-7')
  })

  it('says of an affinity only what does not match', () => {
    const fits = requirement({ key: 'os', values: ['linux'], has: 'linux', result: 'match' })
    expect(say(affinity([fits, requirement({})]))).toBe(
      'The required node affinity does not match: it asks for arch in (arm64, riscv64), and the node has amd64.',
    )
  })

  it('says each term of several, empty and malformed ones too', () => {
    const malformed = requirement({ operator: 'Gt', values: ['x'], result: 'malformed' })
    const absent = requirement({ operator: 'Exists', values: [], has: undefined })
    expect(say(affinity([], [malformed], [absent]))).toBe(
      'None of the 3 terms of the required node affinity matches: (1) an empty term matches no node; ' +
        '(2) arch greater than x is not valid and matches no node; ' +
        '(3) it asks for label arch, and the node has no such label.',
    )
    expect(say(affinity())).toContain('has no terms')
  })

  it('has shorter forms for lists, tiles and sentences that have named the kind', () => {
    const label = renderHook(() => useReasonLabel()).result.current
    const word = renderHook(() => useReasonWord()).result.current
    const subject = renderHook(() => useReasonSubject()).result.current
    expect([label(gpu), word(gpu), subject(gpu)]).toEqual([
      'taint nvidia.com/gpu=present:NoSchedule',
      'taint gpu',
      'nvidia.com/gpu=present',
    ])
    expect([label(notReady), word(notReady), subject(notReady)]).toEqual(
      Array.from({ length: 3 }, () => 'not ready'),
    )
    const ssd = selector('ssd', undefined)
    expect([label(ssd), word(ssd), subject(ssd)]).toEqual([
      'no example.com/disk=ssd',
      'no disk=ssd',
      'example.com/disk=ssd',
    ])
  })
})

describe('in Japanese', () => {
  const say = sayIn('ja')

  it('says labels and taints', () => {
    expect(say(selector('ssd', undefined), 'w-0')).toBe(
      'w-0 には、ノードセレクターが要求するラベル example.com/disk=ssd がありません。',
    )
    expect(say(gpu)).toBe('taint nvidia.com/gpu=present:NoSchedule は容認されていません。')
  })
})
