/** A registry for tests: its time stands still, its uids and generated names are always the same. */
import { SteppedClock } from '../clock.ts'
import { Store } from '../store/store.ts'
import { ApiError } from './apiError.ts'
import { createRegistry, type RegistryParts } from './createRegistry.ts'
import type { Registry } from './registry.ts'

export interface TestCluster {
  readonly registry: Registry
  readonly store: Store
  readonly clock: SteppedClock
}

export function testCluster(options: Partial<RegistryParts> = {}): TestCluster {
  const clock = new SteppedClock(Date.UTC(2026, 0, 1))
  let uids = 0
  const newUid = (): string => `uid-${(uids += 1)}`
  const store = new Store({ now: clock.now, newUid })
  let turns = 0
  const random = (): number => (turns++ % 27) / 27
  const registry = createRegistry({ store, clock, random, newUid, ...options })
  registry.create('namespaces', '', { metadata: { name: 'shop' } })
  return { registry, store, clock }
}

export const agent = { namespace: 'shop', name: 'agent' }

export function daemonSet(spec: object = {}, metadata: object = {}): object {
  return {
    metadata: { name: 'agent', ...metadata },
    spec: {
      selector: { matchLabels: { app: 'agent' } },
      template: {
        metadata: { labels: { app: 'agent' } },
        spec: { containers: [{ name: 'main', image: 'agent:1' }] },
      },
      ...spec,
    },
  }
}

export function pod(spec: object = {}, metadata: object = {}): object {
  return {
    metadata: { name: 'agent', ...metadata },
    spec: { containers: [{ name: 'main', image: 'agent:1' }], ...spec },
  }
}

/** The refusal of a request, as a Status would say it. */
export function refusal(request: () => unknown): object {
  try {
    request()
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    const { code, reason, message, details } = error
    return { code, reason, message, details }
  }
  throw new Error('the request was not refused')
}

/** Why an object is invalid, each as "field: message", each once. */
export function causesOf(request: () => unknown): readonly string[] {
  try {
    request()
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    const causes = error.details?.causes ?? []
    return [...new Set(causes.map(({ field, message }) => `${field}: ${message}`))]
  }
  throw new Error('the request was not refused')
}
