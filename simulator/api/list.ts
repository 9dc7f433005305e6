/** LIST, in pages or whole, of now or of a version (apiserver, pkg/storage/etcd3/store.go and pkg/storage/cacher). */
import type { KubeObject } from '../objects.ts'
import { badRequest } from '../registry/refusals.ts'
import type { Resource } from '../registry/resources.ts'
import type { Store } from '../store/store.ts'
import { bodyOf } from './body.ts'
import { type Continue, decodeContinue, encodeContinue } from './continueToken.ts'
import type { Form } from './formTypes.ts'
import { type ListOptions, readListOptions, readVersion } from './listOptions.ts'
import { expired, tooLargeVersion } from './refusals.ts'
import { readSelection, type Selection } from './selection.ts'
import { objectsAt, pathOf, type Present, snapshot } from './snapshot.ts'
import type { Serializer } from './serializer.ts'

export interface Listing {
  readonly request: Request
  readonly store: Store
  readonly resource: Resource
  /** Its plural in the store. */
  readonly stored: string
  /** '' for all. */
  readonly namespace: string
  readonly present: Present
  readonly form: Form
  readonly serializer: Serializer
}

/** @throws ApiError */
export function answerList(listing: Listing): Response {
  const query = new URL(listing.request.url).searchParams
  const options = readListOptions(query, false)
  const selection = readSelection(query, listing.resource, listing.namespace)
  return pageResponse(listing, readPage(listing, options, selection))
}

export interface Page {
  readonly version: number
  readonly objects: readonly KubeObject[]
  readonly continueToken?: string
  readonly remaining?: number
}

function readPage(listing: Listing, options: ListOptions, selection: Selection): Page {
  const { store, stored, present } = listing
  const from = continueOf(options)
  const exact = from === undefined ? versionOf(options, store.version) : from.version
  const version = exact === undefined || exact < 0 ? store.version : exact
  const then = exact === version ? objectsAt(store, stored, version) : store.all(stored)
  if (then === undefined) throw tooOld(from)
  const all = snapshot(then, present, selection)
  const objects = from === undefined ? all : all.filter((object) => isAfter(object, from, listing))
  // The watch cache answers version 0, and does not divide it.
  const limit = options.resourceVersion === '0' ? 0 : options.limit
  if (limit <= 0 || objects.length <= limit) return { version, objects }
  return firstPage({ version, objects, limit }, listing, selection)
}

function firstPage(
  { version, objects, limit }: Page & { readonly limit: number },
  { namespace }: Listing,
  { isSelective }: Selection,
): Page {
  const page = objects.slice(0, limit)
  const last = page.at(-1)
  const start = last === undefined ? '' : `${pathOf(last).slice(namespace.length)}\0`
  const remaining = objects.length - limit
  return {
    version,
    objects: page,
    continueToken: encodeContinue({ version, start }),
    ...(isSelective ? {} : { remaining }),
  }
}

function isAfter(object: KubeObject, { start }: Continue, { namespace }: Listing): boolean {
  return pathOf(object) >= `${namespace}${start}`
}

function continueOf({ continueToken, resourceVersion }: ListOptions): Continue | undefined {
  if (continueToken === '') return undefined
  if (!['', '0'].includes(resourceVersion))
    throw badRequest('specifying resource version is not allowed when using continue')
  return decodeContinue(continueToken)
}

/** @returns the one version that is wanted; undefined: the newest is as good */
function versionOf(options: ListOptions, current: number): number | undefined {
  const { resourceVersion, resourceVersionMatch: match, limit } = options
  const version = readVersion(resourceVersion, (message) =>
    badRequest(`invalid resource version: ${message}`),
  )
  if (version === undefined || version === 0) return undefined
  if (version > current) throw tooLargeVersion(version, current)
  // A version and a limit without a match mean exactly that version, from before there was a match.
  return match === 'Exact' || (match === '' && limit > 0) ? version : undefined
}

function tooOld(from: Continue | undefined): Error {
  if (from === undefined) return expired('The resourceVersion for the provided list is too old.')
  return expired(
    'The provided continue parameter is too old to display a consistent list result. You can start a new list without ' +
      'the continue parameter, or use the continue token in this response to retrieve the remainder of the results. ' +
      'Continuing with the provided token results in an inconsistent list - objects that were created, modified, or ' +
      'deleted between the time the first chunk was returned and now may show up in the list.',
    { continue: encodeContinue({ version: -1, start: from.start }) },
  )
}

/** A list of these objects. */
export function pageResponse({ form, serializer, request }: Listing, page: Page): Response {
  const { version, objects, continueToken, remaining } = page
  const { kind, apiVersion, head, items, item } = form.list
  const metadata = {
    resourceVersion: String(version),
    ...(continueToken === undefined ? {} : { continue: continueToken }),
    ...(remaining === undefined ? {} : { remainingItemCount: remaining }),
  }
  const list = { head: { kind, apiVersion, metadata, ...head }, items, objects, item }
  return new Response(bodyOf(serializer.writeList(list), request), {
    headers: { 'content-type': serializer.mediaType },
  })
}
