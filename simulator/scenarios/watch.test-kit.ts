/** A watch of a scenario: its events, as far as they have come. */
import type { Client } from './client.test-kit.ts'
import { at, nameOf, textAt } from './json.test-kit.ts'

export class Watch {
  readonly events: unknown[] = []
  /** Whether the server has ended it. */
  isOver = false
  status = 0
  readonly #ending = new AbortController()

  /** @param path with its query, of which watch=true is one part */
  static async open(client: Client, path: string): Promise<Watch> {
    const watch = new Watch()
    const response = await client.send('GET', path, { signal: watch.#ending.signal })
    watch.status = response.status
    void watch.#read(response)
    return watch
  }

  async #read(response: Response): Promise<void> {
    const decoder = new TextDecoder()
    let text = ''
    try {
      for await (const chunk of response.body ?? []) {
        text += decoder.decode(chunk, { stream: true })
        const lines = text.split('\n')
        text = lines.pop() ?? ''
        this.events.push(...lines.map((line): unknown => JSON.parse(line)))
      }
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
