import type { IncomingMessage } from 'node:http'
import { Agent, request as httpsRequest } from 'node:https'

import { RequestError } from './errors.ts'
import { textAt } from './json.ts'
import type { Request, RequestOptions, TokenUser, User } from './types.ts'

export type ClientConfig = {
  readonly url: string
  readonly ca: Buffer
  readonly cert: Buffer
  readonly key: Buffer
  readonly tokens: Readonly<Record<TokenUser, string>>
}

/** A JSON client of one API server, with a pool of kept connections per kind of credential. */
export function createClient(config: ClientConfig): Request {
  const { ca, cert, key } = config
  const pool = { keepAlive: true, maxSockets: 64 }
  const withToken = new Agent({ ...pool, ca })
  const withCertificate = new Agent({ ...pool, ca, cert, key })
  const credentials = (user: User): Credentials =>
    user === 'admin-cert'
      ? { agent: withCertificate, headers: {} }
      : { agent: withToken, headers: { authorization: `Bearer ${config.tokens[user]}` } }

  return async (user, method, path, body, options = {}) => {
    const answer = await exchange(
      new URL(path, config.url),
      method,
      credentials(user),
      body,
      options,
    )
    const parsed = parseBody(answer.text)
    if (answer.status >= 200 && answer.status < 300) return parsed
    const message = textAt(parsed, 'message') || answer.text.trim()
    throw new RequestError(`${method} ${path} as ${user}`, answer.status, message, parsed)
  }
}

type Credentials = { readonly agent: Agent; readonly headers: Readonly<Record<string, string>> }
type Answer = { readonly status: number; readonly text: string }

function exchange(
  url: URL,
  method: string,
  credentials: Credentials,
  body: unknown,
  options: RequestOptions,
): Promise<Answer> {
  const sent = body === undefined ? undefined : JSON.stringify(body)
  const headers = {
    ...credentials.headers,
    accept: options.accept ?? 'application/json',
    ...(sent === undefined ? {} : { 'content-type': options.contentType ?? contentTypeOf(method) }),
  }
  const signal = options.signal === undefined ? {} : { signal: options.signal }
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const outgoing = httpsRequest(url, { ...credentials, ...signal, method, headers })
  outgoing.on('error', reject)
  outgoing.on('response', (incoming) => void readAnswer(incoming).then(resolve, reject))
  outgoing.end(sent)
  return promise
}

function contentTypeOf(method: string): string {
  return method === 'PATCH' ? 'application/merge-patch+json' : 'application/json'
}

async function readAnswer(incoming: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  return { status: incoming.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }
}

/** Not every answer is JSON: /readyz says `ok`, a log is text. */
function parseBody(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
