import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placementVerdict } from './placementVerdict.ts'
import { anyNode, anyPlacement, validNode, validPlacement } from './placements.test-kit.ts'
import { type Pair, shrinkPair } from './shrinkPair.test-kit.ts'
import type { PlacementSpec } from './verdict.ts'

type Judge = (pair: Pair) => boolean

const shrunk = (pair: Pair, differs: Judge, mostTries?: number) =>
  shrinkPair(pair, (smaller) => Promise.resolve(differs(smaller)), mostTries)

const required = (placement: PlacementSpec) =>
  placement.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution

/** As an engine that overlooks matchFields would differ from one that does not. */
const overlooksFields: Judge = ({ placement, node }) => {
  const terms = required(placement)?.nodeSelectorTerms ?? []
  const blind = terms.map(({ matchExpressions = [] }) => ({ matchExpressions }))
  const affinity = {
    nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: blind } },
  }
  const seen = terms.length === 0 ? placement : { ...placement, affinity }
  return placementVerdict(placement, node).shouldRun !== placementVerdict(seen, node).shouldRun
}

const large: Pair = {
  placement: {
    nodeSelector: { zone: 'a', disk: 'ssd' },
    tolerations: [
      { key: 'dedicated', operator: 'Exists', effect: 'NoSchedule', tolerationSeconds: 60 },
      { operator: 'Exists', effect: 'NoExecute' },
    ],
    hostNetwork: true,
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [
            { matchExpressions: [{ key: 'disk', operator: 'In', values: ['nvme'] }] },
            {
              matchExpressions: [{ key: 'zone', operator: 'In', values: ['a', 'b', 'c'] }],
              matchFields: [{ key: 'metadata.name', operator: 'In', values: ['other'] }],
            },
          ],
        },
      },
    },
  },
  node: {
    name: 'node-1',
    labels: { zone: 'a', disk: 'ssd', size: '5' },
    taints: [
      { key: 'dedicated', value: 'infra', effect: 'NoSchedule' },
      { key: 'lost', effect: 'NoSchedule' },
      { key: 'lost', effect: 'NoExecute' },
    ],
  },
}

describe('shrinkPair', () => {
  it('leaves of a large pair what the difference needs', async () => {
    const alone = { ...large, node: { ...large.node, taints: large.node.taints.slice(0, 1) } }
    const { value, isMinimal } = await shrunk(alone, overlooksFields)
    expect(isMinimal).toBe(true)
    const matchExpressions = [{ key: 'zone', operator: 'In', values: ['a'] }]
    const matchFields = [{ key: 'metadata.name', operator: 'In', values: ['other'] }]
    const nodeSelectorTerms = [{ matchExpressions, matchFields }]
    expect(value).toEqual({
      placement: {
        affinity: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms },
          },
        },
      },
      node: { name: 'node-1', labels: { zone: 'a' }, taints: [] },
    })
  })

  it.each<[string, Judge, Pair]>([
    [
      'a value of an expression',
      ({ placement }) => JSON.stringify(placement).includes('"b"'),
      {
        placement: {
          affinity: {
            nodeAffinity: {
              requiredDuringSchedulingIgnoredDuringExecution: {
                nodeSelectorTerms: [
                  { matchExpressions: [{ key: 'zone', operator: 'In', values: ['b'] }] },
                ],
              },
            },
          },
        },
        node: { name: 'node-1', labels: {}, taints: [] },
      },
    ],
    [
      'one taint of two with the same key, without its value',
      ({ node }) => node.taints.some(({ effect }) => effect === 'NoExecute'),
      {
        placement: {},
        node: { name: 'node-1', labels: {}, taints: [{ key: 'lost', effect: 'NoExecute' }] },
      },
    ],
    [
      'a toleration by its key',
      ({ placement }) => (placement.tolerations ?? []).some(({ key }) => key === 'dedicated'),
      {
        placement: { tolerations: [{ key: 'dedicated', operator: 'Exists' }] },
        node: { name: 'node-1', labels: {}, taints: [] },
      },
    ],
    [
      'one pair of a nodeSelector, and the label for it',
      ({ placement, node }) =>
        placement.nodeSelector?.['disk'] === 'ssd' && node.labels['disk'] === 'ssd',
      {
        placement: { nodeSelector: { disk: 'ssd' } },
        node: { name: 'node-1', labels: { disk: 'ssd' }, taints: [] },
      },
    ],
    [
      'hostNetwork',
      ({ placement }) => placement.hostNetwork === true,
      { placement: { hostNetwork: true }, node: { name: 'node-1', labels: {}, taints: [] } },
    ],
  ])('leaves %s alone, where it is all that matters', async (_, differs, smallest) => {
    expect(await shrunk(large, differs)).toMatchObject({ value: smallest, isMinimal: true })
    expect(await shrunk(smallest, differs)).toMatchObject({ value: smallest, isMinimal: true })
  })

  it('leaves a pair that differs because of everything as it is', async () => {
    const text = JSON.stringify(large)
    const { value } = await shrunk(large, (pair) => JSON.stringify(pair) === text)
    expect(value).toEqual(large)
  })

  it('says what it has reached when its tries are used up', async () => {
    const differs = overlooksFields
    const alone = { ...large, node: { ...large.node, taints: [] } }
    const { tries: needed } = await shrunk(alone, differs)
    const part = await shrunk(alone, differs, needed - 1)
    expect(part).toMatchObject({ tries: needed - 1, isMinimal: false })
    expect(differs(part.value)).toBe(true)
    expect(await shrunk(alone, differs, needed)).toMatchObject({ isMinimal: true })
    expect(await shrunk(alone, differs, 0)).toEqual({ value: alone, tries: 0, isMinimal: false })
  })

  it('comes to the same end each time, with a pair that still differs, in few tries', async () => {
    await fc.assert(
      fc.asyncProperty(anyPlacement, anyNode, async (placement, node) => {
        const pair = { placement, node }
        if (!overlooksFields(pair)) return
        const first = await shrunk(pair, overlooksFields)
        expect(await shrunk(pair, overlooksFields)).toEqual(first)
        expect(first.isMinimal).toBe(true)
        expect(overlooksFields(first.value)).toBe(true)
        expect(first.tries).toBeLessThan(80)
      }),
      { numRuns: 1500 },
    )
  })

  it('asks about valid pairs only, where the pair is valid', async () => {
    await fc.assert(
      fc.asyncProperty(validPlacement, validNode, async (placement, node) => {
        const asked: Pair[] = []
        await shrunk({ placement, node }, (pair) => {
          asked.push(pair)
          return asked.length % 3 === 0
        })
        expect(asked.filter((pair) => !isValid(pair))).toEqual([])
      }),
    )
  })
})

/** What the API server asks of the parts that are taken away from. */
function isValid({ placement }: Pair): boolean {
  const terms = required(placement)?.nodeSelectorTerms
  const requirements = (terms ?? []).flatMap(({ matchExpressions = [], matchFields = [] }) => [
    ...matchExpressions,
    ...matchFields,
  ])
  return (
    terms?.length !== 0 &&
    requirements.every(
      ({ operator, values = [] }) => operator.includes('Exist') || values.length > 0,
    ) &&
    (placement.tolerations ?? []).every(
      ({ key = '', operator, effect, tolerationSeconds }) =>
        (key !== '' || operator === 'Exists') &&
        (tolerationSeconds === undefined || effect === 'NoExecute'),
    )
  )
}
