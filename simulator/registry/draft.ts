/** What a client sends, read into the shape of an object that is on its way into the store. */
import {
  isJson,
  shape,
  list,
  text,
  number,
  texts,
  type Json,
} from '../../domain/decode/readJson.ts'
import { textOrEmpty } from '../../domain/decode/readJson.ts'
import type { Meta, Owner } from '../objects.ts'
import { badRequest } from './refusals.ts'
import { apiVersionOf, type Resource } from './resources.ts'

/** An object before it is stored: its name is '' until it has been generated. */
export interface Draft {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: DraftMeta
  readonly spec?: Json
  readonly status?: Json
  readonly [field: string]: unknown
}

export type DraftMeta = Partial<Meta> & { readonly name: string }

function bool(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined
}

const readMeta = shape<DraftMeta>({
  name: textOrEmpty,
  namespace: text,
  generateName: text,
  uid: text,
  resourceVersion: text,
  generation: number,
  creationTimestamp: text,
  deletionTimestamp: text,
  deletionGracePeriodSeconds: number,
  labels: texts,
  annotations: texts,
  ownerReferences: list(
    shape<Owner>({
      apiVersion: textOrEmpty,
      kind: textOrEmpty,
      name: textOrEmpty,
      uid: textOrEmpty,
      controller: bool,
      blockOwnerDeletion: bool,
    }),
  ),
  finalizers: list(text),
})

/** Reads a manifest. @throws ApiError where it is no object */
export function readDraft(resource: Resource, manifest: unknown): Draft {
  if (!isJson(manifest)) throw badRequest('the object provided is unrecognized')
  const { metadata, spec, status, ...others } = manifest
  const meta: DraftMeta = readMeta(metadata) ?? { name: '' }
  return {
    // A ControllerRevision's data is kept as it was sent.
    ...(resource.plural === 'controllerrevisions' ? others : bare(others)),
    apiVersion: apiVersionOf(resource),
    kind: resource.kind,
    metadata: meta,
    ...(isJson(spec) && { spec: bare(spec) }),
    ...(isJson(status) && { status: bare(status) }),
  }
}

/** Maps that Kubernetes leaves out of its JSON where they are empty; other empty objects may mean something. */
const maps = new Set([
  'annotations',
  'data',
  'hard',
  'labels',
  'limits',
  'matchLabels',
  'nodeSelector',
  'overhead',
  'requests',
  'used',
])

/** Without null, empty lists and empty maps, as Kubernetes' JSON is. @returns the same object where there are none */
export function bare<T extends Json>(object: T): T
export function bare(object: Json): Json {
  const entries = Object.entries(object)
  let changed = false
  const kept: [string, unknown][] = []
  for (const [key, value] of entries) {
    const cleaned = isJson(value) ? bare(value) : Array.isArray(value) ? bareItems(value) : value
    if (isNothing(key, cleaned)) {
      changed = true
      continue
    }
    if (cleaned !== value) changed = true
    kept.push([key, cleaned])
  }
  return changed ? Object.fromEntries(kept) : object
}

function bareItems(items: readonly unknown[]): readonly unknown[] {
  const cleaned = items.map((item) => (isJson(item) ? bare(item) : item))
  return cleaned.every((item, index) => item === items[index]) ? items : cleaned
}

function isNothing(key: string, value: unknown): boolean {
  if (value === null || value === undefined) return true
  if (Array.isArray(value)) return value.length === 0
  return maps.has(key) && isJson(value) && Object.keys(value).length === 0
}
