/** A clock that moves when it is told to, and a server that a test speaks for. */
import { aDaemonSet, aNode, aPod } from '../../domain/grid/grid.test-kit.ts'
import type { Line, Resource, ResourceObjects } from '../../domain/stream/lines.ts'
import type { Environment } from './environment.ts'

/** One request of the stream, and its answer as the test writes it. */
export class ScriptedRequest {
  readonly query: URLSearchParams
  readonly headers: Headers
  readonly signal: AbortSignal | null
  readonly response: Promise<Response>
  readonly #answered = Promise.withResolvers<Response>()
  #body: ReadableStreamDefaultController<Uint8Array> | undefined

  constructor(url: string, init: RequestInit) {
    this.query = new URL(url).searchParams
    this.headers = new Headers(init.headers)
    this.signal = init.signal ?? null
    this.response = this.#answered.promise
    this.signal?.addEventListener('abort', () => this.#break('aborted'))
  }

  get isAborted(): boolean {
    return this.signal?.aborted === true
  }

  /** Sends lines; the first ones begin the answer. */
  async send(...lines: readonly Line[]): Promise<void> {
    await this.sendText(lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  }

  async sendText(text: string): Promise<void> {
    await this.sendBytes(new TextEncoder().encode(text))
  }

  async sendBytes(bytes: Uint8Array): Promise<void> {
    if (this.#body === undefined) {
      const body = new ReadableStream<Uint8Array>({ start: (body) => void (this.#body = body) })
      this.#answered.resolve(new Response(body))
    }
    this.#body?.enqueue(bytes)
    await macrotasks()
  }

  async end(): Promise<void> {
    this.#body?.close()
    await macrotasks()
  }

  /** The connection breaks. */
  async fail(message = 'connection reset'): Promise<void> {
    this.#break(message)
    await macrotasks()
  }

  #break(message: string): void {
    const error = new TypeError(message)
    this.#answered.reject(error)
    try {
      this.#body?.error(error)
    } catch {
      // It had ended before.
    }
  }

  async refuse(status: number, headers: Record<string, string> = {}): Promise<void> {
    this.#answered.resolve(new Response('', { status, headers }))
    await macrotasks()
  }
}

/** Lets everything run that waits for no timer. */
export async function macrotasks(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    await new Promise((resolve) => {
      setTimeout(resolve, 0)
    })
  }
}

export class ScriptedWorld implements Environment {
  readonly requests: ScriptedRequest[] = []
  readonly errors: unknown[] = []
  readonly url = 'http://console/stream'
  #time = Date.UTC(2026, 0, 1)
  #timers: { readonly at: number; readonly run: () => void }[] = []

  readonly fetch = (url: string, init: RequestInit): Promise<Response> => {
    const request = new ScriptedRequest(url, init)
    this.requests.push(request)
    return request.response
  }
  readonly now = (): number => this.#time
  readonly random = (): number => 0.5
  readonly report = (error: unknown): void => void this.errors.push(error)
  readonly after = (ms: number, run: () => void): (() => void) => {
    const timer = { at: this.#time + ms, run }
    this.#timers.push(timer)
    return () => void (this.#timers = this.#timers.filter((each) => each !== timer))
  }

  /** The newest request. */
  get request(): ScriptedRequest {
    const request = this.requests.at(-1)
    if (request === undefined) throw new Error('nothing has been requested')
    return request
  }

  /** Moves the clock, and runs what becomes due at its time. */
  async pass(ms: number): Promise<void> {
    const end = this.#time + ms
    for (;;) {
      const [next] = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)
      if (next === undefined) break
      this.#timers = this.#timers.filter((each) => each !== next)
      this.#time = Math.max(this.#time, next.at)
      next.run()
      await macrotasks()
    }
    this.#time = end
  }

  /** The machine sleeps: the clock moves, and timers run late. */
  sleep(ms: number): void {
    this.#time += ms
  }
}

export function hello(world: ScriptedWorld): Line {
  return { type: 'hello', protocol: 1, at: world.now() }
}

/** The lines of a complete snapshot. */
export function snapshot<R extends Resource>(
  resource: R,
  objects: readonly ResourceObjects[R][],
  version = '100',
): readonly Line[] {
  const freshness = { state: 'live', asOf: 5, since: 5 } as const
  return [
    lineOf(resource, { type: 'reset' }),
    lineOf(resource, { type: 'items', objects }),
    lineOf(resource, { type: 'end', resourceVersion: version }),
    lineOf(resource, { type: 'freshness', freshness }),
  ]
}

export function delta<R extends Resource>(
  resource: R,
  upserts: readonly ResourceObjects[R][],
  deletes: readonly string[],
  version = '101',
): Line {
  return lineOf(resource, { type: 'delta', upserts, deletes, resourceVersion: version })
}

/** Lines go through JSON, as they would on their way: the types of the parts are the callers' business. */
export function lineOf(resource: Resource, rest: object): Line {
  return JSON.parse(JSON.stringify({ resource, ...rest }))
}

/** A small cluster: DaemonSet d with a Ready Pod on each of these nodes. */
export function smallCluster(names: readonly string[]): readonly Line[] {
  return [
    ...snapshot('namespaces', []),
    ...snapshot(
      'nodes',
      names.map((name) => aNode(name)),
      '11',
    ),
    ...snapshot('daemonsets', [aDaemonSet('d')], '12'),
    ...snapshot('controllerrevisions', [], '13'),
    ...snapshot(
      'pods',
      names.map((name) => aPod('d', name)),
      '14',
    ),
  ]
}
