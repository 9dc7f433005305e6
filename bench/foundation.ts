/**
 * `npm run bench`: what an admin waits for, on a real control plane of 1,000 nodes × 10 DaemonSets, beside the floor
 * of the same run (the five lists downloaded directly from the API server). Needs Go, Chromium, and some minutes.
 */
import { readFileSync } from 'node:fs'
import type { Browser } from '@playwright/test'
import type { Cluster } from '../cluster/types.ts'
import { type RunningConsole, startConsole } from '../e2e/fixtures/console.ts'
import { measureChanges } from './changes.ts'
import { startFilledCluster, untilQuiet } from './fillCluster.ts'
import { median, report, type Report, spread } from './figures.ts'
import { measureFloor } from './floor.ts'
import { launchBrowser, openGrid, scrollThrough, showAllRows } from './page.ts'

const daemonSets = 10
const openings = 9

/** The most memory that the process ever had, in MB (Linux). */
function peakMemory({ process: { pid } }: RunningConsole): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / 1000
}

/** The floor, as many times as asked for. */
async function measureFloors(cluster: Cluster, times: number) {
  const floors = []
  for (let run = 0; run < times; run += 1) {
    await untilQuiet(cluster)
    floors.push(await measureFloor(cluster))
  }
  return floors
}

/**
 * Half of the floors are measured before the openings and half after them, so that what else the machine does meets
 * both; not in turns, since the API server would clear away each floor's 32 MB while the page is being opened.
 */
async function measureOpenings(
  browser: Browser,
  running: RunningConsole,
  cluster: Cluster,
  report: Report,
): Promise<void> {
  const floors = await measureFloors(cluster, openings)
  const seen = []
  for (let run = 0; run < openings; run += 1) {
    await untilQuiet(cluster)
    const { page, opening } = await openGrid(browser, running)
    seen.push(opening)
    await page.close()
  }
  floors.push(...(await measureFloors(cluster, openings)))
  const floor = median(floors.map(({ ms }) => ms))
  const complete = seen.map((opening) => opening.complete)
  const placeholders = seen.map((opening) => opening.placeholders - opening.scripts)
  const bound = 2 * floor + 1000
  report(
    'floor: five lists as protobuf, directly',
    `${spread(floors.map(({ ms }) => ms))}, ${((floors[0]?.bytes ?? 0) / 1e6).toFixed(1)} MB`,
  )
  report('page opened to its scripts having run', spread(seen.map((opening) => opening.scripts)))
  report('scripts to the grid with placeholders', spread(placeholders), {
    text: '1 s',
    kept: median(placeholders) <= 1000,
  })
  report(
    'page opened to the complete grid',
    `${spread(complete)}, ${(median(complete) / floor).toFixed(2)} × floor`,
    {
      text: `2 × floor + 1 s = ${bound.toFixed(0)} ms`,
      kept: median(complete) <= bound,
    },
  )
  report('first page load, over the wire', `${((seen[0]?.downloaded ?? 0) / 1000).toFixed(0)} kB`)
}

async function measureOpenPage(
  browser: Browser,
  running: RunningConsole,
  cluster: Cluster,
  report: Report,
): Promise<void> {
  const { page } = await openGrid(browser, running)
  await showAllRows(page, running)
  const changes = await measureChanges(page, cluster, 20)
  report('Pod change: in the watch to on the screen', spread(changes), {
    text: '300 ms',
    kept: median(changes) <= 300,
  })
  const passes = []
  for (let pass = 0; pass < openings; pass += 1) {
    await untilQuiet(cluster)
    passes.push(await scrollThrough(page))
  }
  const longest = passes.map(({ longTasks }) => Math.max(0, ...longTasks))
  report(
    `scrolling through all rows, ${passes[0]?.frames ?? 0} steps, ${openings} times`,
    `longest long tasks of the passes: ${longest.map((ms) => ms.toFixed(0)).join(', ')} ms`,
    {
      text: 'no long task over 50 ms',
      kept: longest.every((ms) => ms <= 50),
    },
  )
  report(
    "the page's main-thread heap",
    `${((await page.heapAfterCollection()) / 1e6).toFixed(1)} MB`,
  )
  await page.close()
}

/** Everything, on a cluster of its own. @returns the server's peak memory in MB */
async function measure(browser: Browser, nodes: number, report: Report): Promise<number> {
  const cluster = await startFilledCluster(nodes, daemonSets)
  try {
    const running = await startConsole([
      '--kubeconfig',
      cluster.kubeconfig,
      '--context',
      'admin-cert',
    ])
    await measureOpenings(browser, running, cluster, report)
    await measureOpenPage(browser, running, cluster, report)
    const peak = peakMemory(running)
    await running.stop()
    return peak
  } finally {
    await cluster.stop()
  }
}

async function main(): Promise<void> {
  const browser = await launchBrowser()
  try {
    const small = await measure(browser, 100, () => {})
    const peak = await measure(browser, 1000, report)
    report(
      "the server's peak memory, 1,000 nodes",
      `${peak.toFixed(0)} MB, ${(peak / small).toFixed(2)} × that of 100 nodes (${small.toFixed(0)} MB)`,
      {
        text: '1.3 ×',
        kept: peak <= 1.3 * small,
      },
    )
  } finally {
    await browser.close()
  }
}

await main()
