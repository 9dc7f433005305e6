import { createServer, type Server } from 'node:http'
import { expect, type Page, test as base } from '@playwright/test'
import { type BrokenApiServer, startBrokenApiServer } from '../fixtures/brokenApiServer.ts'
import { type RunningConsole, startConsole } from '../fixtures/console.ts'

interface Fixtures {
  readonly apiServer: BrokenApiServer
  readonly running: RunningConsole
  /** Another site in the same browser, where the user is signed in to the console. */
  readonly elsewhere: Page
}

const test = base.extend<Fixtures>({
  apiServer: async ({}, use) => {
    const apiServer = await startBrokenApiServer()
    await use(apiServer)
    await apiServer.stop()
  },
  running: async ({ apiServer }, use) => {
    const running = await startConsole(['--kubeconfig', apiServer.kubeconfig])
    await use(running)
    await running.stop()
  },
  elsewhere: async ({ context, running }, use) => {
    const page = await context.newPage()
    await page.goto(await running.nextUrl())
    const site = createServer((_request, response) => {
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<!doctype html><title>elsewhere</title>')
    })
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
    await page.goto(`http://localhost:${portOf(site)}/`)
    await use(page)
    site.closeAllConnections()
    site.close()
  },
})

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

test('another site cannot read from the cluster with the user’s cookie', async ({
  elsewhere,
  running,
  apiServer,
}) => {
  const outcomes = await elsewhere.evaluate(async (origin) => {
    const byElement = (tag: 'script' | 'img') =>
      new Promise<string>((resolve) => {
        const element = document.createElement(tag)
        element.addEventListener('load', () => resolve('loaded'))
        element.addEventListener('error', () => resolve('refused'))
        element.src = `${origin}/k8s/api/v1/namespaces/elsewhere/pods`
        document.head.append(element)
      })
    const byFetch = (init: RequestInit) =>
      fetch(`${origin}/k8s/api/v1/namespaces/elsewhere/pods`, {
        credentials: 'include',
        ...init,
      }).then(
        (answer) => (answer.ok ? 'readable' : answer.type),
        () => 'refused',
      )
    return [
      await byElement('script'),
      await byElement('img'),
      await byFetch({}),
      await byFetch({ headers: { 'X-Everynode': '1' } }),
    ]
  }, running.origin)
  expect(outcomes).toEqual(['refused', 'refused', 'refused', 'refused'])
  expect(apiServer.asked.filter((path) => path.includes('elsewhere'))).toEqual([])
})

test('another site cannot write to the cluster with the user’s cookie', async ({
  elsewhere,
  running,
  apiServer,
}) => {
  await elsewhere.evaluate(async (origin) => {
    const url = `${origin}/k8s/apis/apps/v1/namespaces/default/daemonsets`
    await fetch(url, { method: 'POST', mode: 'no-cors', credentials: 'include', body: '{}' }).catch(
      () => {},
    )
  }, running.origin)
  expect(apiServer.asked.filter((path) => path.includes('/namespaces/default/daemonsets'))).toEqual(
    [],
  )
})

test('another site cannot show the console in a frame', async ({ elsewhere, running }) => {
  for (const path of ['/', '/404x', '/daemonsets']) {
    await elsewhere.setContent(`<iframe src="${running.origin}${path}"></iframe>`)
    await elsewhere.waitForTimeout(500)
    const frame = elsewhere.frames()[1]
    expect(await frame?.locator('#root').count()).toBe(0)
  }
})

test('the page obeys its own Content-Security-Policy, and says that the cluster cannot be read', async ({
  page,
  running,
}) => {
  const violations: string[] = []
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) violations.push(message.text())
  })
  await page.goto(await running.nextUrl())
  await expect(page.getByText(/unable to handle the request/).first()).toBeVisible()
  expect(violations).toEqual([])
})

test('the printed address signs one browser in, once', async ({ browser, running }) => {
  const url = await running.nextUrl()
  const first = await (await browser.newContext()).newPage()
  await first.goto(url)
  await expect(first).toHaveURL(`${running.origin}/`)
  const second = await (await browser.newContext()).newPage()
  await second.goto(url)
  await expect(second.getByText(/newest address/)).toBeVisible()
})
