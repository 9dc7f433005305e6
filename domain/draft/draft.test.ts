import { describe, expect, it } from 'vitest'
import {
  changeRow,
  emptyDraft,
  isEmptyDraft,
  nextRowId,
  stepOfField,
  withName,
  type Draft,
} from './draft.ts'
import { readDraft } from './readDraft.ts'

describe('the name', () => {
  it('is followed by the first label of selector and template', () => {
    const draft = withName(withName(emptyDraft(), 'hello'), 'hello-daemonset')
    expect(draft.selector).toEqual([{ id: 1, key: 'name', value: 'hello-daemonset' }])
    expect(draft.templateLabels).toEqual(draft.selector)
  })

  it('is no longer followed once the label has been changed', () => {
    const named = withName(emptyDraft(), 'hello')
    const own = { ...named, selector: changeRow(named.selector, 1, { value: 'mine' }) }
    expect(withName(own, 'other').selector[0]?.value).toBe('mine')
    expect(withName(own, 'other').templateLabels[0]?.value).toBe('other')
  })
})

describe('rows', () => {
  it('get ids that no other row has, also after one was removed', () => {
    expect(nextRowId([])).toBe(1)
    expect(nextRowId([{ id: 4 }, { id: 2 }])).toBe(5)
  })

  it('keep their identity when another one changes', () => {
    const rows = [
      { id: 1, key: 'a', value: '' },
      { id: 2, key: 'b', value: '' },
    ]
    const changed = changeRow(rows, 2, { value: 'x' })
    expect(changed[0]).toBe(rows[0])
    expect(changed[1]).toEqual({ id: 2, key: 'b', value: 'x' })
  })
})

it('knows the step of each field', () => {
  expect(stepOfField('name')).toBe('basics')
  expect(stepOfField('labels.3.key')).toBe('basics')
  expect(stepOfField('templateLabels')).toBe('labels')
  expect(stepOfField('ports.1.name')).toBe('pods')
  expect(stepOfField('serviceAccountName')).toBe('pods')
  expect(stepOfField('tolerations.2.key')).toBe('placement')
})

describe('a kept draft', () => {
  const draft: Draft = {
    ...withName(emptyDraft(), 'hello'),
    namespace: 'default',
    imagePullPolicy: 'Always',
    ports: [{ id: 1, containerPort: '80', protocol: 'UDP', name: 'dns', hostPort: '' }],
    nodeSelector: [
      { id: 1, key: 'role', value: undefined },
      { id: 2, key: 'empty', value: '' },
    ],
    tolerations: [{ id: 1, key: undefined, operator: 'Equal', value: 'x', effect: 'NoExecute' }],
  }

  it('comes back as it was, half-typed rows too', () => {
    expect(readDraft(JSON.stringify(draft))).toEqual(draft)
  })

  it('is told from an empty one', () => {
    expect(isEmptyDraft(emptyDraft())).toBe(true)
    expect(isEmptyDraft(draft)).toBe(false)
  })

  it('loses only what does not fit the form', () => {
    const read = readDraft(
      '{"name": "a", "image": 7, "imagePullPolicy": "Sometimes", "ports": [1, {"containerPort": "80"}]}',
    )
    expect(read).toMatchObject({ name: 'a', image: '', imagePullPolicy: '', labels: [] })
    expect(read?.ports).toEqual([
      { id: 1, containerPort: '80', protocol: 'TCP', name: '', hostPort: '' },
    ])
  })

  it('is none where the text holds none', () => {
    expect(readDraft('')).toBeUndefined()
    expect(readDraft('[]')).toBeUndefined()
    expect(readDraft('null')).toBeUndefined()
  })
})
