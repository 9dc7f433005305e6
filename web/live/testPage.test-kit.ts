/** An engine in a scripted world, and a page that keeps the answers that it gets. */
import { decodeCell } from '../../domain/grid/cell.ts'
import type { GridFrame } from '../../domain/grid/frame.ts'
import { everything } from '../../domain/grid/grid.test-kit.ts'
import { Engine } from './engine.ts'
import { hello, ScriptedWorld, smallCluster } from './scriptedWorld.test-kit.ts'
import type { Answer, Ask, FromWorker, ToWorker, ViewKind } from './views.ts'

export const window = { firstRow: 0, lastRow: 10_000, firstColumn: 0, lastColumn: 100 }
export const wholeGrid = { query: everything, window }

/** A page with views: every answer that it gets is kept. */
export class TestPage {
  readonly messages: FromWorker[] = []
  readonly send: (message: ToWorker) => void
  #lastId = 0

  constructor(engine: Engine) {
    this.send = engine.connect((message) => this.messages.push(message))
  }

  /** @returns the answers so far, of a view that stays open */
  open<K extends ViewKind>(kind: K, ask: Ask<K>): () => readonly Answer<K>[] {
    this.#lastId += 1
    const id = this.#lastId
    this.send({ type: 'open', id, kind, ask })
    return () =>
      this.messages
        .filter((each) => each.id === id)
        .filter(isOf(kind))
        .map(answerOf)
  }
}

function isOf<K extends ViewKind>(kind: K) {
  return (message: FromWorker): message is FromWorker & { answer: Answer<K> } =>
    message.kind === kind
}

function answerOf<T>({ answer }: { answer: T }): T {
  return answer
}

export function setup(isOfOnePage = false) {
  const world = new ScriptedWorld()
  const engine = new Engine(world, { isOfOnePage })
  return { world, engine, page: new TestPage(engine) }
}

export async function live(names: readonly string[] = ['a', 'b']) {
  const all = setup()
  await all.world.request.send(hello(all.world), ...smallCluster(names))
  await all.world.pass(1000)
  return all
}

/** The states of a grid's cells, row by row. */
export function statesOf(frame: GridFrame | undefined): readonly string[] {
  return (frame?.rows ?? []).flatMap((row) =>
    row.kind === 'node' ? row.cells.map((cell) => decodeCell(cell).state) : [],
  )
}
