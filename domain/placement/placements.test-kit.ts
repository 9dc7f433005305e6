/**
 * Random placements and nodes that meet each other often, and favour the hard cases: few keys and values, several and
 * empty terms, matchFields, numbers at the edge of 64 bits, automatic taints, labels named as JavaScript's own.
 */
import * as fc from 'fast-check'
import type {
  Labels,
  NodeSelectorRequirement,
  NodeSelectorTerm,
  Taint,
  Toleration,
} from '../k8s/objects.ts'
import type { NodeFacts, PlacementSpec } from './verdict.ts'

export const nodeNames = ['node-0', 'node-1', 'node-2'] as const
const validKeys = ['disk', 'zone', 'size', 'example.com/gpu', 'constructor'] as const
/** No label can be called `__proto__` in a cluster, but a file may say so. */
const keys = [...validKeys, '__proto__'] as const
const values = [
  '',
  'ssd',
  'a',
  '5',
  '7',
  '007',
  '9223372036854775807',
  '9223372036854775808',
] as const
const effects = ['NoSchedule', 'NoSchedule', 'PreferNoSchedule', 'NoExecute'] as const
const taintKeys = [
  'dedicated',
  'node.kubernetes.io/not-ready',
  'node.kubernetes.io/unreachable',
  'node.kubernetes.io/disk-pressure',
  'node.kubernetes.io/unschedulable',
  'node.kubernetes.io/network-unavailable',
  'node-role.kubernetes.io/control-plane',
] as const
const taintValues = ['', 'infra'] as const

/** What the API server rejects, but a file or an old object may hold. */
const strange = {
  values: ['-5', '+5', 'a b', 'x'.repeat(64)],
  operators: ['in', 'gt', ''],
  effects: ['noexecute', ''],
}

function labels(
  keys: readonly string[],
  value: fc.Arbitrary<string>,
  minLength: number,
  maxLength: number,
): fc.Arbitrary<Labels> {
  const chosen = fc.subarray([...keys], { minLength, maxLength })
  return fc
    .tuple(chosen, fc.array(value, { minLength: keys.length, maxLength: keys.length }))
    .map(([chosen, values]) =>
      Object.fromEntries(chosen.map((key, index) => [key, values[index] ?? ''])),
    )
}

function taint(effect: fc.Arbitrary<string>): fc.Arbitrary<Taint> {
  return fc.record(
    { key: fc.constantFrom(...taintKeys), value: fc.constantFrom(...taintValues), effect },
    { requiredKeys: ['key', 'effect'] },
  )
}

/** Half of the nodes have no taints. */
function onHalf<T>(list: fc.Arbitrary<T[]>): fc.Arbitrary<T[]> {
  return fc.oneof(fc.constant<T[]>([]), list)
}

/** A node as the API server has it: taints are unique by key and effect. */
export const validNode: fc.Arbitrary<NodeFacts> = fc.record({
  name: fc.constantFrom(...nodeNames),
  labels: labels(validKeys, fc.constantFrom(...values), 2, validKeys.length),
  taints: onHalf(
    fc.uniqueArray(taint(fc.constantFrom(...effects)), {
      maxLength: 2,
      selector: ({ key, effect }) => `${key}:${effect}`,
    }),
  ),
})

/** A node from anywhere. */
export const anyNode: fc.Arbitrary<NodeFacts> = fc.record({
  name: fc.constantFrom(...nodeNames),
  labels: labels(keys, fc.constantFrom(...values, ...strange.values), 2, keys.length),
  taints: onHalf(
    fc.array(taint(fc.constantFrom(...effects, ...strange.effects)), { maxLength: 2 }),
  ),
})

function list<T>(item: fc.Arbitrary<T>, minLength: number, maxLength: number): fc.Arbitrary<T[]> {
  return fc.array(item, { minLength, maxLength })
}

const value = fc.constantFrom(...values)

/** Expressions that the API server admits; Gt and Lt need a label value, not a number. */
const validExpression: fc.Arbitrary<NodeSelectorRequirement> = fc.oneof(
  fc.record({
    key: fc.constantFrom(...validKeys),
    operator: fc.constantFrom('In', 'NotIn'),
    values: list(value, 1, 3),
  }),
  fc.record({
    key: fc.constantFrom(...validKeys),
    operator: fc.constantFrom('Gt', 'Lt'),
    values: list(value, 1, 1),
  }),
  fc.record({
    key: fc.constantFrom(...validKeys),
    operator: fc.constantFrom('Exists', 'DoesNotExist'),
  }),
)

