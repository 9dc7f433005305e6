/** The taints that a Node's conditions call for (pkg/controller/nodelifecycle/node_lifecycle_controller.go). */
import { at, listOf, text } from '../../domain/decode/readJson.ts'
import type { Taint } from '../../domain/k8s/objects.ts'
import type { KubeObject } from '../objects.ts'
import { without } from '../registry/without.ts'
import { conditionsOf } from './conditions.ts'

const taintOf: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Ready: { False: 'not-ready', Unknown: 'unreachable' },
  MemoryPressure: { True: 'memory-pressure' },
  DiskPressure: { True: 'disk-pressure' },
  NetworkUnavailable: { True: 'network-unavailable' },
  PIDPressure: { True: 'pid-pressure' },
}

const prefix = 'node.kubernetes.io/'
/** Nobody else's: where no condition calls for one of these with NoSchedule, it is taken away. */
const ownKeys = [...Object.values(taintOf).flatMap(Object.values), 'unschedulable'].map(
  (name) => `${prefix}${String(name)}`,
)
const readyKeys = [`${prefix}not-ready`, `${prefix}unreachable`]

/**
 * The Node's taints as they should be; each that stays is the same object.
 * @param taints those it has (taintsOf)
 * @param mayEvict whether Pods may be driven away where the node is not ready
 * @param now as timeText writes it
 */
export function conditionTaints(
  node: KubeObject,
  taints: readonly Taint[],
  mayEvict: boolean,
  now: string,
): readonly Taint[] {
  const wanted = wantedTaints(node, mayEvict)
  const kept = taints.filter((taint) => !isOwn(taint) || wanted.some((each) => isSame(each, taint)))
  const added = wanted.filter((taint) => !taints.some((each) => isSame(each, taint)))
  return [...kept, ...added.map((taint) => ({ ...taint, timeAdded: now }))]
}

function wantedTaints(node: KubeObject, mayEvict: boolean): readonly Taint[] {
  const conditions = conditionsOf(node).flatMap(({ type, status }) => {
    const name = taintOf[String(type)]?.[String(status)]
    return name === undefined ? [] : [`${prefix}${name}`]
  })
  const isCordoned = at(node.spec, 'unschedulable') === true
  const keys = isCordoned ? [...conditions, `${prefix}unschedulable`] : conditions
  return [
    ...keys.map((key) => ({ key, effect: 'NoSchedule' })),
    ...keys
      .filter((key) => mayEvict && readyKeys.includes(key))
      .map((key) => ({ key, effect: 'NoExecute' })),
  ]
}

function isOwn({ key, effect }: Taint): boolean {
  return (effect === 'NoSchedule' && ownKeys.includes(key)) || drivesAway({ key, effect })
}

function isSame(a: Taint, b: Taint): boolean {
  return a.key === b.key && a.effect === b.effect
}

/** Is it the taint of a node that is not ready, which drives Pods away? */
export function drivesAway({ key, effect }: Taint): boolean {
  return effect === 'NoExecute' && readyKeys.includes(key)
}

/** A Node with these taints and no others. */
export function withTaints<T extends Pick<KubeObject, 'spec'>>(
  node: T,
  taints: readonly Taint[],
): T {
  const spec = without(node.spec ?? {}, 'taints')
  return { ...node, spec: taints.length === 0 ? spec : { ...spec, taints } }
}

export function taintsOf({ spec }: KubeObject): readonly Taint[] {
  return listOf(at(spec, 'taints'), (each) => {
    const [key, value, effect, timeAdded] = ['key', 'value', 'effect', 'timeAdded'].map((name) =>
      text(at(each, name)),
    )
    return {
      key: key ?? '',
      ...(value === undefined ? {} : { value }),
      effect: effect ?? '',
      ...(timeAdded === undefined ? {} : { timeAdded }),
    }
  })
}
