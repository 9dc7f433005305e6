/**
 * A Kubernetes API server in memory, as far as watching sees one: lists and pages, WatchList, watches, bookmarks,
 * compaction, and the ways in which all of that goes wrong.
 */
import { type Resource, resources } from '../../domain/stream/lines.ts'
import { UpstreamError } from '../upstream/upstream.ts'
import type { Clock } from './clock.ts'
import { resourceKinds } from './decode/resources.ts'
import {
  type ModelObject,
  bookmarkBytes,
  contentTypeOf,
  errorBytes,
  eventBytes,
  listBytes,
  statusResponse,
  tooLarge,
} from './modelEncoding.test-kit.ts'

type Query = Readonly<Record<string, string>>

export interface LogEntry {
  readonly resource: Resource
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'
  readonly object: ModelObject
}

export interface Asked {
  readonly resource: Resource
  readonly query: Query
  readonly at: number
}

/** What a request gets instead of its answer. */
export type Fault =
  | { readonly kind: 'refuse' | 'hang' | 'html' | 'closeAtOnce' | 'cut' }
  | {
      readonly kind: 'status'
      readonly code: number
      readonly reason: string
      readonly retryAfter?: string
      /** As an ERROR event within a 200. */
      readonly inStream?: boolean
    }

interface Connection {
  readonly resource: Resource
  readonly protobuf: boolean
  readonly controller: ReadableStreamDefaultController<Uint8Array>
  /** Half open: nothing arrives any more. */
  deaf: boolean
  /** Of a WatchList that is not complete yet: the objects that have been sent. */
  sent: Set<string> | undefined
}

export class ModelApiServer {
  readonly #clock: Clock
  readonly #objects: ReadonlyMap<Resource, Map<string, ModelObject>>
  readonly #pages = new Map<string, { readonly version: number; readonly rest: ModelObject[] }>()
  #pageNumber = 0
  #compactedTo = 1000
  /** All that ever happened, for judging what a client has. */
  readonly log: LogEntry[] = []
  readonly connections = new Set<Connection>()
  readonly asked: Asked[] = []
  version = 1000
  /** One for each request to come; further ones are answered as they should be. */
  faults: Fault[] = []
  watchList = true
  protobuf = true
  /** It ignores `limit` for resourceVersion 0. */
  watchCache = true
  /** It says 410 as an event within a 200. */
  expiresInStream = false
  /** It refuses snapshots "not older than" what is compacted. */
  refusesOld = false
  /** Initial events take a while, and changes come between them. */
  trickle = false
  /** Small, whatever the limit is that was asked for. */
  pageSize = 3
  down = false
  forbidden: (resource: Resource, verb: 'list' | 'watch') => boolean = () => false

  constructor(clock: Clock) {
    this.#clock = clock
    this.#objects = new Map(resources.map((resource) => [resource, new Map()]))
  }

  /** Bytes that nobody has taken yet. */
  get unread(): number {
    return [...this.connections].reduce(
      (sum, { controller }) => sum + 1 - (controller.desiredSize ?? 1),
      0,
    )
  }

