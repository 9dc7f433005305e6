import { expect } from 'vitest'
import { causes, refusal } from './client.test-kit.ts'
import { at, numberAt, textAt } from './json.test-kit.ts'
import type { Scenario } from './scenario.test-kit.ts'
import { allWell, done, image } from './stage.test-kit.ts'

const conflict = (name: string, message: string) => ({
  status: 409,
  reason: 'Conflict',
  message,
  details: { name, group: 'apps', kind: 'daemonsets' },
})

const modified =
  'Operation cannot be fulfilled on daemonsets.apps "agent": the object has been modified; please apply your changes to the latest version and try again'

const stale: Scenario = {
  title: 'PUT with an old resourceVersion is a conflict, without one it overwrites',
  play: async (s) => {
    const created = await s.create('agent')
    await s.change('agent', { metadata: { labels: { a: '1' } } })
    const path = s.path('daemonsets', 'agent')
    expect(refusal(await s.admin.put(path, created))).toEqual(conflict('agent', modified))
    const spec = { minReadySeconds: 3 }
    const overwritten = done(await s.admin.put(path, s.daemonSet('agent', spec)))
    expect(at(overwritten, 'metadata', 'labels')).toBeUndefined()
    expect(numberAt(overwritten, 'spec', 'minReadySeconds')).toBe(3)
  },
}

const stalePatch: Scenario = {
  title: 'a patch that names an old resourceVersion is a conflict',
  play: async (s) => {
    const created = await s.create('agent')
    const resourceVersion = at(created, 'metadata', 'resourceVersion')
    await s.change('agent', { metadata: { labels: { a: '1' } } })
    const patch = { metadata: { resourceVersion, labels: { a: '2' } } }
    const answer = await s.admin.patch(s.path('daemonsets', 'agent'), patch)
    expect(refusal(answer)).toEqual(conflict('agent', modified))
  },
}

const otherName: Scenario = {
  title: 'PUT under another name is refused; PUT of what is not there too',
  play: async (s) => {
    await s.create('agent')
    const other = await s.admin.put(s.path('daemonsets', 'agent'), s.daemonSet('other'))
    expect(refusal(other)).toEqual({
      status: 400,
      reason: 'BadRequest',
      message: 'the name of the object (other) does not match the name on the URL (agent)',
    })
    const missing = await s.admin.put(s.path('daemonsets', 'other'), s.daemonSet('other'))
    expect(refusal(missing)).toEqual({
      status: 404,
      reason: 'NotFound',
      message: 'daemonsets.apps "other" not found',
      details: { name: 'other', group: 'apps', kind: 'daemonsets' },
    })
  },
}

const fixedSelector: Scenario = {
  title: 'the selector cannot be changed',
  play: async (s) => {
    await s.create('agent')
    const labels = { app: 'agent', tier: 'x' }
    const answer = await s.admin.patch(s.path('daemonsets', 'agent'), {
      spec: { selector: { matchLabels: labels }, template: { metadata: { labels } } },
    })
    expect([answer.status, causes(answer)]).toEqual([
      422,
      [
        'spec.selector: FieldValueInvalid: Invalid value: {"matchLabels":{"app":"agent","tier":"x"}}: field is immutable',
      ],
    ])
  },
}

const statusApart: Scenario = {
  title: 'the status is written at its own path alone, and nothing else is written there',
  play: async (s) => {
    await s.create('agent', {}, { nodeSelector: { nobody: 'has-this' } })
    await s.eventually(() => s.counts('agent'), {})
    const both = {
      metadata: { labels: { a: '1' } },
      spec: { minReadySeconds: 9 },
      status: { numberReady: 5 },
    }
    const path = s.path('daemonsets', 'agent')
    const onSpec = done(await s.admin.patch(path, both))
    expect(at(onSpec, 'status', 'numberReady')).toBe(0)
    const later = { ...both, spec: { minReadySeconds: 1 }, status: { numberUnavailable: 5 } }
    const onStatus = done(await s.admin.patch(`${path}/status`, later))
    expect(numberAt(onStatus, 'spec', 'minReadySeconds')).toBe(9)
    expect(numberAt(onStatus, 'status', 'numberUnavailable')).toBe(5)
  },
}

const jsonPatch: Scenario = {
  title: 'a JSON patch tests, adds, replaces and removes; a failed test changes nothing',
  play: async (s) => {
    await s.create('agent')
    const path = s.path('daemonsets', 'agent')
    const first = [
      { op: 'test', path: '/spec/revisionHistoryLimit', value: 10 },
      { op: 'add', path: '/metadata/labels', value: { 'example.com/a': '1' } },
      { op: 'replace', path: '/spec/template/spec/containers/0/image', value: image('2') },
    ]
    const patched = done(await s.admin.patch(path, first, 'json'))
    expect(at(patched, 'metadata', 'labels')).toEqual({ 'example.com/a': '1' })
    expect(at(patched, 'spec', 'template', 'spec', 'containers', 0, 'image')).toBe(image('2'))
    const gone = [{ op: 'remove', path: '/metadata/labels/example.com~1a' }]
    expect(at(done(await s.admin.patch(path, gone, 'json')), 'metadata', 'labels')).toBeUndefined()
    const failing = [
      { op: 'add', path: '/metadata/labels', value: { a: '1' } },
      { op: 'test', path: '/spec/revisionHistoryLimit', value: 3 },
    ]
    const refused = await s.admin.patch(path, failing, 'json')
    expect(refusal(refused)).toMatchObject({
      status: 422,
      reason: 'Invalid',
      message: 'the server rejected our request due to an error in our request',
    })
    expect(at(await s.get('agent'), 'metadata', 'labels')).toBeUndefined()
  },
}

