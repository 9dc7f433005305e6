/** The views that one page has open. */
import type { GridQuery } from '../../domain/grid/frame.ts'
import { answerTo, versionOf } from './answers/answerTo.ts'
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
      posted: this.#views.get(id)?.posted,
    })
  }

  close(id: number): void {
    this.#views.delete(id)
  }

  /** Posts the answers that differ from those posted before. */
  update(): void {
    if (!this.isVisible) return
    for (const [id, view] of this.#views) {
      try {
        this.#updateView(id, view)
      } catch (error) {
        this.#report(error)
      }
    }
  }

  #updateView(id: number, view: OpenView): void {
    const version = versionOf(this.#sources, view.kind)
    if (version !== undefined && version === view.version) return
    const answer = view.answer()
    view.version = version
    if (isSameAnswer(view.posted, answer)) return
    view.posted = answer
    this.#post({ type: 'answer', id, kind: view.kind, answer })
  }
}
