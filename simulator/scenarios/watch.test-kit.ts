/** A watch of a scenario: its events, as far as they have come. */
import type { Client } from './client.test-kit.ts'
import { at, nameOf, textAt } from './json.test-kit.ts'
import { eventReader } from './watchEvents.test-kit.ts'

export class Watch {
  readonly events: unknown[] = []
  /** Whether the server has ended it. */
  isOver = false
  status = 0
  contentType = ''
  readonly #ending = new AbortController()

  /** @param path with its query, of which watch=true is one part */
  static async open(client: Client, path: string, accept = 'application/json'): Promise<Watch> {
    const watch = new Watch()
    const { signal } = watch.#ending
    const response = await client.send('GET', path, { signal, headers: { accept } })
    watch.status = response.status
    watch.contentType = response.headers.get('content-type') ?? ''
    void watch.#read(response)
    return watch
  }

  async #read(response: Response): Promise<void> {
    const read = eventReader(this.contentType)
    try {
      for await (const chunk of response.body ?? []) this.events.push(...read(chunk))
    } catch (error) {
      if (!this.#ending.signal.aborted) throw error
    }
    this.isOver = true
  }

  /** `TYPE NAME` of each event; several of the same in a row are one: how often a status is written is chance. */
  get short(): readonly string[] {
    const texts = this.events.map((event) =>
      `${textAt(event, 'type')} ${nameOf(at(event, 'object'))}`.trim(),
    )
    return texts.filter((text, i) => text !== texts[i - 1])
  }

  close(): void {
    this.#ending.abort()
  }
}
