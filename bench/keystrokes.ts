/** From a keystroke in the wizard to the map of nodes that it repaints. */
import type { Browser } from '@playwright/test'
import { emptyDraft, withName } from '../domain/draft/draft.ts'
import { withNodeSelector } from '../domain/draft/placementOf.ts'
import type { RunningConsole } from '../e2e/fixtures/console.ts'
import { BarePage } from './barePage.ts'

/** A zone's name but for its last letter, which is typed and taken back. */
const draft = withNodeSelector(
  {
    ...withName(emptyDraft(), 'hello-daemonset'),
    namespace: 'myproject',
    containerName: 'registry',
    image: 'openshift/hello-openshift',
  },
  { 'topology.kubernetes.io/zone': 'tokyo-' },
)

declare global {
  interface Window {
    repaints?: number[]
  }
}

/** Opens the wizard’s placement step of a demo, which needs no token, with the cursor behind the label’s value. */
async function openPlacementStep(browser: Browser, running: RunningConsole): Promise<BarePage> {
  const page = await BarePage.open(browser)
  await page.goto(`${running.origin}/`)
  await page.call(untilThere, '[role=grid]')
  await page.call((text) => {
    sessionStorage.setItem('everynode.draft.daemonset', text)
  }, JSON.stringify(draft))
  await page.goto(new URL('/daemonsets/create?step=placement', running.origin).href)
  await page.call(untilThere, '.en-small-tiles path')
  await page.call(untilRoomIsKnown)
  await page.call(() => {
    const field = document.querySelector<HTMLInputElement>('input[aria-label$="row 1: value"]')
    if (field === null) throw new Error('there is no field for the value')
    field.focus()
    field.setSelectionRange(field.value.length, field.value.length)
  })
  return page
}

async function untilThere(selector: string): Promise<void> {
  while (document.querySelector(selector) === null)
    await new Promise((resolve) => setTimeout(resolve, 100))
}

/** Every Pod is known: what is asked from here on is answered with the room on the nodes. */
async function untilRoomIsKnown(): Promise<void> {
  while (document.querySelector('.en-placement-pane > .en-help') !== null)
    await new Promise((resolve) => setTimeout(resolve, 100))
}

// Runs in the page: from the event's own time to after the frame that shows the first change of the map.
function watchRepaints(): void {
  const repaints: number[] = []
  window.repaints = repaints
  let started = 0
  document.addEventListener('keydown', ({ timeStamp }) => (started = timeStamp), true)
  const note = (since: number) => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', () => repaints.push(performance.now() - since))
    port1.start()
    port2.postMessage('')
  }
  const observer = new MutationObserver(() => {
    if (started === 0) return
    const since = started
    started = 0
    requestAnimationFrame(() => note(since))
  })
  const pane = document.querySelector('.en-placement-pane')
  if (pane === null) throw new Error('there is no map')
  observer.observe(pane, { subtree: true, attributeFilter: ['d'] })
}

/** @returns milliseconds from keystroke to repainted map, one for each keystroke */
export async function measureKeystrokes(
  browser: Browser,
  running: RunningConsole,
  count: number,
): Promise<readonly number[]> {
  const page = await openPlacementStep(browser, running)
  await page.call(watchRepaints)
  const times: number[] = []
  for (let stroke = 0; stroke < count; stroke += 1) {
    await page.press(stroke % 2 === 0 ? 'a' : 'Backspace')
    const time = await page.call(async () => {
      const { repaints = [] } = window
      const deadline = performance.now() + 10_000
      while (repaints.length === 0 && performance.now() < deadline)
        await new Promise((resolve) => setTimeout(resolve, 20))
      return repaints.shift()
    })
    if (typeof time !== 'number') throw new Error('the map did not change')
    times.push(time)
    await new Promise((resolve) => setTimeout(resolve, 150))
  }
  await page.close()
  return times
}
