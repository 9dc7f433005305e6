/**
 * A page as its user has it: Playwright's own pages have a debugger attached, for which V8 keeps the stack of every
 * Error that is made, and parses the page's code once more to do so (React makes some at its start; measured: 250 ms of
 * 1,800, and long tasks while scrolling). Here the browser's protocol loads pages and calls functions in them, and no
 * more (https://chromedevtools.github.io/devtools-protocol/).
 */
import type { Browser, CDPSession } from '@playwright/test'
import { at, numberAt, textAt } from '../cluster/json.ts'

const viewport = { width: 1600, height: 1000 }
const longestAnswerMs = 120_000

/** Commands to one page, over the browser's own connection: Playwright leaves pages alone that it did not open. */
class PageProtocol {
  readonly #browser: CDPSession
  readonly #sessionId: string
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>()
  #lastId = 0

  constructor(browser: CDPSession, sessionId: string) {
    this.#browser = browser
    this.#sessionId = sessionId
    browser.on('Target.receivedMessageFromTarget', ({ message }) => this.#receive(message))
  }

  async send(method: string, params: object = {}): Promise<unknown> {
    const id = (this.#lastId += 1)
    const answer = Promise.withResolvers<unknown>()
    this.#waiting.set(id, answer)
    const message = JSON.stringify({ id, method, params })
    await this.#browser.send('Target.sendMessageToTarget', { sessionId: this.#sessionId, message })
    const late = setTimeout(
      () => answer.reject(new Error(`the page has not answered ${method} for two minutes`)),
      longestAnswerMs,
    )
    return answer.promise.finally(() => clearTimeout(late))
  }

  #receive(text: string): void {
    const message: unknown = JSON.parse(text)
    const id = numberAt(message, 'id')
    const error = textAt(message, 'error', 'message')
    if (error === '') this.#waiting.get(id)?.resolve(at(message, 'result'))
    else this.#waiting.get(id)?.reject(new Error(error))
    this.#waiting.delete(id)
  }
}

/** One page of a browser, with a cache and cookies of its own. */
export class BarePage {
  readonly #protocol: PageProtocol
  readonly close: () => Promise<void>

  private constructor(protocol: PageProtocol, close: () => Promise<void>) {
    this.#protocol = protocol
    this.close = close
  }

  static async open(browser: Browser): Promise<BarePage> {
    const cdp = await browser.newBrowserCDPSession()
    const { browserContextId } = await cdp.send('Target.createBrowserContext', {})
    const target = { url: 'about:blank', browserContextId, ...viewport }
    const { targetId } = await cdp.send('Target.createTarget', target)
    const { sessionId } = await cdp.send('Target.attachToTarget', { targetId, flatten: false })
    const protocol = new PageProtocol(cdp, sessionId)
    await protocol.send('Page.enable')
    return new BarePage(protocol, async () => {
      await cdp.send('Target.disposeBrowserContext', { browserContextId })
      await cdp.detach()
    })
  }

  /** Runs the function in every document before its own scripts. */
  async beforeScripts(run: () => void): Promise<void> {
    await this.#protocol.send('Page.addScriptToEvaluateOnNewDocument', {
      source: `(${run.toString()})()`,
    })
  }

  async goto(url: string): Promise<void> {
    await this.#protocol.send('Page.navigate', { url })
  }

  /**
   * Calls a function in the page; of this program it sees nothing but its argument.
   * @returns its answer, which came as JSON
   * @throws Error with what the function threw
   */
  async call(run: (argument: string) => unknown, argument = ''): Promise<unknown> {
    const expression = `(${run.toString()})(${JSON.stringify(argument)})`
    const asked = { expression, awaitPromise: true, returnByValue: true }
    const answer = await this.#protocol.send('Runtime.evaluate', asked)
    const thrown = textAt(answer, 'exceptionDetails', 'exception', 'description')
    if (thrown !== '') throw new Error(thrown)
    return at(answer, 'result', 'value')
  }

  /** Presses a key: a letter, or one by its name, such as Backspace. */
  async press(key: string): Promise<void> {
    const text = key.length === 1 ? { text: key } : { windowsVirtualKeyCode: 8 }
    await this.#protocol.send('Input.dispatchKeyEvent', { type: 'keyDown', key, ...text })
    await this.#protocol.send('Input.dispatchKeyEvent', { type: 'keyUp', key })
  }

  /** The main thread's heap after a collection, in bytes. */
  async heapAfterCollection(): Promise<number> {
    await this.#protocol.send('HeapProfiler.collectGarbage')
    return numberAt(await this.#protocol.send('Runtime.getHeapUsage'), 'usedSize')
  }
}
