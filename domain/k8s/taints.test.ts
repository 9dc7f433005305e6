import { describe, expect, it } from 'vitest'
import type { Taint, Toleration } from './objects.ts'
import { printTaint, printToleration, tolerates, tolerationFor } from './taints.ts'

const gpu: Taint = { key: 'gpu', value: 'a100', effect: 'NoSchedule' }
const bare: Taint = { key: 'gpu', effect: 'NoExecute' }

describe('tolerates', () => {
  it.each<[string, Toleration, Taint, boolean]>([
    [
      'the same key, value and effect',
      { key: 'gpu', operator: 'Equal', value: 'a100', effect: 'NoSchedule' },
      gpu,
      true,
    ],
    ['no operator means Equal', { key: 'gpu', value: 'a100' }, gpu, true],
    ['an empty operator means Equal', { key: 'gpu', operator: '', value: 'a100' }, gpu, true],
    ['another value', { key: 'gpu', operator: 'Equal', value: 'h100' }, gpu, false],
    ['no value against a value', { key: 'gpu', operator: 'Equal' }, gpu, false],
    ['no value against no value', { key: 'gpu', operator: 'Equal' }, bare, true],
    ['an empty value against no value', { key: 'gpu', operator: 'Equal', value: '' }, bare, true],
    ['another key', { key: 'disk', operator: 'Exists' }, gpu, false],
    ['no effect covers all effects', { key: 'gpu', operator: 'Exists' }, bare, true],
    ['another effect', { key: 'gpu', operator: 'Exists', effect: 'NoSchedule' }, bare, false],
    ['Exists ignores its value', { key: 'gpu', operator: 'Exists', value: 'h100' }, gpu, true],
    ['Exists without a key covers everything', { operator: 'Exists' }, gpu, true],
    [
      'Exists without a key, for one effect',
      { operator: 'Exists', effect: 'NoExecute' },
      gpu,
      false,
    ],
    ['no key without Exists compares values only', {}, bare, true],
    ['no key without Exists, taint with a value', {}, gpu, false],
    ['an operator in the wrong case', { key: 'gpu', operator: 'exists' }, gpu, false],
    [
      'Gt, whose feature gate is off',
      { key: 'gpu', operator: 'Gt', value: '1' },
      { ...gpu, value: '5' },
      false,
    ],
    [
      'Lt, whose feature gate is off',
      { key: 'gpu', operator: 'Lt', value: '9' },
      { ...gpu, value: '5' },
      false,
    ],
    [
      'seconds play no part',
      { key: 'gpu', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 0 },
      bare,
      true,
    ],
  ])('%s', (_, toleration, taint, expected) => {
    expect(tolerates(toleration, taint)).toBe(expected)
  })
})

describe('tolerationFor', () => {
  it.each<[Taint, Toleration]>([
    [gpu, { key: 'gpu', operator: 'Equal', value: 'a100', effect: 'NoSchedule' }],
    [bare, { key: 'gpu', operator: 'Exists', effect: 'NoExecute' }],
    [
      { key: '', value: 'x', effect: 'NoSchedule' },
      { operator: 'Exists', effect: 'NoSchedule' },
    ],
  ])('covers %j as narrowly as can be', (taint, toleration) => {
    expect(tolerationFor(taint)).toEqual(toleration)
    expect(tolerates(toleration, taint)).toBe(true)
  })
})

describe('printing', () => {
  it('prints taints as kubectl does', () => {
    expect(printTaint(gpu)).toBe('gpu=a100:NoSchedule')
    expect(printTaint(bare)).toBe('gpu:NoExecute')
    expect(printTaint({ ...bare, value: '' })).toBe('gpu:NoExecute')
  })

  it('prints tolerations as kubectl describe does', () => {
    expect(printToleration({ operator: 'Exists' })).toBe('op=Exists')
    expect(printToleration({ key: 'gpu', operator: 'Exists' })).toBe('gpu op=Exists')
    expect(printToleration({ key: 'gpu', value: 'a100', effect: 'NoSchedule' })).toBe(
      'gpu=a100:NoSchedule',
    )
    expect(
      printToleration({
        key: 'gpu',
        operator: 'Exists',
        effect: 'NoExecute',
        tolerationSeconds: 300,
      }),
    ).toBe('gpu:NoExecute op=Exists for 300s')
  })
})
