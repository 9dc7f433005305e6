import { describe, expect, it } from 'vitest'
import { labelPatch, tolerationPatch } from './jsonPatch.ts'

const node = (labels?: Record<string, string>) => ({
  metadata: { name: 'n', uid: 'u1', ...(labels === undefined ? {} : { labels }) },
  spec: {},
})
const isThisNode = { op: 'test', path: '/metadata/uid', value: 'u1' }

describe('labelling a node', () => {
  it('adds a label, and is refused by another node of the same name', () => {
    expect(labelPatch(node({ a: '1' }), { 'example.com/disk': 'ssd' })).toEqual([
      isThisNode,
      { op: 'add', path: '/metadata/labels/example.com~1disk', value: 'ssd' },
    ])
  })

  it('overwrites and removes only what was seen', () => {
    expect(labelPatch(node({ a: '1', b: '2' }), { a: '3', b: null })).toEqual([
      isThisNode,
      { op: 'test', path: '/metadata/labels/a', value: '1' },
      { op: 'add', path: '/metadata/labels/a', value: '3' },
      { op: 'test', path: '/metadata/labels/b', value: '2' },
      { op: 'remove', path: '/metadata/labels/b' },
    ])
  })

  it('works on a node without any label, and removes none that is not there', () => {
    expect(labelPatch(node(), { a: '', b: null })).toEqual([
      isThisNode,
      { op: 'add', path: '/metadata/labels', value: {} },
      { op: 'add', path: '/metadata/labels/a', value: '' },
    ])
  })
})

describe('adding a toleration', () => {
  const toleration = { key: 'gpu', operator: 'Exists' }
  const daemonSet = (tolerations?: readonly object[]) => ({
    metadata: { name: 'd', uid: 'u2', generation: 4 },
    spec: { template: { spec: tolerations === undefined ? {} : { tolerations } } },
  })
  const isThisSpec = [
    { op: 'test', path: '/metadata/uid', value: 'u2' },
    { op: 'test', path: '/metadata/generation', value: 4 },
  ]

  it('makes the list where there is none', () => {
    expect(tolerationPatch(daemonSet(), toleration)).toEqual([
      ...isThisSpec,
      { op: 'add', path: '/spec/template/spec/tolerations', value: [toleration] },
    ])
  })

  it('leaves the others alone, and is refused where the spec has changed since', () => {
    expect(tolerationPatch(daemonSet([{ key: 'a' }]), toleration)).toEqual([
      ...isThisSpec,
      { op: 'add', path: '/spec/template/spec/tolerations/-', value: toleration },
    ])
  })
})
