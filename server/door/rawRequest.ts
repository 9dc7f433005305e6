/** A request as it came over the wire, before anything has joined, decoded or normalised a part of it. */
export interface RawRequest {
  readonly method: string
  /** The request target: `/path?query`, if all is well. */
  readonly target: string
  /** Name, value, name, value. */
  readonly rawHeaders: readonly string[]
}

/** Why a request is turned away. */
export interface Refusal {
  readonly status: number
  readonly message: string
}

/** @param name in lower case. @returns every value of a header, in order */
export function rawValues({ rawHeaders }: RawRequest, name: string): readonly string[] {
  return rawHeaders.filter(
    (_value, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name,
  )
}

/** @returns the target's path and query, the query without its `?` */
export function splitTarget(target: string): { readonly path: string; readonly query: string } {
  const mark = target.indexOf('?')
  if (mark === -1) return { path: target, query: '' }
  return { path: target.slice(0, mark), query: target.slice(mark + 1) }
}

const apiPath = /^\/(k8s|stream|session|demo)(?![^/?])/

/** Is this for the cluster or the session, and not for the page's files? In doubt, yes. */
export function isApi(target: string): boolean {
  return apiPath.test(target)
}
