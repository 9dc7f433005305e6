/**
 * The door: is this request one of the page's own? Everything is read from the raw bytes, since what comes later
 * (new URL, Headers) joins, decodes and cleans. What passes here means the same to everyone who reads it afterwards.
 */
import { isKnownContentType, isKnownQuery } from './allowList.ts'
import type { OwnNames } from './ownNames.ts'
import { isApi, type RawRequest, rawValues, type Refusal, splitTarget } from './rawRequest.ts'

/** As kube-apiserver's own limit (apiserver pkg/server/config.go, MaxRequestBodyBytes). */
export const maxBodyBytes = 3 * 1024 * 1024

const refuse = (status: number, message: string): Refusal => ({ status, message })

/** @returns why a request is turned away, undefined where it may pass */
export function inspectRequest(raw: RawRequest, names: OwnNames): Refusal | undefined {
  return (
    inspectHost(raw, names) ??
    inspectFraming(raw) ??
    inspectTarget(raw) ??
    (isApi(raw.target) ? inspectApi(raw, names) : inspectPage(raw))
  )
}

/** DNS rebinding: the name must be one of ours, port included, and there must be exactly one. */
function inspectHost(raw: RawRequest, names: OwnNames): Refusal | undefined {
  const [host, ...more] = rawValues(raw, 'host')
  if (host === undefined || more.length > 0) return refuse(400, 'A request names one host.')
  if (names.hosts.has(host.toLowerCase())) return undefined
  return refuse(421, 'The console does not answer to this host name (see --public-name).')
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'])

function inspectFraming(raw: RawRequest): Refusal | undefined {
  if (raw.rawHeaders.some((name, index) => index % 2 === 0 && /^sec-websocket-/i.test(name)))
    return refuse(400, 'There are no WebSockets here.')
  if (rawValues(raw, 'upgrade').length > 0) return refuse(403, 'Connections are not upgraded.')
  if (rawValues(raw, 'expect').length > 0) return refuse(417, 'No expectation is met.')
  if (!methods.has(raw.method)) return refuse(405, 'This method is not allowed.')
  if (hasBody(raw) && ['GET', 'HEAD'].includes(raw.method))
    return refuse(400, 'A read has no body.')
  const length = Number(rawValues(raw, 'content-length')[0] ?? 0)
  return length > maxBodyBytes ? refuse(413, 'The body is larger than 3 MiB.') : undefined
}

function hasBody(raw: RawRequest): boolean {
  const isEmpty = rawValues(raw, 'content-length').every((length) => length === '0')
  return !isEmpty || rawValues(raw, 'transfer-encoding').length > 0
}

/** Only `/path?query` of visible ASCII: no other host, no fragment, nothing that `new URL` takes for a slash. */
function inspectTarget({ target }: RawRequest): Refusal | undefined {
  const isPlain = /^\/[\x21-\x7e]*$/.test(target) && !/^\/[/\\]|#/.test(target)
  return isPlain ? undefined : refuse(400, 'The request target is not a plain path.')
}

/** The page's files and routes: a path that needs decoding or cleaning is none of them. */
function inspectPage(raw: RawRequest): Refusal | undefined {
  if (raw.method !== 'GET' && raw.method !== 'HEAD')
    return refuse(405, 'This method is not allowed.')
  return isClean(splitTarget(raw.target).path) ? undefined : refuse(404, 'Not found.')
}

function isClean(path: string): boolean {
  return !/[%\\;"<>^`{|}]|\/\/|\/\.{1,2}(\/|$)/.test(path)
}

function inspectApi(raw: RawRequest, names: OwnNames): Refusal | undefined {
  const { path, query } = splitTarget(raw.target)
  const endpoint = path.split('/')[1] ?? ''
  if (!isClean(path)) return refuse(400, 'The path is not a plain one.')
  if (!isKnownQuery(endpoint, query) || !/^([^%\\;"<>^`{|}]|%[0-9a-f]{2})*$/i.test(query))
    return refuse(400, 'The query has a name or a character that is not allowed.')
  if (!isKnownMethod(raw.method, endpoint)) return refuse(405, 'This method is not allowed.')
  return inspectSource(raw, names) ?? inspectContentType(raw)
}

function isKnownMethod(method: string, endpoint: string): boolean {
  if (endpoint === 'demo') return method === 'POST'
  return method === 'GET' || (method !== 'HEAD' && endpoint === 'k8s')
}

/**
 * Cross-site requests: a page elsewhere cannot set X-Everynode without asking first, and nothing here says yes; and
 * the browser says where a request comes from, by Sec-Fetch-Site, or by Origin where it comes without (plain http
 * to another machine). Writes always say one of the two.
 */
function inspectSource(raw: RawRequest, names: OwnNames): Refusal | undefined {
  const [own, ...more] = rawValues(raw, 'x-everynode')
  const sites = rawValues(raw, 'sec-fetch-site')
  const origins = rawValues(raw, 'origin')
  const isOwn =
    own === '1' &&
    more.length === 0 &&
    sites.every((site) => site === 'same-origin') &&
    origins.every((origin) => names.origins.has(origin)) &&
    (raw.method === 'GET' || sites.length + origins.length > 0)
  return isOwn ? undefined : refuse(403, 'Only the console’s own page may ask this.')
}

/** kube-apiserver takes a body without a type for JSON, and a form can send one: the type must be said. */
function inspectContentType(raw: RawRequest): Refusal | undefined {
  const types = rawValues(raw, 'content-type')
  const needsNone = raw.method === 'DELETE' && types.length === 0 && !hasBody(raw)
  if (raw.method === 'GET' || needsNone || isKnownContentType(raw.method, types)) return undefined
  return refuse(403, 'A body of this content type is not allowed.')
}
