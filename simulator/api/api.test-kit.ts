/** The API of a simulated cluster for tests, with a clock that they step. */
import { testCluster, type TestCluster } from '../registry/registry.test-kit.ts'
import type { Identity, SimulatedCluster } from './call.ts'
import { createSimulatedUpstream } from './simulatedUpstream.ts'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly json: unknown
  readonly text: string
}

/** What is at a path of an answer. */
export function field(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((found, key) => (found as Record<string, unknown>)[key], value)
}

/** The names of a list's items. */
export function namesOf({ json }: Answer): readonly unknown[] {
  return (field(json, 'items') as readonly unknown[]).map((item) => field(item, 'metadata', 'name'))
}

export interface AskOptions {
  readonly accept?: string
  readonly type?: string
  readonly as?: Identity
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}

export interface TestApi extends TestCluster {
  readonly open: (
    method: string,
    path: string,
    body?: unknown,
    options?: AskOptions,
  ) => Promise<Response>
  readonly ask: (
    method: string,
    path: string,
    body?: unknown,
    options?: AskOptions,
  ) => Promise<Answer>
}

export const clusterAdmin: Identity = { user: 'admin', groups: ['system:masters'] }

export function testApi(options: Partial<SimulatedCluster> = {}): TestApi {
  const cluster = testCluster()
  let identity = clusterAdmin
  const parts = { ...cluster, random: () => 0.5, ...options }
  const upstream = createSimulatedUpstream(parts, () => identity)
  const open: TestApi['open'] = (
    method,
    path,
    body,
    { accept, type, as, signal, headers: more } = {},
  ) => {
    identity = as ?? clusterAdmin
    const headers = {
      ...more,
      ...(accept === undefined ? {} : { accept }),
      ...(body === undefined ? {} : { 'content-type': type ?? 'application/json' }),
    }
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
    const init = { method, headers, body: text ?? null, signal: signal ?? null }
    return upstream(new Request(`http://kubernetes${path}`, init))
  }
  const ask: TestApi['ask'] = async (...request) => {
    const response = await open(...request)
    const text = await response.text()
    const isJson = response.headers.get('content-type') === 'application/json'
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: isJson ? JSON.parse(text) : undefined,
    }
  }
  return { ...cluster, open, ask }
}

export interface WatchEvent {
  readonly type: string
  readonly object: unknown
}

/** The events of a watch, one after another; undefined at its end. */
export function eventsOf(response: Response): () => Promise<WatchEvent | undefined> {
  const reader = (response.body ?? new ReadableStream())
    .pipeThrough(new TextDecoderStream())
    .getReader()
  let text = ''
  return async () => {
    while (!text.includes('\n')) {
      const { value, done } = await reader.read()
      if (done) return undefined
      text += value
    }
    const [line = '', ...rest] = text.split('\n')
    text = rest.join('\n')
    return JSON.parse(line)
  }
}