const validField: fc.Arbitrary<NodeSelectorRequirement> = fc.record({
  key: fc.constant('metadata.name'),
  operator: fc.constantFrom('In', 'NotIn'),
  values: list(fc.constantFrom(...nodeNames), 1, 1),
})

const anyExpression: fc.Arbitrary<NodeSelectorRequirement> = fc.record(
  {
    key: fc.constantFrom(...keys, 'not a key', ''),
    operator: fc.constantFrom(
      'In',
      'NotIn',
      'Gt',
      'Lt',
      'Exists',
      'DoesNotExist',
      ...strange.operators,
    ),
    values: list(fc.constantFrom(...values, ...strange.values), 0, 2),
  },
  { requiredKeys: ['key', 'operator'] },
)

const anyField: fc.Arbitrary<NodeSelectorRequirement> = fc.record(
  {
    key: fc.constantFrom('metadata.name', 'metadata.name', 'spec.unschedulable', ''),
    operator: fc.constantFrom('In', 'NotIn', 'Exists', 'in'),
    values: list(fc.constantFrom(...nodeNames, ''), 0, 2),
  },
  { requiredKeys: ['key', 'operator'] },
)

function term(
  expression: fc.Arbitrary<NodeSelectorRequirement>,
  field: fc.Arbitrary<NodeSelectorRequirement>,
): fc.Arbitrary<NodeSelectorTerm> {
  const some = { matchExpressions: list(expression, 0, 2), matchFields: list(field, 0, 1) }
  return fc.record(some, { requiredKeys: [] })
}

const validToleration: fc.Arbitrary<Toleration> = fc.oneof(
  fc.record(
    {
      key: fc.constantFrom(...taintKeys),
      operator: fc.constant('Equal'),
      value: fc.constantFrom(...taintValues),
      effect: fc.constantFrom(...effects),
    },
    { requiredKeys: ['key'] },
  ),
  fc.record(
    {
      key: fc.constantFrom(...taintKeys),
      operator: fc.constant('Exists'),
      effect: fc.constantFrom(...effects),
    },
    { requiredKeys: ['operator'] },
  ),
  fc.record({
    key: fc.constantFrom(...taintKeys),
    operator: fc.constant('Exists'),
    effect: fc.constant('NoExecute'),
    tolerationSeconds: fc.constantFrom(3600, 7200),
  }),
)

const anyToleration: fc.Arbitrary<Toleration> = fc.record(
  {
    key: fc.constantFrom(...taintKeys, ''),
    operator: fc.constantFrom('Exists', 'Equal', '', 'exists', 'Gt', 'Lt'),
    value: fc.constantFrom(...taintValues, '5'),
    effect: fc.constantFrom(...effects, ''),
    tolerationSeconds: fc.constantFrom(0, 60),
  },
  { requiredKeys: [] },
)

interface Kinds {
  readonly keys: readonly string[]
  readonly term: fc.Arbitrary<NodeSelectorTerm>
  readonly fewestTerms: number
  readonly toleration: fc.Arbitrary<Toleration>
}

function placement({ keys, term, fewestTerms, toleration }: Kinds): fc.Arbitrary<PlacementSpec> {
  const required = fc.record({ nodeSelectorTerms: list(term, fewestTerms, 3) })
  const spec = fc.record(
    {
      nodeName: fc.constantFrom(...nodeNames),
      nodeSelector: labels(keys, value, 0, 1),
      affinity: fc.record({
        nodeAffinity: fc.record({ requiredDuringSchedulingIgnoredDuringExecution: required }),
      }),
      tolerations: list(toleration, 0, 4),
      hostNetwork: fc.boolean(),
    },
    { requiredKeys: [] },
  )
  // Most placements fit some node: else the later checks are never reached.
  return fc.tuple(spec, fc.nat(9), fc.nat(2)).map(([fields, named, selected]) => {
    const { nodeName, nodeSelector, ...rest } = fields
    return {
      ...rest,
      ...(named === 0 && nodeName !== undefined ? { nodeName } : {}),
      ...(selected === 0 && nodeSelector !== undefined ? { nodeSelector } : {}),
    }
  })
}

/** Placements that the API server admits. */
export const validPlacement = placement({
  keys: validKeys,
  term: term(validExpression, validField),
  fewestTerms: 1,
  toleration: validToleration,
})

/** Placements from anywhere: unknown operators, malformed values, no terms. */
export const anyPlacement = placement({
  keys,
  term: term(anyExpression, anyField),
  fewestTerms: 0,
  toleration: anyToleration,
})
