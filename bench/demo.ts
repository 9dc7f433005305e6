/** `npm run bench:demo`: the demo as it comes, and at its largest, 5,000 nodes and 30 DaemonSets, beside one of 1,000. */
import type { Browser } from '@playwright/test'
import { type RunningConsole, startConsole } from '../e2e/fixtures/console.ts'
import { median, report, type Report, spread } from './figures.ts'
import { measureKeystrokes } from './keystrokes.ts'
import { launchBrowser, openGrid, scrollThrough, showAllRows } from './page.ts'

interface Figures {
  /** Milliseconds from the command to the line `ready:`. */
  readonly ready: number
  readonly complete: number
  readonly keystrokes: readonly number[]
}

async function measureScrolling(
  browser: Browser,
  running: RunningConsole,
  report: Report,
): Promise<number> {
  const { page, opening } = await openGrid(browser, running)
  await showAllRows(page, running)
  const passes = []
  for (let pass = 0; pass < 3; pass += 1) passes.push(await scrollThrough(page))
  const longest = passes.map(({ longTasks }) => Math.max(0, ...longTasks))
  report(
    `scrolling through all rows, ${passes[0]?.frames ?? 0} steps`,
    `longest long tasks of the passes: ${longest.map((ms) => ms.toFixed(0)).join(', ')} ms`,
    { text: 'no long task over 50 ms', kept: longest.every((ms) => ms <= 50) },
  )
  await page.close()
  return opening.complete
}

/** @param measure gets the milliseconds from the command to the line `ready:`, too */
async function withDemo<T>(
  args: readonly string[],
  measure: (browser: Browser, running: RunningConsole, ready: number) => Promise<T>,
): Promise<T> {
  const browser = await launchBrowser()
  const began = performance.now()
  const running = await startConsole(['--demo', ...args])
  const ready = performance.now() - began
  try {
    return await measure(browser, running, ready)
  } finally {
    await running.stop()
    await browser.close()
  }
}

function measureDemo(args: readonly string[], report: Report): Promise<Figures> {
  return withDemo(args, async (browser, running, ready) => {
    const complete = await measureScrolling(browser, running, report)
    return { ready, complete, keystrokes: await measureKeystrokes(browser, running, 50) }
  })
}

/** Milliseconds from the line `ready:` to the grid with all its cells. */
const firstLook = await withDemo([], async (browser, running) => {
  const { page, opening } = await openGrid(browser, running)
  await page.close()
  return opening.complete
})
report('usual demo, ready to complete grid', `${firstLook.toFixed(0)} ms`, {
  text: '3 s',
  kept: firstLook <= 3000,
})
const thousand = await measureDemo(['--demo-nodes', '1000'], () => {})
const large = await measureDemo(['--demo-nodes', '5000', '--demo-daemonsets', '30'], report)
report('command to ready', `${(large.ready / 1000).toFixed(1)} s`)
report(
  'page opened to the complete grid',
  `${(large.complete / 1000).toFixed(1)} s, ${(large.complete / thousand.complete).toFixed(1)} × that of 1,000 nodes`,
  { text: '10 s', kept: large.complete <= 10_000 },
)
const [few, many] = [median(thousand.keystrokes), median(large.keystrokes)]
report(
  'keystroke to the repainted map',
  `${spread(large.keystrokes)}, ${(many / few).toFixed(1)} × that of 1,000 nodes`,
  { text: '50 ms', kept: many <= 50 },
)
