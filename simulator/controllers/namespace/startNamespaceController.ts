/** Empties namespaces that are being deleted, then lets them go (pkg/controller/namespace). */
import type { ActorWorld } from '../../actor.ts'
import { at, listOf, numberOrZero, text } from '../../../domain/decode/readJson.ts'
import { keyOf, type KubeObject } from '../../objects.ts'
import { hasEnded } from '../../nodes/readPod.ts'
import { ApiError } from '../../registry/apiError.ts'
import type { Registry } from '../../registry/registry.ts'
import { type Resource, resources } from '../../registry/resources.ts'
import { timeText } from '../../store/store.ts'
import { SyncError, WorkQueue } from '../../workQueue.ts'
import { namespaceConditions, type Remaining } from './namespaceConditions.ts'

/** So that every API server has seen the deletion before anything goes (namespaceDeletionGracePeriod). */
const graceMilliseconds = 5000
/** How long finalizers may take (finalizerEstimateSeconds). */
const finalizerSeconds = 15
/** The namespace's finalizer that is this controller's. */
const ownFinalizer = 'kubernetes'

/** Runs the controller. @returns what stops it */
export function startNamespaceController(world: ActorWorld): () => void {
  const { store, clock } = world
  const again = (name: string, seconds: number): void => queue.add(name, seconds * 1000)
  const queue = new WorkQueue(clock, (name) => syncNamespace(world, name, again))
  const enqueue = ({ metadata }: KubeObject): void => {
    if (metadata.deletionTimestamp !== undefined) queue.add(metadata.name, graceMilliseconds)
  }
  for (const namespace of store.all('namespaces')) enqueue(namespace)
  const unsubscribe = store.subscribe('namespaces', ({ object }) => enqueue(object))
  return () => {
    unsubscribe()
    queue.stop()
  }
}

/** @throws SyncError where content stays that should have gone */
function syncNamespace(
  world: ActorWorld,
  name: string,
  again: (name: string, seconds: number) => void,
): void {
  const namespace = world.store.get('namespaces', { namespace: '', name })
  if (namespace?.metadata.deletionTimestamp === undefined || isFinalized(namespace)) return
  const { remaining, seconds } = deleteContent(world, namespace)
  const latest = storeConditions(world, namespace, remaining)
  if (remaining.errors.length > 0) throw new SyncError(remaining.errors.join(', '))
  if (seconds > 0) return again(name, Math.floor(seconds / 2) + 1)
  const finalizers = finalizersOf(latest).filter((each) => each !== ownFinalizer)
  world.registry.finalize(keyOf(latest), { ...latest, spec: { ...latest.spec, finalizers } })
}

function isFinalized(namespace: KubeObject): boolean {
  return finalizersOf(namespace).length === 0
}

function finalizersOf({ spec }: KubeObject): readonly string[] {
  return listOf(at(spec, 'finalizers'), text)
}

function storeConditions(
  { registry, clock }: ActorWorld,
  namespace: KubeObject,
  remaining: Remaining,
): KubeObject {
  const before = at(namespace.status, 'conditions')
  const conditions = namespaceConditions(before, remaining, timeText(clock.now()))
  if (conditions === before) return namespace
  const status = { ...namespace.status, conditions }
  return registry.updateStatus('namespaces', keyOf(namespace), { ...namespace, status })
}

interface Content {
  readonly remaining: Remaining
  /** How long what is left may take; 0: nothing is left. */
  readonly seconds: number
}

/** Pods go first, everything else once they have gone (OrderedNamespaceDeletion). */
function deleteContent(world: ActorWorld, namespace: KubeObject): Content {
  const all = resources.filter(
    ({ namespaced, verbs, viewOf }) =>
      namespaced && viewOf === undefined && verbs.includes('delete'),
  )
  const isPods = ({ plural }: Resource): boolean => plural === 'pods'
  const pods = all.filter(isPods).map((resource) => deleteAll(world, namespace, resource))
  if (pods.some(({ objects }) => objects.length > 0)) return contentOf(pods)
  const others = all.filter((resource) => !isPods(resource))
  return contentOf(others.map((resource) => deleteAll(world, namespace, resource)))
}

interface Left {
  readonly resource: Resource
  readonly objects: readonly KubeObject[]
  readonly seconds: number
  readonly errors: readonly string[]
}

function contentOf(parts: readonly Left[]): Content {
  const left = parts.filter(({ objects }) => objects.length > 0)
  const objects = left.map(
    ({ resource, objects }) => [`${resource.plural}.${resource.group}`, objects.length] as const,
  )
  const finalizers = new Map<string, number>()
  for (const { metadata } of left.flatMap(({ objects }) => objects)) {
    for (const each of metadata.finalizers ?? []) {
      finalizers.set(each, (finalizers.get(each) ?? 0) + 1)
    }
  }
  const errors = parts.flatMap((part) => part.errors)
  return {
    remaining: { objects: new Map(objects), finalizers, errors },
    seconds: Math.max(0, ...left.map(({ seconds }) => seconds)),
  }
}

function deleteAll(world: ActorWorld, namespace: KubeObject, resource: Resource): Left {
  const { plural, group, version } = resource
  const { name } = namespace.metadata
  const before = world.store.list(plural, name)
  const grace = plural === 'pods' ? graceSeconds(world, namespace, before) : 0
  const errors = before.flatMap((object) => deleteOne(world.registry, plural, object))
  const objects = before.length === 0 ? [] : world.store.list(plural, name)
  const isFinalizing = objects.some(({ metadata }) => (metadata.finalizers ?? []).length > 0)
  const seconds = grace > 0 || !isFinalizing ? grace : finalizerSeconds
  const isUnexpected = errors.length === 0 && objects.length > 0 && seconds === 0
  const gvr = `${group}/${version}, Resource=${plural}`
  const unexpected = `unexpected items still remain in namespace: ${name} for gvr: ${gvr}`
  return { resource, objects, seconds, errors: isUnexpected ? [unexpected] : errors }
}

function deleteOne(registry: Registry, plural: string, object: KubeObject): readonly string[] {
  try {
    registry.delete(plural, keyOf(object), { propagationPolicy: 'Background' })
    return []
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    return error.code === 404 ? [] : [error.message]
  }
}

/** How long the Pods may take to end, if it has not been that long (estimateGracefulTermination). */
function graceSeconds(
  { clock }: ActorWorld,
  { metadata }: KubeObject,
  pods: readonly KubeObject[],
): number {
  const running = pods.filter((pod) => !hasEnded(pod))
  const graces = running.map(({ spec }) => numberOrZero(at(spec, 'terminationGracePeriodSeconds')))
  const longest = Math.max(0, ...graces)
  const since = clock.now() - Date.parse(metadata.deletionTimestamp ?? '')
  return since >= longest * 1000 ? 0 : longest
}
