import { expect } from 'vitest'
import { causes, refusal } from './client.test-kit.ts'
import { at, nameOf, textAt } from './json.test-kit.ts'
import type { Scenario } from './scenario.test-kit.ts'
import { type Stage, allWell, image } from './stage.test-kit.ts'

const revisions = (s: Stage) => s.admin.list(s.path('controllerrevisions'))

/** Lets each of these images be rolled out in full. */
async function rollThrough(s: Stage, tags: readonly string[]): Promise<void> {
  for (const tag of tags) {
    await s.rollTo('agent', tag)
    await s.eventually(() => s.placement('agent'), { a: `${tag} Ready` })
    await s.eventually(() => s.counts('agent'), allWell(1))
  }
}

const contents: Scenario = {
  title:
    'a ControllerRevision holds the template as a patch, with the DaemonSet’s labels and annotations',
  play: async (s) => {
    const annotations = { 'kubernetes.io/change-cause': 'first' }
    const manifest = { ...s.daemonSet('agent'), metadata: { name: 'agent', annotations } }
    const created = (await s.admin.post(s.path('daemonsets'), manifest)).body
    await s.eventually(() => s.history('agent'), ['1 1'])
    const [revision] = await revisions(s)
    const hash = textAt(revision, 'metadata', 'labels', 'controller-revision-hash')
    expect(revision).toMatchObject({
      metadata: {
        name: `agent-${hash}`,
        labels: { app: 'agent', 'controller-revision-hash': hash },
        annotations,
        ownerReferences: [
          {
            apiVersion: 'apps/v1',
            kind: 'DaemonSet',
            name: 'agent',
            uid: at(created, 'metadata', 'uid'),
            controller: true,
            blockOwnerDeletion: true,
          },
        ],
      },
      revision: 1,
    })
    expect(at(revision, 'data')).toEqual({
      spec: { template: { ...Object(at(created, 'spec', 'template')), $patch: 'replace' } },
    })
  },
}

const undo: Scenario = {
  title: 'going back to an old template moves its revision to the end, instead of making a new one',
  play: async (s) => {
    await s.nodes(['a'])
    await s.create('agent')
    await s.eventually(() => s.counts('agent'), allWell(1))
    const [first] = await revisions(s)
    await rollThrough(s, ['2'])
    const data = at(first, 'data')
    await s.admin.patch(s.path('daemonsets', 'agent'), data, 'strategic')
    await s.eventually(() => s.placement('agent'), { a: '1 Ready' })
    await s.eventually(() => s.history('agent'), ['2 2', '3 1'])
    const pod = await s.podOn('agent', 'a')
    const hash = (object: unknown) => at(object, 'metadata', 'labels', 'controller-revision-hash')
    expect(hash(pod)).toBe(hash(first))
  },
}

const limited: Scenario = {
  title: 'old revisions beyond revisionHistoryLimit are cleaned up, the oldest first',
  play: async (s) => {
    await s.nodes(['a'])
    await s.create('agent', { revisionHistoryLimit: 1 })
    await s.eventually(() => s.counts('agent'), allWell(1))
    await rollThrough(s, ['2', '3', '4'])
    await s.eventually(() => s.history('agent'), ['3 3', '4 4'])
  },
}

const noHistory: Scenario = {
  title:
    'a revisionHistoryLimit of 0 keeps the current revision alone, and those that Pods still have',
  play: async (s) => {
    await s.nodes(['a'])
    await s.create('agent', { revisionHistoryLimit: 0, updateStrategy: { type: 'OnDelete' } })
    await s.eventually(() => s.counts('agent'), allWell(1))
    await s.rollTo('agent', '2')
    await s.eventually(() => s.history('agent'), ['1 1', '2 2'])
    await s.rollTo('agent', '3')
    await s.eventually(() => s.history('agent'), ['1 1', '3 3'])
    await s.admin.delete(await s.podPath('agent', 'a'))
    await s.eventually(() => s.history('agent'), ['3 3'])
  },
}

const comesBack: Scenario = {
  title: 'a ControllerRevision that somebody deletes comes back under its name',
  play: async (s) => {
    await s.nodes(['a'])
    await s.create('agent')
    await s.eventually(() => s.counts('agent'), allWell(1))
    const [revision] = await revisions(s)
    const before = await s.uids('agent')
    await s.admin.delete(s.path('controllerrevisions', nameOf(revision)))
    const again = async () =>
      (await revisions(s)).map((each) => [
        nameOf(each),
        at(each, 'metadata', 'uid') === at(revision, 'metadata', 'uid'),
      ])
    await s.eventually(again, [[nameOf(revision), false]])
    await s.rest()
    expect(await s.uids('agent')).toEqual(before)
  },
}

const fixedData: Scenario = {
  title: 'a ControllerRevision’s data cannot be changed, nor its number be negative',
  play: async (s) => {
    await s.create('agent')
    await s.eventually(() => s.history('agent'), ['1 1'])
    const [revision] = await revisions(s)
    const path = s.path('controllerrevisions', nameOf(revision))
    const containers = [{ name: 'main', image: image('9') }]
    const data = { spec: { template: { spec: { containers } } } }
    const changed = await s.admin.patch(path, { data })
    expect([changed.status, causes(changed)]).toEqual([
      422,
      [
        expect.stringMatching(
          /^data: FieldValueInvalid: Invalid value: \{.*\}: field is immutable$/,
        ),
      ],
    ])
    const negative = await s.admin.patch(path, { revision: -1 })
    expect(refusal(negative)).toMatchObject({ status: 422, reason: 'Invalid' })
    expect(causes(negative)).toEqual([
      'revision: FieldValueInvalid: Invalid value: -1: must be greater than or equal to 0',
    ])
  },
}

export const history: readonly Scenario[] = [
  contents,
  undo,
  limited,
  noHistory,
  comesBack,
  fixedData,
]
