/** The page's side of the worker. */
import { openWorker, type Port } from './openWorker.ts'
import type { LiveClient } from './useView.ts'
import type { Answer, Ask, FromWorker, ToWorker, ViewKind } from './views.ts'

/** The way to the worker and back. */
export type WorkerPort = Port<ToWorker, FromWorker>

/** A client that speaks to the worker through a port. */
export function createLiveClient({ post, listen }: WorkerPort): LiveClient {
  const listeners = new Map<number, (message: FromWorker) => void>()
  let lastId = 0
  listen((message) => listeners.get(message.id)?.(message))

  function open<K extends ViewKind>(kind: K, ask: Ask<K>, onAnswer: (answer: Answer<K>) => void) {
    lastId += 1
    const id = lastId
    let asked: string | undefined
    listeners.set(id, (message) => {
      if (isAnswerOf(kind, message)) onAnswer(message.answer)
    })
    const view = {
      ask(next: Ask<K>) {
        const text = JSON.stringify(next)
        if (text === asked || !listeners.has(id)) return
        asked = text
        post({ type: 'open', id, kind, ask: next })
      },
      close() {
        if (listeners.delete(id)) post({ type: 'close', id })
      },
    }
    view.ask(ask)
    return view
  }

  return {
    open,
    reconnect: () => post({ type: 'reconnect' }),
    setProjectRules: (rules) => post({ type: 'projectRules', rules }),
  }
}

/** The worker is of the same build, and answers each kind of view with its own kind of answer. */
function isAnswerOf<K extends ViewKind>(
  kind: K,
  message: FromWorker,
): message is FromWorker & { readonly answer: Answer<K> } {
  return message.kind === kind
}

/** Starts the worker, or joins the one that serves the other tabs, and tells it when the page is hidden or left. */
export function startLive(): LiveClient {
  const port = startWorker()
  const sayVisible = () => port.post({ type: 'visible', visible: !document.hidden })
  document.addEventListener('visibilitychange', sayVisible)
  window.addEventListener('pagehide', ({ persisted }) => {
    if (!persisted) port.post({ type: 'bye' })
  })
  if (document.hidden) sayVisible()
  return createLiveClient(port)
}

/** The file's name carries a hash of its content, so a page never meets the worker of another build. */
function startWorker(): WorkerPort {
  return openWorker({
    shared: () =>
      new SharedWorker(new URL('./worker.ts', import.meta.url), {
        type: 'module',
        name: 'everynode',
      }),
    dedicated: () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }),
  })
}
