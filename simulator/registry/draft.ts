/** What a client sends, read into the shape of an object that is on its way into the store. */
import {
  isJson,
  list,
  number,
  shape,
  text,
  textOrEmpty,
  texts,
  type Json,
} from '../../domain/decode/readJson.ts'
import type { KubeObject, Meta, Owner } from '../objects.ts'
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

function readMetadata(value: unknown): DraftMeta {
  return readMeta(value) ?? { name: '' }
}

/**
 * Reads a manifest.
 * @param old the object that it is to change: parts of it that are sent back need no look
 * @throws ApiError where it is no object
 */
export function readDraft(resource: Resource, manifest: unknown, old?: KubeObject): Draft {
  if (!isJson(manifest)) throw badRequest('the object provided is unrecognized')
  const { metadata, spec, status, ...others } = manifest
  return {
    // A ControllerRevision's data is kept as it was sent.
    ...(resource.plural === 'controllerrevisions' ? others : bare(others)),
    apiVersion: apiVersionOf(resource),
    kind: resource.kind,
    metadata:
      metadata === old?.metadata && old !== undefined ? old.metadata : readMetadata(metadata),
    ...(isJson(spec) && { spec: spec === old?.spec ? spec : bare(spec) }),
    ...(isJson(status) && { status: status === old?.status ? status : bare(status) }),
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
function bare<T extends Json>(object: T): T
function bare(object: Json): Json {
  if (isBare(object)) return object
  const cleaned = Object.entries(object).map(([key, value]) => [key, bareValue(value)] as const)
  return Object.fromEntries(cleaned.filter(([key, value]) => !isNothing(key, value)))
}

function bareValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bareValue)
  return isJson(value) ? bare(value) : value
}

/** Lists that the Pods of one template share. */
const shared = new Set(['containers', 'initContainers', 'volumes'])
const known = new WeakSet()

/** Is there nothing to take away? Most objects have been here before: this is quick, and makes nothing. */
function isBare(object: Json): boolean {
  for (const key in object) {
    const value = object[key]
    if (isNothing(key, value)) return false
    if (typeof value !== 'object' || value === null || known.has(value)) continue
    if (Array.isArray(value) ? !value.every(isBareItem) : isJson(value) && !isBare(value)) {
      return false
    }
    if (shared.has(key)) known.add(value)
  }
  return true
}

function isBareItem(item: unknown): boolean {
  return Array.isArray(item) ? item.every(isBareItem) : !isJson(item) || isBare(item)
}

function isNothing(key: string, value: unknown): boolean {
  if (value === null || value === undefined) return true
  if (typeof value !== 'object') return false
  if (Array.isArray(value)) return value.length === 0
  return maps.has(key) && Object.keys(value).length === 0
}
