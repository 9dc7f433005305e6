/** A client of the API in a few words. */
import { listAt, textAt, at } from './json.test-kit.ts'
import type { Upstream } from './world.test-kit.ts'

export interface Answer {
  readonly status: number
  /** Parsed JSON, or text where it is none. */
  readonly body: unknown
  /** The texts of the Warning headers. */
  readonly warnings: readonly string[]
}

export interface Asked {
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}

const patchTypes = {
  merge: 'application/merge-patch+json',
  json: 'application/json-patch+json',
  strategic: 'application/strategic-merge-patch+json',
} as const

export class Client {
  readonly #upstream: Upstream

  constructor(upstream: Upstream) {
    this.#upstream = upstream
  }

  /** @param path with its query. A body that is text is sent as it is, anything else as JSON. */
  async send(method: string, path: string, asked: Asked = {}): Promise<Response> {
    const { body, headers, signal } = asked
    const content = typeof body === 'string' ? body : JSON.stringify(body)
    return this.#upstream(
      new Request(new URL(path, 'http://cluster'), {
        method,
        headers: {
          accept: 'application/json',
          ...(content === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(content === undefined ? {} : { body: content }),
        ...(signal === undefined ? {} : { signal }),
      }),
    )
  }

  async ask(method: string, path: string, asked: Asked = {}): Promise<Answer> {
    const response = await this.send(method, path, asked)
    const warnings = [
      ...(response.headers.get('warning') ?? '').matchAll(/299 - "((?:[^"\\]|\\.)*)"/g),
    ]
    return {
      status: response.status,
      body: parse(await response.text()),
      warnings: warnings.map(([, text]) => (text ?? '').replaceAll(/\\(.)/g, '$1')),
    }
  }

  get(path: string): Promise<Answer> {
    return this.ask('GET', path)
  }

  post(path: string, body: unknown): Promise<Answer> {
    return this.ask('POST', path, { body })
  }

  put(path: string, body: unknown): Promise<Answer> {
    return this.ask('PUT', path, { body })
  }

  patch(path: string, body: unknown, type: keyof typeof patchTypes = 'merge'): Promise<Answer> {
    return this.ask('PATCH', path, { body, headers: { 'content-type': patchTypes[type] } })
  }

  /** @param options DeleteOptions */
  delete(path: string, options?: object): Promise<Answer> {
    return this.ask('DELETE', path, options === undefined ? {} : { body: options })
  }

  async list(path: string): Promise<readonly unknown[]> {
    return listAt((await this.get(path)).body, 'items')
  }
}

/** Not every answer is JSON: /readyz says `ok`. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** A refusal, without what differs from cluster to cluster. */
export function refusal({ status, body }: Answer): object {
  const details = at(body, 'details')
  return {
    status,
    reason: textAt(body, 'reason'),
    message: textAt(body, 'message'),
    ...(details === undefined ? {} : { details }),
  }
}

/** `FIELD: REASON: MESSAGE` of the causes of a refusal; the API server names some of them twice. */
export function causes({ body }: Answer): readonly string[] {
  const texts = listAt(body, 'details', 'causes').map((cause) =>
    ['field', 'reason', 'message'].map((key) => textAt(cause, key)).join(': '),
  )
  return [...new Set(texts)]
}
