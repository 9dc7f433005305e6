/** A client of the placement stream that follows its rules, and can be slow, gone and back again. */
import { type Resource, resources } from '../../domain/stream/lines.ts'
import { parseLine } from '../../domain/stream/parseLine.ts'
import { formatStreamQuery } from '../../domain/stream/resume.ts'
import {
  type StreamStore,
  applyLine,
  emptyStore,
  endOfConnection,
} from '../../domain/stream/streamState.ts'
import type { Line } from '../../domain/stream/lines.ts'

export class ModelClient {
  readonly store: StreamStore = emptyStore()
  readonly lines: Line[] = []
  /** What went wrong with reading. */
  error: unknown
  readonly #open: (request: Request) => Promise<Response>
  readonly #onLine: (line: Line) => void
  /** The answer has come to its end. */
  ended = false
  #leave = new AbortController()
  #paused: PromiseWithResolvers<void> | undefined

  constructor(
    open: (request: Request) => Promise<Response>,
    onLine: (line: Line) => void = () => {},
  ) {
    this.#open = open
    this.#onLine = onLine
  }

  async connect(seconds?: number): Promise<void> {
    this.#leave = new AbortController()
    this.ended = false
    const versions = endOfConnection(this.store)
    const query = formatStreamQuery(seconds === undefined ? { versions } : { versions, seconds })
    const request = new Request(`http://console/stream?${query}`, { signal: this.#leave.signal })
    const response = await this.#open(request)
    void this.#read(response, this.#leave.signal)
  }

  leave(): void {
    this.#leave.abort()
  }

  pause(): void {
    this.#paused ??= Promise.withResolvers()
  }

  goOn(): void {
    this.#paused?.resolve()
    this.#paused = undefined
  }

  /** uid → version, as the objects say it. */
  versionsOf(resource: Resource): Map<string, string> {
    const pairs: [string, string][] =
      resource === 'pods'
        ? [...this.store.pods.objects.values()].map((pod) => [
            pod.uid,
            (pod.message ?? '').slice(1),
          ])
        : [...this.store[resource].objects.values()].map((object) =>
            'metadata' in object
              ? [object.metadata.uid, object.metadata.resourceVersion ?? '']
              : ['', ''],
          )
    return new Map(pairs)
  }

  get states(): string[] {
    return resources.map((resource) => this.store[resource].freshness.state)
  }

  async #read(response: Response, left: AbortSignal): Promise<void> {
    const decoder = new TextDecoder()
    let rest = ''
    try {
      for await (const chunk of response.body ?? []) {
        await this.#paused?.promise
        if (left.aborted) return
        const texts = (rest + decoder.decode(chunk, { stream: true })).split('\n')
        rest = texts.pop() ?? ''
        for (const text of texts) this.#take(parseLine(text))
      }
      this.ended = true
    } catch (error) {
      if (!left.aborted) this.error ??= error
    }
  }

  #take(line: Line): void {
    this.lines.push(line)
    applyLine(this.store, line)
    this.#onLine(line)
  }
}