  list(resource: Resource): ModelObject[] {
    return [...(this.#objects.get(resource)?.values() ?? [])]
  }

  put(resource: Resource, name: string, uid: string): void {
    const objects = this.#objects.get(resource)
    this.version += 1
    const object = { uid, name, version: this.version }
    this.#happened({ resource, type: objects?.has(uid) ? 'MODIFIED' : 'ADDED', object })
    objects?.set(uid, object)
  }

  remove(resource: Resource, uid: string): void {
    const object = this.#objects.get(resource)?.get(uid)
    if (object === undefined) return
    this.version += 1
    this.#objects.get(resource)?.delete(uid)
    this.#happened({ resource, type: 'DELETED', object: { ...object, version: this.version } })
  }

  /** History begins now, and lists can't be gone on with. */
  compact(): void {
    this.#compactedTo = this.version
    this.#pages.clear()
  }

  bookmark(): void {
    for (const connection of this.connections)
      this.#send(connection, bookmarkBytes(connection, this.version, false))
  }

  /** Ends all open watches as servers do. */
  close(): void {
    for (const connection of this.#takeAll()) connection.controller.close()
  }

  /** Breaks all open connections in the middle of an event. */
  cut(): void {
    for (const connection of this.#takeAll()) {
      const event = eventBytes(connection, 'MODIFIED', { uid: 'cut', name: 'cut', version: 1 })
      this.#send(connection, event.subarray(0, event.length / 2))
      // What is in the queue is lost with an error: a real connection delivers it.
      queueMicrotask(() => queueMicrotask(() => connection.controller.error(new TypeError('cut'))))
    }
  }

  garbage(): void {
    for (const connection of this.#takeAll())
      this.#send(connection, new Uint8Array([0, 0, 0, 4, 255, 255, 255, 255, 60]))
  }

  /** Nothing arrives any more on the connections that are open. */
  deafen(): void {
    for (const connection of this.connections) connection.deaf = true
  }

  errorEvent(code: number, reason: string): void {
    for (const connection of this.#takeAll())
      this.#send(connection, errorBytes(connection, code, reason))
  }

  readonly upstream = (request: Request): Promise<Response> => {
    const url = new URL(request.url)
    const resource = resources.find((candidate) => resourceKinds[candidate].path === url.pathname)
    if (resource === undefined) throw new Error(`nothing at ${url.pathname}`)
    const query = Object.fromEntries(url.searchParams)
    this.asked.push({ resource, query, at: this.#clock.now() })
    const fault: Fault | undefined = this.down ? { kind: 'refuse' } : this.faults.shift()
    if (fault !== undefined && fault.kind !== 'cut') return fail(fault, request.signal)
    return Promise.resolve(this.#answer(resource, query, request, fault !== undefined))
  }

  #answer(resource: Resource, query: Query, { headers, signal }: Request, cut: boolean): Response {
    const verb = query['watch'] === '1' ? 'watch' : 'list'
    if (this.forbidden(resource, verb)) return statusResponse(403, 'Forbidden')
    const accepted = headers.get('accept') ?? ''
    const wire = { resource, protobuf: this.protobuf && accepted.includes('protobuf') }
    const version = Number(query['resourceVersion'] ?? 0)
    if (version > this.version) return tooLarge()
    if (this.refusesOld && version > 0 && version < this.#compactedTo)
      return statusResponse(410, 'Expired')
    if (verb === 'list') return this.#list(wire, query, cut)
    const initial = query['sendInitialEvents'] === 'true'
    if (initial && !this.watchList) return statusResponse(422, 'Invalid')
    if (!initial && version === 0) throw new Error('a plain watch without a version')
    const expired = !initial && version < this.#compactedTo
    if (expired && !this.expiresInStream) return statusResponse(410, 'Expired')
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        const connection = { ...wire, controller, deaf: false, sent: undefined }
        if (expired) this.#send(connection, errorBytes(wire, 410, 'Expired'))
        else this.#open(connection, version, initial, cut, signal)
      },
    })
    return new Response(body, { headers: { 'content-type': contentTypeOf(wire.protobuf, true) } })
  }

  #open(
    connection: Connection,
    version: number,
    initial: boolean,
    cut: boolean,
    signal: AbortSignal,
  ): void {
    this.connections.add(connection)
    signal.addEventListener('abort', () => {
      this.connections.delete(connection)
      connection.controller.error(new UpstreamError('aborted', 'aborted'))
    })
    if (initial) this.#sendInitial(connection, cut)
    else this.#sendSince(connection, version)
    if (!cut) return
    this.connections.delete(connection)
    setImmediate(() => connection.controller.error(new TypeError('cut')))
  }

  #sendSince(connection: Connection, version: number): void {
    for (const { resource, type, object } of this.log) {
      if (resource === connection.resource && object.version > version)
        this.#send(connection, eventBytes(connection, type, object))
    }
  }

  #sendInitial(connection: Connection, cut: boolean): void {
    const sent = new Set<string>()
    connection.sent = sent
    const send = (share: number): void => {
      const objects = this.list(connection.resource).filter(({ uid }) => !sent.has(uid))
      for (const object of objects.slice(0, Math.ceil(objects.length * share))) {
        sent.add(object.uid)
        this.#send(connection, eventBytes(connection, 'ADDED', object))
      }
    }
    const finish = (): void => {
      if (!this.connections.has(connection)) return
      send(1)
      connection.sent = undefined
      this.#send(connection, bookmarkBytes(connection, this.version, true))
    }
    send(0.5)
    if (cut) return
    if (this.trickle) this.#clock.after(3000, finish)
    else finish()
  }

  #list(wire: { resource: Resource; protobuf: boolean }, query: Query, cut: boolean): Response {
    const asked = query['resourceVersion']
    const token = query['continue']
    const page = token === undefined ? undefined : this.#pages.get(token)
    if (token !== undefined && page === undefined) return statusResponse(410, 'Expired')
    const items = page?.rest ?? this.list(wire.resource)
    const version = page?.version ?? this.version
    const unlimited = query['limit'] === undefined || (asked === '0' && this.watchCache)
    const size = unlimited ? items.length : this.pageSize
    const next = items.length > size ? `page-${(this.#pageNumber += 1)}` : ''
    if (next !== '') this.#pages.set(next, { version, rest: items.slice(size) })
    const bytes = listBytes(wire, items.slice(0, size), version, next)
    return new Response(cut ? brokenBody(bytes) : new Uint8Array(bytes), {
      headers: { 'content-type': contentTypeOf(wire.protobuf, false) },
    })
  }

  #happened(entry: LogEntry): void {
    this.log.push(entry)
    for (const connection of this.connections) {
      const concerned = connection.sent === undefined || connection.sent.has(entry.object.uid)
      if (connection.resource === entry.resource && concerned)
        this.#send(connection, eventBytes(connection, entry.type, entry.object))
    }
  }

  #send({ deaf, controller }: Connection, bytes: Uint8Array): void {
    if (!deaf) controller.enqueue(bytes)
  }

  #takeAll(): Connection[] {
    const all = [...this.connections]
    this.connections.clear()
    return all
  }
}

function fail(fault: Exclude<Fault, { kind: 'cut' }>, signal: AbortSignal): Promise<Response> {
  const { promise, resolve, reject } = Promise.withResolvers<Response>()
  const json = { headers: { 'content-type': 'application/json' } }
  if (fault.kind === 'refuse') reject(new UpstreamError('unreachable', 'connection refused'))
  else if (fault.kind === 'html')
    resolve(new Response('<html>', { status: 502, headers: { 'content-type': 'text/html' } }))
  else if (fault.kind === 'closeAtOnce') resolve(new Response('', json))
  else if (fault.kind === 'status') {
    const { code, reason, retryAfter, inStream } = fault
    if (inStream === true)
      resolve(
        new Response(errorBytes({ resource: 'pods', protobuf: false }, code, reason).slice(), json),
      )
    else resolve(statusResponse(code, reason, retryAfter))
  }
  signal.addEventListener('abort', () => reject(new UpstreamError('aborted', 'aborted')))
  return promise
}

function brokenBody(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => {
      controller.enqueue(bytes.subarray(0, bytes.length / 2))
      setImmediate(() => controller.error(new TypeError('cut')))
    },
  })
}