const mergePatch: Scenario = {
  title: 'a merge patch removes by null and replaces lists as a whole',
  play: async (s) => {
    await s.create('agent', {}, { tolerations: [{ key: 'a', operator: 'Exists' }] })
    await s.change('agent', { metadata: { labels: { a: '1', b: '2' } } })
    const tolerations = [{ key: 'b', operator: 'Exists' }]
    const patched = await s.change('agent', {
      metadata: { labels: { a: null } },
      spec: { template: { spec: { tolerations } } },
    })
    expect(at(patched, 'metadata', 'labels')).toEqual({ b: '2' })
    expect(at(patched, 'spec', 'template', 'spec', 'tolerations')).toEqual(tolerations)
  },
}

const strategicPatch: Scenario = {
  title:
    'a strategic merge patch merges containers by name and environment by name, and replaces tolerations',
  play: async (s) => {
    const main = {
      name: 'main',
      image: image('1'),
      env: [
        { name: 'A', value: '1' },
        { name: 'B', value: '2' },
      ],
    }
    const side = { name: 'side', image: image('1') }
    const tolerations = [{ key: 'a', operator: 'Exists' }]
    await s.create('agent', {}, { containers: [main, side], tolerations })
    const containers = [
      {
        name: 'main',
        image: image('2'),
        env: [
          { name: 'B', $patch: 'delete' },
          { name: 'C', value: '3' },
        ],
      },
    ]
    const spec = { containers, tolerations: [{ key: 'b', operator: 'Exists' }] }
    const path = s.path('daemonsets', 'agent')
    const patched = done(await s.admin.patch(path, { spec: { template: { spec } } }, 'strategic'))
    const pod = at(patched, 'spec', 'template', 'spec')
    expect(at(pod, 'containers')).toMatchObject([
      { name: 'main', image: image('2') },
      { name: 'side', image: image('1') },
    ])
    expect(at(pod, 'containers', 0, 'env')).toEqual([
      { name: 'C', value: '3' },
      { name: 'A', value: '1' },
    ])
    expect(at(pod, 'tolerations')).toEqual([{ key: 'b', operator: 'Exists' }])
  },
}

const invalidPatch: Scenario = {
  title: 'a patch to something invalid is refused with its causes; a patch that is no JSON too',
  play: async (s) => {
    await s.create('agent')
    const path = s.path('daemonsets', 'agent')
    const invalid = await s.admin.patch(path, { spec: { minReadySeconds: -1 } })
    expect([invalid.status, causes(invalid)]).toEqual([
      422,
      [
        'spec.minReadySeconds: FieldValueInvalid: Invalid value: -1: must be greater than or equal to 0',
      ],
    ])
    const broken = await s.admin.patch(path, '{"spec":')
    expect([broken.status, textAt(broken.body, 'reason')]).toEqual([400, 'BadRequest'])
    const headers = { 'content-type': 'text/plain' }
    const unknown = await s.admin.ask('PATCH', path, { body: '{}', headers })
    expect([unknown.status, textAt(unknown.body, 'reason')]).toEqual([415, 'UnsupportedMediaType'])
  },
}

const nothingChanges: Scenario = {
  title: 'a write that changes nothing makes no new resourceVersion',
  play: async (s) => {
    await s.create('agent', {}, { nodeSelector: { nobody: 'has-this' } })
    await s.eventually(() => s.counts('agent'), {})
    await s.rest()
    const before = at(await s.get('agent'), 'metadata')
    const after = at(await s.change('agent', { spec: { revisionHistoryLimit: 10 } }), 'metadata')
    expect(after).toEqual(before)
  },
}

const dryRuns: Scenario = {
  title: 'dry runs of PUT, PATCH and DELETE answer as if, and change nothing',
  play: async (s) => {
    await s.nodes(['a'])
    await s.create('agent')
    await s.eventually(() => s.counts('agent'), allWell(1))
    const path = s.path('daemonsets', 'agent?dryRun=All')
    const put = done(await s.admin.put(path, s.daemonSet('agent', { minReadySeconds: 5 })))
    expect([at(put, 'spec', 'minReadySeconds'), at(put, 'metadata', 'generation')]).toEqual([5, 2])
    const patched = done(await s.admin.patch(path, { spec: { minReadySeconds: 6 } }))
    expect(at(patched, 'spec', 'minReadySeconds')).toBe(6)
    expect(at(done(await s.admin.delete(path)), 'status')).toBe('Success')
    await s.rest()
    expect(at(await s.get('agent'), 'metadata', 'generation')).toBe(1)
    expect(await s.placement('agent')).toEqual({ a: '1 Ready' })
  },
}

const fixedUid: Scenario = {
  title: 'the uid cannot be changed',
  play: async (s) => {
    await s.create('agent')
    const answer = await s.admin.patch(s.path('daemonsets', 'agent'), {
      metadata: { uid: 'other' },
    })
    expect(refusal(answer)).toMatchObject({
      status: 422,
      reason: 'Invalid',
      message:
        'DaemonSet.apps "agent" is invalid: metadata.uid: Invalid value: "other": field is immutable',
    })
  },
}

export const writing: readonly Scenario[] = [
  stale,
  stalePatch,
  otherName,
  fixedSelector,
  statusApart,
  jsonPatch,
  mergePatch,
  strategicPatch,
  invalidPatch,
  nothingChanges,
  dryRuns,
  fixedUid,
]
