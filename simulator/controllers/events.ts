/** Events about objects, as client-go's recorder writes them (tools/record/event.go). */
import { numberOrZero, textOrEmpty } from '../../domain/decode/readJson.ts'
import type { Clock } from '../clock.ts'
import type { KubeObject } from '../objects.ts'
import { ApiError } from '../registry/apiError.ts'
import type { Registry } from '../registry/registry.ts'
import { timeText } from '../store/store.ts'
import { type Correlated, EventCorrelator } from './eventCorrelator.ts'

export interface EventSource {
  /** Such as daemonset-controller. */
  readonly component: string
  /** The node of a kubelet. */
  readonly host?: string
}

/**
 * Records an event about an object. Equal ones are counted, many similar ones become one, and too many about one object
 * are dropped; one that the API server refuses is lost.
 * @param fieldPath the part of the object, such as spec.containers{app}
 */
export type RecordEvent = (
  object: KubeObject,
  type: 'Normal' | 'Warning',
  reason: string,
  message: string,
  fieldPath?: string,
) => void

interface EventWorld {
  readonly registry: Registry
  readonly clock: Clock
}

/** @returns what records the events of one source */
export function eventRecorder({ registry, clock }: EventWorld, source: EventSource): RecordEvent {
  const correlator = new EventCorrelator(clock.now)
  const nameOf = sharedNames.get(registry) ?? eventNames(clock)
  sharedNames.set(registry, nameOf)
  return (object, type, reason, message, fieldPath) => {
    const about = `${object.metadata.uid}/${fieldPath ?? ''}`
    const correlated = correlator.correlate({ about, type, reason, message })
    if (correlated === undefined) return
    const event = newEvent(clock, source, object, { type, reason, message }, correlated)
    const involved = involvedObject(object, fieldPath)
    const manifest = { ...event, involvedObject: involved }
    const name = nameOf(object.metadata.name)
    const written = unlessRefused(() => write(registry, correlated, manifest, name))
    if (written === undefined) return
    const { namespace = '' } = written.metadata
    correlator.wrote(correlated.key, {
      namespace,
      name: written.metadata.name,
      count: numberOrZero(written['count']),
      firstTimestamp: textOrEmpty(written['firstTimestamp']),
    })
  }
}

/** One for all recorders of a cluster: two of them may tell of one object in the same millisecond. */
const sharedNames = new WeakMap<Registry, (objectName: string) => string>()

/** The time in nanoseconds keeps names apart; events of the same millisecond get different ones. */
function eventNames(clock: Clock): (objectName: string) => string {
  let last = 0n
  return (objectName) => {
    const now = BigInt(clock.now()) * 1_000_000n
    last = now > last ? now : last + 1n
    return `${objectName}.${last.toString(16)}`
  }
}

function involvedObject(object: KubeObject, fieldPath: string | undefined): unknown {
  const { kind, apiVersion, metadata } = object
  const { namespace, name, uid, resourceVersion } = metadata
  return {
    kind,
    ...(namespace === undefined ? {} : { namespace }),
    name,
    uid,
    apiVersion,
    resourceVersion,
    ...(fieldPath === undefined ? {} : { fieldPath }),
  }
}

interface Told {
  readonly type: string
  readonly reason: string
  readonly message: string
}

function newEvent(
  clock: Clock,
  source: EventSource,
  object: KubeObject,
  { type, reason }: Told,
  { message, isCombined }: Correlated,
): Readonly<Record<string, unknown>> & { readonly metadata: { readonly namespace: string } } {
  const now = timeText(clock.now())
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { namespace: object.metadata.namespace ?? 'default' },
    type,
    reason,
    message,
    source,
    firstTimestamp: now,
    lastTimestamp: now,
    count: 1,
    // An event that stands for several has lost its reporter (EventAggregate).
    reportingComponent: isCombined ? '' : source.component,
    reportingInstance: isCombined ? '' : (source.host ?? ''),
  }
}

/** An event that is known is counted up; where it has gone it comes again with its count (recordEvent). */
function write(
  registry: Registry,
  { known, message }: Correlated,
  manifest: ReturnType<typeof newEvent>,
  name: string,
): KubeObject {
  const { metadata, lastTimestamp } = manifest
  const { namespace } = metadata
  if (known === undefined) {
    return registry.create('events', namespace, { ...manifest, metadata: { namespace, name } })
  }
  const { firstTimestamp } = known
  const count = known.count + 1
  const existing = find(registry, known)
  if (existing !== undefined) {
    return registry.update('events', known, { ...existing, message, lastTimestamp, count })
  }
  const again = { ...manifest, metadata: { namespace, name: known.name }, firstTimestamp, count }
  return registry.create('events', namespace, again)
}

function find(
  registry: Registry,
  key: { readonly namespace: string; readonly name: string },
): KubeObject | undefined {
  return unlessRefused(() => registry.get('events', key))
}

function unlessRefused<Result>(request: () => Result): Result | undefined {
  try {
    return request()
  } catch (error) {
    if (error instanceof ApiError) return undefined
    throw error
  }
}
