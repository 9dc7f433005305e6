/** Opening, changing and scrolling the grid in a real browser. */
import { type Browser, chromium } from '@playwright/test'
import { listAt, numberAt } from '../cluster/json.ts'
import type { RunningConsole } from '../e2e/fixtures/console.ts'
import { findBrowser } from '../scripts/browser.ts'
import { BarePage } from './barePage.ts'

/** Milliseconds since the navigation began, seen from inside the page. */
export interface Opening {
  /** The page's scripts have run: the first frame after the entry module. */
  readonly scripts: number
  readonly placeholders: number
  readonly complete: number
  /** Bytes of the files that came over the wire: all but the stream and /k8s. */
  readonly downloaded: number
}

export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: findBrowser(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
    ],
  })
}

declare global {
  interface Window {
    moments?: { scripts: number; placeholders: number; complete: number }
  }
}

// Runs in the page before its own scripts: notes when the page's elements first appear.
function noteMoments(): void {
  const moments = { scripts: 0, placeholders: 0, complete: 0 }
  window.moments = moments
  const look = () => {
    const grid = document.querySelector('[role=grid]')
    if (moments.scripts === 0 && document.querySelector('#root > *') !== null)
      moments.scripts = performance.now()
    if (
      grid !== null &&
      moments.placeholders === 0 &&
      grid.querySelector('[role=gridcell]') !== null
    ) {
      moments.placeholders = performance.now()
    }
    if (moments.placeholders > 0 && grid?.getAttribute('aria-busy') !== 'true') {
      moments.complete = performance.now()
      return
    }
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

async function untilComplete(page: BarePage): Promise<Opening> {
  const seen = await page.call(async () => {
    while ((window.moments?.complete ?? 0) === 0)
      await new Promise((resolve) => setTimeout(resolve, 200))
    const files = [
      ...performance.getEntriesByType('navigation'),
      ...performance.getEntriesByType('resource'),
    ]
    const sizes = files.flatMap((entry) =>
      entry instanceof PerformanceResourceTiming && !new URL(entry.name).pathname.startsWith('/k8s')
        ? [entry.transferSize]
        : [],
    )
    return { ...window.moments, downloaded: sizes.reduce((sum, size) => sum + size, 0) }
  })
  return {
    scripts: numberAt(seen, 'scripts'),
    placeholders: numberAt(seen, 'placeholders'),
    complete: numberAt(seen, 'complete'),
    downloaded: numberAt(seen, 'downloaded'),
  }
}

/** Opens the grid, nothing of it cached. */
export async function openGrid(
  browser: Browser,
  running: RunningConsole,
): Promise<{ readonly page: BarePage; readonly opening: Opening }> {
  const page = await BarePage.open(browser)
  await page.beforeScripts(noteMoments)
  await page.goto(await running.nextUrl())
  return { page, opening: await untilComplete(page) }
}

/** Shows every node in a row of its own. */
export async function showAllRows(page: BarePage, running: RunningConsole): Promise<void> {
  await page.goto(new URL('/?group=none', running.origin).href)
  await untilComplete(page)
}

/** Scrolls the grid from top to bottom, half a screen a frame. @returns long tasks in ms and the number of frames */
export async function scrollThrough(
  page: BarePage,
): Promise<{ readonly longTasks: readonly number[]; readonly frames: number }> {
  const seen = await page.call(async () => {
    const longTasks: number[] = []
    const observer = new PerformanceObserver((list) => {
      longTasks.push(...list.getEntries().map((entry) => entry.duration))
    })
    observer.observe({ type: 'longtask' })
    const grid = document.querySelector('[role=grid]')
    let scroller = grid
    while (scroller !== null && scroller.scrollHeight <= scroller.clientHeight + 1)
      scroller = scroller.parentElement
    if (scroller === null) throw new Error('nothing to scroll')
    scroller.scrollTop = 0
    let frames = 0
    while (scroller.scrollTop + scroller.clientHeight < scroller.scrollHeight - 1) {
      scroller.scrollTop += scroller.clientHeight / 2
      frames += 1
      await new Promise((resolve) => requestAnimationFrame(resolve))
    }
    await new Promise((resolve) => setTimeout(resolve, 500))
    observer.disconnect()
    return { longTasks, frames }
  })
  return { longTasks: listAt(seen, 'longTasks').map(Number), frames: numberAt(seen, 'frames') }
}
