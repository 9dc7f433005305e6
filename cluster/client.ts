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
  /** How long an answer may take: by default more than the largest list of the largest cluster does. */
  readonly patienceMs?: number
}

/** A JSON client of one API server, with a pool of kept connections per kind of credential. */
export function createClient(config: ClientConfig): Request {
  const { ca, cert, key, patienceMs = 120_000 } = config
  const pool = { keepAlive: true, maxSockets: 64 }
  const withToken = new Agent({ ...pool, ca })
  const withCertificate = new Agent({ ...pool, ca, cert, key })
  const credentials = (user: User): Credentials =>
    user === 'admin-cert'
      ? { agent: withCertificate, headers: {} }
      : { agent: withToken, headers: { authorization: `Bearer ${config.tokens[user]}` } }

  return async (user, method, path, body, options = {}) => {
    const url = new URL(path, config.url)
    const signal = AbortSignal.timeout(patienceMs)
    const answer = await exchange(url, method, credentials(user), signal, body, options).catch(
      (error: unknown) => {
        if (!signal.aborted) throw error
        const why = `${method} ${path} as ${user}: no answer within ${patienceMs / 1000} s`
        throw new Error(why, { cause: error })
      },
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
  signal: AbortSignal,
  body: unknown,
  options: RequestOptions,
): Promise<Answer> {
  const sent = body === undefined ? undefined : JSON.stringify(body)
  const headers = {
    ...credentials.headers,
    accept: options.accept ?? 'application/json',
    ...(sent === undefined ? {} : { 'content-type': options.contentType ?? contentTypeOf(method) }),
  }
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const outgoing = httpsRequest(url, { ...credentials, signal, method, headers })
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
