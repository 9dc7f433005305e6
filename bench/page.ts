/** Opening, changing and scrolling the grid in a real browser. */
import { type Browser, type CDPSession, chromium, type Page } from '@playwright/test'
import type { RunningConsole } from '../e2e/fixtures/console.ts'
import { findBrowser } from '../scripts/browser.ts'

/** Milliseconds since the navigation began, seen from inside the page. */
export interface Opening {
  /** The page's scripts have run: the first frame after the entry module. */
  readonly scripts: number
  readonly placeholders: number
  readonly complete: number
  /** Bytes that came over the wire, but for the stream and /k8s. */
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

async function untilComplete(page: Page): Promise<void> {
  // Functions, not strings: the page's Content-Security-Policy forbids eval.
  await page.waitForFunction(() => (window.moments?.complete ?? 0) > 0, undefined, {
    timeout: 60_000,
  })
}

/** Shows every node in a row of its own. */
export async function showAllRows(page: Page): Promise<void> {
  await page.goto(new URL('/?group=none', page.url()).href)
  await untilComplete(page)
}

/** Opens the grid in a fresh browser context, cold cache. */
export async function openGrid(
  browser: Browser,
  running: RunningConsole,
): Promise<{ page: Page; cdp: CDPSession; opening: Opening }> {
  const context = await browser.newContext({ viewport: { width: 1600, height: 1000 } })
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  let downloaded = 0
  const streams = new Set<string>()
  cdp.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (/\/(stream|k8s|session)/.test(new URL(request.url).pathname)) streams.add(requestId)
  })
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (!streams.has(requestId)) downloaded += encodedDataLength
  })
  await cdp.send('Network.enable')
  await page.addInitScript(noteMoments)
  await page.goto(await running.nextUrl())
  await untilComplete(page)
  const moments = await page.evaluate(() => window.moments)
  if (moments === undefined) throw new Error('the page has forgotten its moments')
  return { page, cdp, opening: { ...moments, downloaded } }
}

/** Scrolls the grid from top to bottom, one screen a frame. @returns long tasks in ms and the number of frames */
export async function scrollThrough(page: Page): Promise<{ longTasks: number[]; frames: number }> {
  return page.evaluate(async () => {
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
}

/** The main thread's heap after a collection, in MB. */
export async function mainThreadHeap(cdp: CDPSession): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage')
  const { usedSize } = await cdp.send('Runtime.getHeapUsage')
  return usedSize / 1e6
}
