import { expect } from 'vitest'
import { refusal } from './client.test-kit.ts'
import { at, listAt, nameOf, numberAt, textAt } from './json.test-kit.ts'
import type { Scenario } from './scenario.test-kit.ts'
import { type Stage, allWell, done } from './stage.test-kit.ts'

const labelled: Readonly<Record<string, object>> = {
  one: { tier: 'back', size: '1' },
  three: { tier: 'front' },
  two: { tier: 'back', size: '2' },
  zero: {},
}

async function createLabelled(s: Stage): Promise<void> {
  for (const [name, labels] of Object.entries(labelled)) {
    done(
      await s.admin.post(s.path('daemonsets'), {
        ...s.daemonSet(name),
        metadata: { name, labels },
      }),
    )
  }
}

const named = async (s: Stage, query: string) =>
  (await s.admin.list(s.path('daemonsets', `?${query}`))).map(nameOf)

const byLabel: Scenario = {
  title: 'chooses by label selectors of all forms, sorted by name',
  play: async (s) => {
    await createLabelled(s)
    const selectors: Readonly<Record<string, readonly string[]>> = {
      'tier=back': ['one', 'two'],
      'tier==front': ['three'],
      'tier!=back': ['three', 'zero'],
      'tier in (front,side)': ['three'],
      'size notin (1)': ['three', 'two', 'zero'],
      size: ['one', 'two'],
      '!size': ['three', 'zero'],
      'tier=back,size=2': ['two'],
      'size>1': ['two'],
      '': ['one', 'three', 'two', 'zero'],
    }
    for (const [selector, names] of Object.entries(selectors)) {
      const query = `labelSelector=${encodeURIComponent(selector)}`
      expect([selector, await named(s, query)]).toEqual([selector, names])
    }
  },
}

const byField: Scenario = {
  title: 'chooses by the fields that a resource has for that',
  play: async (s) => {
    await s.nodes(['a', 'b'])
    await s.create('agent')
    await s.eventually(() => s.counts('agent'), allWell(2))
    expect(await named(s, 'fieldSelector=metadata.name=agent')).toEqual(['agent'])
    expect(await named(s, 'fieldSelector=metadata.name!=agent')).toEqual([])
    const onB = `spec.nodeName=${s.node('b')},status.phase=Running`
    const pods = await s.admin.list(s.path('pods', `?fieldSelector=${encodeURIComponent(onB)}`))
    expect(pods.map((pod) => at(pod, 'spec', 'nodeName'))).toEqual([s.node('b')])
    const pending = await s.admin.list(s.path('pods', '?fieldSelector=status.phase!=Running'))
    expect(pending).toEqual([])
  },
}

const wrongSelectors: Scenario = {
  title: 'refuses selectors that are none',
  play: async (s) => {
    const ask = async (query: string) =>
      refusal(await s.admin.get(s.path('daemonsets', `?${query}`)))
    expect(await ask('labelSelector=a,,b')).toMatchObject({
      status: 400,
      reason: 'BadRequest',
      message: "found ',', expected: identifier after ','",
    })
    expect(await ask('fieldSelector=spec.minReadySeconds=1')).toMatchObject({
      status: 400,
      reason: 'BadRequest',
      message:
        '"spec.minReadySeconds" is not a known field selector: only "metadata.name", "metadata.namespace"',
    })
    expect(await ask('fieldSelector=a')).toMatchObject({
      status: 400,
      reason: 'BadRequest',
      message: "invalid selector: 'a'; can't understand 'a'",
    })
  },
}

const pages: Scenario = {
  title:
    'gives pages, each with what leads to the next and how many are left, all of the same moment',
  play: async (s) => {
    await createLabelled(s)
    const first = (await s.admin.get(s.path('daemonsets', '?limit=3'))).body
    expect(listAt(first, 'items').map(nameOf)).toEqual(['one', 'three', 'two'])
    expect(numberAt(first, 'metadata', 'remainingItemCount')).toBe(1)
    const token = encodeURIComponent(textAt(first, 'metadata', 'continue'))
    await s.create('zz-late')
    const second = (await s.admin.get(s.path('daemonsets', `?limit=3&continue=${token}`))).body
    expect(listAt(second, 'items').map(nameOf)).toEqual(['zero'])
    expect(at(second, 'metadata', 'continue')).toBeUndefined()
    expect(at(second, 'metadata', 'remainingItemCount')).toBeUndefined()
    expect(at(second, 'metadata', 'resourceVersion')).toBe(at(first, 'metadata', 'resourceVersion'))
  },
}

