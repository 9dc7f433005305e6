/** What a test in jsdom needs beyond jsdom; a test in Node.js gets nothing of it. */
import { afterAll, afterEach, vi } from 'vitest'

/** jsdom has no layout: nothing ever changes its size. */
class StillResizeObserver implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

/** A light screen that wants motion. */
function matchNothing(media: string): MediaQueryList {
  const target = new EventTarget()
  return Object.assign(target, {
    media,
    matches: false,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
  })
}

if (typeof document !== 'undefined') {
  const { cleanup, configure } = await import('@testing-library/react')
  const { startI18n } = await import('./i18n/index.ts')
  // A page's code is loaded when it is first shown, which takes a while on a busy machine.
  configure({ asyncUtilTimeout: 15_000 })
  vi.stubGlobal('ResizeObserver', StillResizeObserver)
  vi.stubGlobal('matchMedia', matchNothing)
  await startI18n('en')
  afterEach(cleanup)
  // PatternFly's Popover looks at the page once more 10 ms after it was opened, and would find none.
  const { setTimeout: after } = globalThis
  afterAll(() => new Promise((resolve) => after(resolve, 20)))
}
