/** What waits to be sent of one resource: of each object only its latest state, so that a slow reader costs little. */
import type { Freshness, Resource } from '../../domain/stream/lines.ts'
import type { Output } from '../watch/watchState.ts'

const objectsPerLine = 500

/** A Map's entry with its key, a uid. */
const bytesPerEntry = 150

export class Feed {
  readonly #resource: Resource
  readonly #lineBytes: number
  /** By uid: the object as JSON, or undefined where it is deleted. */
  readonly #waiting = new Map<string, string | undefined>()
  #size = 0
  #resetDue = false
  /** Between `reset` and `end`, as the client sees it. */
  #collecting = false
  /** The snapshot is complete once what waits has been sent. */
  #ended = false
  #version = ''
  #sentVersion = ''
  #complete: boolean
  #freshness: Freshness | undefined
  #freshnessDue = false

  /**
   * @param complete the client has come with a complete snapshot
   * @param lineBytes about how long a line is at most; it has no more than 500 objects either
   */
  constructor(resource: Resource, complete: boolean, lineBytes: number) {
    this.#resource = resource
    this.#complete = complete
    this.#lineBytes = lineBytes
  }

  /** The client has a complete snapshot, perhaps an old one. */
  get complete(): boolean {
    return this.#complete
  }

  /** An estimate of the memory that what waits takes, in bytes. */
  get size(): number {
    return this.#size
  }

  /** A snapshot is on its way, or has not even begun. */
  get unfinished(): boolean {
    return this.#collecting || this.state === 'loading'
  }

  get state(): Freshness['state'] | undefined {
    return this.#freshness?.state
  }

  /** Takes over what the watch has seen. */
  accept(output: Output<unknown>): void {
    switch (output.type) {
      case 'reset':
        this.drop()
        this.#resetDue = true
        this.#collecting = true
        return
      case 'upsert':
        return this.#put(output.uid, JSON.stringify(output.object))
      case 'delete':
        return this.#put(output.uid, undefined)
      case 'end':
        this.#ended = true
        this.#version = output.version
        return
      case 'version':
        this.#version = output.version
        return
      case 'freshness':
        this.#freshness = output.freshness
        this.#freshnessDue = true
        if (output.freshness.state === 'denied') this.#withdraw()
    }
  }

  /** The client withdraws what it has, half a snapshot included. */
  #withdraw(): void {
    this.drop()
    this.#resetDue = false
    this.#collecting = false
    this.#complete = false
  }

  /** Forgets what waits: the watch will begin anew, with a reset. What has been sent stays valid. */
  drop(): void {
    this.#waiting.clear()
    this.#size = 0
    this.#ended = false
    this.#version = this.#sentVersion
  }

  #put(uid: string, text: string | undefined): void {
    if (this.#waiting.has(uid)) this.#size -= sizeOf(this.#waiting.get(uid))
    this.#waiting.set(uid, text)
    this.#size += sizeOf(text)
  }

  /** The next line to be sent, without line break; undefined where there is nothing to send yet. */
  next(): string | undefined {
    if (this.#resetDue) {
      this.#resetDue = false
      return this.#line('reset', '')
    }
    if (this.#freshnessDue && !this.#isGoodNews()) return this.#freshnessLine()
    if (this.#collecting) return this.#nextOfSnapshot()
    if (this.#waiting.size > 0 || this.#version !== this.#sentVersion) return this.#delta()
    return this.#freshnessDue ? this.#freshnessLine() : undefined
  }

  /** Data is only called current once all of it has been sent. */
  #isGoodNews(): boolean {
    return this.state === 'live' || this.state === 'polling'
  }

  #freshnessLine(): string {
    this.#freshnessDue = false
    return this.#line('freshness', `,"freshness":${JSON.stringify(this.#freshness)}`)
  }

  /** Deletions are sent last, right before the end: only then their line can name a version. */
  #nextOfSnapshot(): string | undefined {
    const { upserts } = this.#take(false)
    if (upserts.length > 0) return this.#line('items', `,"objects":[${upserts.join(',')}]`)
    if (!this.#ended) return undefined
    if (this.#waiting.size > 0) return this.#delta()
    this.#collecting = false
    this.#complete = true
    this.#sentVersion = this.#version
    return this.#line('end', `,"resourceVersion":${JSON.stringify(this.#version)}`)
  }

  /** Only the last of several lines carries the new version: what comes before is not everything up to it. */
  #delta(): string {
    const { upserts, deletes } = this.#take(true)
    if (this.#waiting.size === 0) this.#sentVersion = this.#version
    const changes = `,"upserts":[${upserts.join(',')}],"deletes":${JSON.stringify(deletes)}`
    return this.#line('delta', `${changes},"resourceVersion":${JSON.stringify(this.#sentVersion)}`)
  }

  /** Takes what fits into a line out of what waits. */
  #take(withDeletes: boolean): { readonly upserts: string[]; readonly deletes: string[] } {
    const upserts: string[] = []
    const deletes: string[] = []
    let bytes = 0
    for (const [uid, text] of this.#waiting) {
      if (text !== undefined) upserts.push(text)
      else if (withDeletes) deletes.push(uid)
      else continue
      this.#waiting.delete(uid)
      this.#size -= sizeOf(text)
      bytes += text?.length ?? uid.length
      if (bytes >= this.#lineBytes || upserts.length + deletes.length >= objectsPerLine) break
    }
    return { upserts, deletes }
  }

  #line(type: string, rest: string): string {
    return `{"type":"${type}","resource":"${this.#resource}"${rest}}`
  }
}

function sizeOf(text: string | undefined): number {
  return bytesPerEntry + (text?.length ?? 0)
}