const wrongPages: Scenario = {
  title: 'refuses tokens that it has not given, and versions that are none',
  play: async (s) => {
    const ask = async (query: string) =>
      refusal(await s.admin.get(s.path('daemonsets', `?${query}`)))
    expect(await ask('limit=1&continue=nonsense')).toMatchObject({
      status: 400,
      reason: 'BadRequest',
      message: expect.stringMatching(/^invalid continue token: continue key is not valid/),
    })
    expect(await ask('resourceVersion=x')).toMatchObject({ status: 400, reason: 'BadRequest' })
    expect(await ask('resourceVersionMatch=Exact')).toMatchObject({
      status: 422,
      reason: 'Invalid',
      message:
        'ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided',
    })
  },
}

const lists: Scenario = {
  title: 'a list names its kind, and its items do not',
  play: async (s) => {
    await s.create('agent')
    const { body } = await s.admin.get(s.path('daemonsets'))
    expect([textAt(body, 'kind'), textAt(body, 'apiVersion')]).toEqual(['DaemonSetList', 'apps/v1'])
    expect(Number(textAt(body, 'metadata', 'resourceVersion'))).toBeGreaterThan(0)
    expect(at(body, 'items', 0, 'kind')).toBeUndefined()
    const one = await s.get('agent')
    expect([textAt(one, 'kind'), textAt(one, 'apiVersion')]).toEqual(['DaemonSet', 'apps/v1'])
    const all = await s.admin.list('/apis/apps/v1/daemonsets')
    const own = all.filter((each) => at(each, 'metadata', 'namespace') === s.namespace)
    expect(own.map(nameOf)).toEqual(['agent'])
  },
}

const metadataOnly: Scenario = {
  title: 'gives metadata alone to who asks for no more',
  play: async (s) => {
    await s.create('agent')
    const headers = { accept: 'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io' }
    const { body } = await s.admin.ask('GET', s.path('daemonsets'), { headers })
    expect(textAt(body, 'kind')).toBe('PartialObjectMetadataList')
    expect(nameOf(at(body, 'items', 0))).toBe('agent')
    expect(at(body, 'items', 0, 'spec')).toBeUndefined()
  },
}

const tables: Scenario = {
  title: 'gives tables with kubectl’s columns',
  play: async (s) => {
    await s.nodes(['a'])
    await s.create('agent')
    await s.eventually(() => s.counts('agent'), allWell(1))
    const headers = { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json' }
    const table = (await s.admin.ask('GET', s.path('daemonsets'), { headers })).body
    const columns = listAt(table, 'columnDefinitions')
    expect(columns.map((column) => [textAt(column, 'name'), numberAt(column, 'priority')])).toEqual(
      [
        ['Name', 0],
        ['Desired', 0],
        ['Current', 0],
        ['Ready', 0],
        ['Up-to-date', 0],
        ['Available', 0],
        ['Node Selector', 0],
        ['Age', 0],
        ['Containers', 1],
        ['Images', 1],
        ['Selector', 1],
      ],
    )
    expect(at(table, 'rows', 0, 'cells')).toEqual([
      'agent',
      1,
      1,
      1,
      1,
      1,
      `scenario=${s.namespace}`,
      expect.stringMatching(/^\d+s$/),
      'main',
      'registry.example/agent:1',
      'app=agent',
    ])
    expect(textAt(table, 'rows', 0, 'object', 'kind')).toBe('PartialObjectMetadata')
  },
}

export const listing: readonly Scenario[] = [
  byLabel,
  byField,
  wrongSelectors,
  pages,
  wrongPages,
  lists,
  metadataOnly,
  tables,
]
