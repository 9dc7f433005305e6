/** A DaemonSet's ControllerRevisions (pkg/controller/daemon/update.go). */
import { at, isJson, number, numberOrZero } from '../../../domain/decode/readJson.ts'
import { revisionLabel } from '../../../domain/decode/podRecord.ts'
import { keyOf, type KubeObject } from '../../objects.ts'
import { ApiError } from '../../registry/apiError.ts'
import type { Registry } from '../../registry/registry.ts'
import type { Store } from '../../store/store.ts'
import { claim, controllerReference } from '../ownership.ts'
import type { Subject } from './subject.ts'
import { templateHash, templateText } from './templateHash.ts'

export interface HistoryWorld {
  readonly store: Store
  readonly registry: Registry
}

export interface History {
  /** The current revision's label controller-revision-hash. */
  readonly hash: string
  readonly old: readonly KubeObject[]
}

const resource = 'controllerrevisions'

/**
 * Finds the revision of the DaemonSet's template, or makes it; it becomes the newest. Of several the newest is kept.
 * @param pods the DaemonSet's own
 */
export function constructHistory(
  world: HistoryWorld,
  subject: Subject,
  pods: Iterable<KubeObject>,
): History {
  const all = controlled(world, subject).map((revision) => labelled(world, revision))
  const template = templateOf(subject.raw)
  const same = all.filter((revision) => isOf(revision, template))
  const old = all.filter((revision) => !same.includes(revision))
  const newest = Math.max(0, ...old.map(revisionOf)) + 1
  const current =
    same.length === 0
      ? snapshot(world, subject.raw, newest)
      : raised(world, dedupe(world, same, pods), newest)
  return { hash: hashOf(current), old }
}

/** Claims what it selects or has; the store's order is not the API's, and does not matter. */
function controlled({ store, registry }: HistoryWorld, subject: Subject): readonly KubeObject[] {
  const { namespace = '' } = subject.raw.metadata
  const claims = { resource, owner: subject.raw, selector: subject.selector }
  return [...store.all(resource, namespace)]
    .filter((revision) => claim(registry, revision, claims))
    .flatMap((revision) => store.get(resource, keyOf(revision)) ?? [])
}

/** A revision without hash gets its name for one. */
function labelled({ registry }: HistoryWorld, revision: KubeObject): KubeObject {
  const { metadata } = revision
  if (metadata.labels?.[revisionLabel] !== undefined) return revision
  const labels = { ...metadata.labels, [revisionLabel]: metadata.name }
  return registry.update(resource, keyOf(revision), {
    ...revision,
    metadata: { ...metadata, labels },
  })
}

function snapshot({ registry }: HistoryWorld, daemonSet: KubeObject, revision: number): KubeObject {
  const { metadata, status } = daemonSet
  const { namespace = '' } = metadata
  const template = templateOf(daemonSet)
  const hash = templateHash(template, number(status?.['collisionCount']))
  const name = `${metadata.name}-${hash}`
  const labels = at(at(template, 'metadata'), 'labels')
  try {
    return registry.create(resource, namespace, {
      apiVersion: 'apps/v1',
      kind: 'ControllerRevision',
      metadata: {
        name,
        namespace,
        labels: { ...(isJson(labels) ? labels : {}), [revisionLabel]: hash },
        ...(metadata.annotations === undefined ? {} : { annotations: metadata.annotations }),
        ownerReferences: [controllerReference(daemonSet)],
      },
      data: { spec: { template: { $patch: 'replace', ...fields(template) } } },
      revision,
    })
  } catch (error) {
    if (!(error instanceof ApiError) || error.reason !== 'AlreadyExists') throw error
    return existing(registry, daemonSet, name, error)
  }
}

/** A name that another revision has leads to another hash the next time. */
function existing(
  registry: Registry,
  daemonSet: KubeObject,
  name: string,
  refusal: ApiError,
): KubeObject {
  const key = keyOf(daemonSet)
  const found = registry.get(resource, { namespace: key.namespace, name })
  if (isOf(found, templateOf(daemonSet))) return found
  const latest = registry.get('daemonsets', key)
  const collisionCount = numberOrZero(latest.status?.['collisionCount']) + 1
  registry.updateStatus('daemonsets', key, {
    ...latest,
    status: { ...latest.status, collisionCount },
  })
  throw refusal
}

function dedupe(
  { registry }: HistoryWorld,
  same: readonly KubeObject[],
  pods: Iterable<KubeObject>,
): KubeObject {
  const kept = same.reduce((a, b) => (revisionOf(b) >= revisionOf(a) ? b : a))
  if (same.length === 1) return kept
  for (const pod of pods) relabel(registry, pod, hashOf(kept))
  for (const each of same) if (each !== kept) registry.delete(resource, keyOf(each))
  return kept
}

function relabel(registry: Registry, pod: KubeObject, hash: string): void {
  const { metadata } = pod
  if (metadata.labels?.[revisionLabel] === hash) return
  const labels = { ...metadata.labels, [revisionLabel]: hash }
  registry.update('pods', keyOf(pod), { ...pod, metadata: { ...metadata, labels } })
}

function raised({ registry }: HistoryWorld, current: KubeObject, revision: number): KubeObject {
  if (revisionOf(current) >= revision) return current
  return registry.update(resource, keyOf(current), { ...current, revision })
}

/**
 * Deletes the oldest revisions that are too many and of which no Pod is left.
 * @param pods the DaemonSet's own
 */
export function cleanUpHistory(
  { registry }: HistoryWorld,
  { raw }: Subject,
  { old }: History,
  pods: () => Iterable<KubeObject>,
): void {
  const limit = numberOrZero(raw.spec?.['revisionHistoryLimit'])
  if (old.length <= limit) return
  const inUse = new Set<string>()
  for (const { metadata } of pods()) inUse.add(metadata.labels?.[revisionLabel] ?? '')
  const unused = [...old]
    .sort((a, b) => revisionOf(a) - revisionOf(b))
    .filter((revision) => !inUse.has(hashOf(revision)))
  for (const each of unused.slice(0, old.length - limit)) registry.delete(resource, keyOf(each))
}

function isOf(revision: KubeObject, template: unknown): boolean {
  const saved = at(at(revision['data'], 'spec'), 'template')
  return templateText(withoutPatch(saved)) === templateText(template)
}

const restored = new WeakMap<object, unknown>()

/** The saved template without its mark; the same object each time, whose text is known by then. */
function withoutPatch(saved: unknown): unknown {
  if (!isJson(saved)) return saved
  const { $patch, ...template } = saved
  const known = restored.get(saved) ?? template
  restored.set(saved, known)
  return $patch === undefined ? saved : known
}

function templateOf({ spec }: KubeObject): unknown {
  return spec?.['template']
}

function revisionOf(revision: KubeObject): number {
  return numberOrZero(revision['revision'])
}

function hashOf({ metadata }: KubeObject): string {
  return metadata.labels?.[revisionLabel] ?? ''
}

function fields(template: unknown): object {
  return isJson(template) ? template : {}
}
