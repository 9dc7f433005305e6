import { expect, test as base } from '@playwright/test'
import { serveStaticDemo, type StaticSite } from '../fixtures/staticSite.ts'

const test = base.extend<object, { readonly site: StaticSite }>({
  site: [
    async ({}, use) => {
      const site = await serveStaticDemo('/some/where/')
      await use(site)
      site.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
})

test('the static demo shows a whole cluster, from below any path, without a server', async ({
  page,
  site,
}) => {
  const requests: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  await page.goto(site.url)
  await expect(page.getByText('48 nodes')).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('gridcell', { name: /: Ready$/ }).first()).toBeVisible()
  expect(requests.filter((url) => !url.startsWith(site.url))).toEqual([])
})

test('its address leads back to the same page after a reload', async ({ page, site }) => {
  await page.goto(site.url)
  await page.getByRole('link', { name: 'DaemonSets' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'DaemonSets' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: 'DaemonSets' })).toBeVisible()
  await expect(page.getByRole('row').nth(3)).toBeVisible({ timeout: 60_000 })
})

test('a DaemonSet’s YAML is read from the simulated API server', async ({ page, site }) => {
  await page.goto(`${site.url}#/daemonsets`)
  await page.getByRole('row').nth(1).getByRole('link').first().click()
  await page.getByRole('button', { name: 'Show YAML' }).click()
  await expect(page.getByText('kind: DaemonSet')).toBeVisible()
})
