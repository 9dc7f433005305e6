/** The views that one page has open. */
import type { GridQuery } from '../../domain/grid/frame.ts'
import { answerTo, restAfter, versionOf } from './answers/answerTo.ts'
import type { Sources } from './answers/sources.ts'
import { isSameAnswer } from './isSameAnswer.ts'
import type { Ask, FromWorker, ViewKind } from './views.ts'

interface OpenView {
  readonly kind: ViewKind
  /** The grid's question that it belongs to. */
  readonly query: GridQuery | undefined
  readonly answer: () => unknown
  /** The version that was answered last, and what was posted last. */
  version: number | undefined
  posted: unknown
  /** When it was answered last, and how long it rests from then on, in milliseconds. */
  answeredAt: number
  restMs: number
}

export class OpenViews {
  readonly #sources: Sources
  readonly #post: (message: FromWorker) => void
  readonly #report: (error: unknown) => void
  readonly #views = new Map<number, OpenView>()
  /** A hidden page gets no answers. */
  isVisible = true

  constructor(
    sources: Sources,
    post: (message: FromWorker) => void,
    report: (error: unknown) => void,
  ) {
    this.#sources = sources
    this.#post = post
    this.#report = report
  }

  get queries(): readonly GridQuery[] {
    return [...this.#views.values()].flatMap(({ query }) => query ?? [])
  }

  /** Opens a view, or gives an open one another question. It is answered by the next `update`. */
  open<K extends ViewKind>(id: number, kind: K, ask: Ask<K>): void {
    this.#views.set(id, {
      kind,
      query: 'query' in ask ? ask.query : undefined,
      answer: () => answerTo(this.#sources, kind, ask),
      version: undefined,
      answeredAt: 0,
      restMs: 0,
      posted: this.#views.get(id)?.posted,
    })
  }

  close(id: number): void {
    this.#views.delete(id)
  }

  /**
   * Posts the answers that differ from those posted before.
   * @returns in how many milliseconds it is to be called again for views that rest; undefined: there is no need
   */
  update(): number | undefined {
    if (!this.isVisible) return undefined
    const waits = [...this.#views].map(([id, view]) => {
      try {
        return this.#updateView(id, view)
      } catch (error) {
        this.#report(error)
        return Infinity
      }
    })
    const wait = Math.min(...waits)
    return wait === Infinity ? undefined : wait
  }

  /** @returns in how many milliseconds the view is to be asked again */
  #updateView(id: number, view: OpenView): number {
    const version = versionOf(this.#sources, view.kind)
    if (version !== undefined && version === view.version) return Infinity
    const began = this.#sources.now()
    const rested = began - view.answeredAt
    // It is negative where the clock has been set back.
    if (rested >= 0 && rested < view.restMs) return view.restMs - rested
    this.#answerView(id, view)
    view.version = version
    view.answeredAt = this.#sources.now()
    view.restMs = restAfter(view.kind, view.answeredAt - began)
    return Infinity
  }

  #answerView(id: number, view: OpenView): void {
    const answer = view.answer()
    if (isSameAnswer(view.posted, answer)) return
    view.posted = answer
    this.#post({ type: 'answer', id, kind: view.kind, answer })
  }
}
