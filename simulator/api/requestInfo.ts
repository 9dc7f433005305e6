/** What a request is about, by its path and method alone (apiserver, pkg/endpoints/request/requestinfo.go). */

export interface RequestInfo {
  /** false: of a path that is none of an API group's resources, such as /version. */
  readonly isResource: boolean
  readonly path: string
  /** get, list, watch, create, …; of other paths the method in lower case. */
  readonly verb: string
  readonly group: string
  readonly version: string
  readonly resource: string
  readonly subresource: string
  readonly namespace: string
  readonly name: string
}

const verbs: Readonly<Record<string, string>> = {
  POST: 'create',
  GET: 'get',
  HEAD: 'get',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
}

export function readRequestInfo(method: string, url: URL): RequestInfo {
  const segments = url.pathname.split('/').filter((segment) => segment !== '')
  const rest = segments[0] === 'api' ? segments.slice(1) : segments.slice(2)
  const [version, ...parts] = rest
  if (!['api', 'apis'].includes(segments[0] ?? '') || version === undefined || parts.length === 0)
    return nonResource(method, url.pathname)
  const group = segments[0] === 'api' ? '' : (segments[1] ?? '')
  const place = readPlace(parts.map(decodeURIComponent))
  const name = place.name || nameInFieldSelector(url.searchParams)
  const verb = verbs[method] ?? ''
  const found = { isResource: true, path: url.pathname, group, version, ...place }
  if (place.name !== '') return { ...found, verb }
  if (verb === 'get')
    return { ...found, name, verb: isSet(url.searchParams.get('watch')) ? 'watch' : 'list' }
  return verb === 'delete' ? { ...found, name, verb: 'deletecollection' } : { ...found, verb }
}

function nonResource(method: string, path: string): RequestInfo {
  const none = { group: '', version: '', resource: '', subresource: '', namespace: '', name: '' }
  return { isResource: false, path, verb: method.toLowerCase(), ...none }
}

type Place = Pick<RequestInfo, 'resource' | 'subresource' | 'namespace' | 'name'>

/** A namespace's own subresources; whatever else follows its name is a resource in it. */
const namespaceSubresources = new Set(['status', 'finalize'])

function readPlace(parts: readonly string[]): Place {
  const [first = '', namespace = '', third] = parts
  const isNamespace = third === undefined || namespaceSubresources.has(third)
  if (first !== 'namespaces' || namespace === '') return placeOf(parts, '')
  return placeOf(isNamespace ? parts : parts.slice(2), namespace)
}

function placeOf(parts: readonly string[], namespace: string): Place {
  const [resource = '', name = '', subresource = ''] = parts
  return { resource, name, subresource, namespace }
}

/** Rules for a name hold for lists of it alone, too. */
function nameInFieldSelector(query: URLSearchParams): string {
  const [, name] = /^metadata\.name==?([^,=]+)$/.exec(query.get('fieldSelector') ?? '') ?? []
  return name ?? ''
}

/** As the API server reads a flag of the query (apimachinery, pkg/runtime/converter.go): an empty one is true. */
export function isSet(value: string | null): boolean {
  return value !== null && value !== '0' && value.toLowerCase() !== 'false'
}
