/** The one way of the page to the Kubernetes API: through /k8s on the console's own server. */
import { errorOfAnswer, errorOfSilence } from './apiError.ts'
import { parseWarnings } from './warnings.ts'

export interface RequestOptions {
  /** Sent as JSON. */
  readonly body?: unknown
  /** application/json where none is given; PATCH needs one of Kubernetes' patch types. */
  readonly contentType?: string
  readonly signal?: AbortSignal
  /** A request that changes nothing though its method is not GET: a dry run, an access review. */
  readonly changesNothing?: boolean
}

export interface K8sAnswer {
  readonly json: unknown
  /** What the API server warns of, for example Pod Security violations. */
  readonly warnings: readonly string[]
}

/** The console's server refuses a request without it: no other site can send it. */
const ownHeader = { 'X-Everynode': '1' }

/**
 * Sends one request to the Kubernetes API.
 * @param path path and query as the API server knows them, for example `/api/v1/namespaces`
 * @returns the answer's JSON and warnings
 * @throws ApiError where it is refused or no answer comes; the signal's reason where it was aborted
 */
export async function k8sAnswer(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  options: RequestOptions = {},
): Promise<K8sAnswer> {
  const isWrite = method !== 'GET' && options.changesNothing !== true
  const { response, body } = await exchange(`/k8s${path}`, requestInit(method, options), isWrite)
  if (!response.ok) throw errorOfAnswer(response, parseJson(body), isWrite)
  return { json: parseJson(body), warnings: parseWarnings(response.headers.get('Warning') ?? '') }
}

/** As `k8sAnswer`, for callers that need the JSON alone. */
export async function k8sRequest(
  ...request: Parameters<typeof k8sAnswer>
): Promise<K8sAnswer['json']> {
  const { json } = await k8sAnswer(...request)
  return json
}

/**
 * Reads one of the console's own endpoints.
 * @throws ApiError as `k8sAnswer` does
 */
export async function getJson(path: string, signal: AbortSignal): Promise<unknown> {
  const { response, body } = await exchange(path, { headers: ownHeader, signal }, false)
  if (!response.ok) throw errorOfAnswer(response, parseJson(body), false)
  return parseJson(body)
}

/**
 * Tells one of the console's own endpoints something.
 * @throws ApiError as `k8sAnswer` does
 */
export async function postJson(path: string, content: unknown): Promise<void> {
  const { response, body } = await exchange(path, requestInit('POST', { body: content }), true)
  if (!response.ok) throw errorOfAnswer(response, parseJson(body), true)
}

type Send = (path: string, init: RequestInit) => Promise<Response>

let send: Send = (path, init) => fetch(path, init)

/** From now on requests go another way than over the network. */
export function sendThrough(way: Send): void {
  send = way
}

async function exchange(
  path: string,
  init: RequestInit,
  isWrite: boolean,
): Promise<{ readonly response: Response; readonly body: string }> {
  try {
    const response = await send(path, init)
    return { response, body: await response.text() }
  } catch (error) {
    if (init.signal?.aborted === true) throw error
    throw errorOfSilence(error, isWrite)
  }
}

function requestInit(
  method: string,
  { body, contentType = 'application/json', signal }: RequestOptions,
): RequestInit {
  const content =
    body === undefined
      ? { headers: { ...ownHeader, Accept: 'application/json' } }
      : {
          headers: { ...ownHeader, Accept: 'application/json', 'Content-Type': contentType },
          body: JSON.stringify(body),
        }
  return { method, ...content, ...(signal === undefined ? {} : { signal }) }
}

/** @returns undefined where the text is no JSON: an answer of something else than the API server */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
