import { expect, test as base } from '@playwright/test'
import { type RunningConsole, startConsole } from '../fixtures/console.ts'
import { takeScreenshots } from '../fixtures/screenshots.ts'
import { PlacementPage } from '../pages/PlacementPage.ts'

const test = base.extend<object, { readonly running: RunningConsole }>({
  running: [
    async ({}, use) => {
      const running = await startConsole(['--demo'])
      await use(running)
      await running.stop()
    },
    { scope: 'worker' },
  ],
})

test('a demo opens without a token, shows its cluster, and says that it is a simulated one', async ({
  page,
  running,
}) => {
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) faults.push(message.text())
  })
  await page.goto(`${running.origin}/`)
  await expect(page.getByText('This is a simulated cluster')).toBeVisible()
  await expect(page.getByText('npm start -- --kubeconfig FILE')).toBeVisible()
  await new PlacementPage(page).settled()
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
  await takeScreenshots(page, 'demo')
  expect(faults).toEqual([])
})

test('whoever is chosen in the user menu has the rights of that user, in every tab', async ({
  context,
  running,
}) => {
  const page = await context.newPage()
  await page.goto(`${running.origin}/daemonsets`)
  const other = await context.newPage()
  await other.goto(`${running.origin}/daemonsets`)
  const createIn = (tab: typeof page, role: 'link' | 'button') =>
    tab.getByRole(role, { name: 'Create DaemonSet' })
  await expect(createIn(page, 'link')).toBeVisible()
  await expect(createIn(other, 'link')).toBeVisible()

  await page.getByRole('button', { name: 'aiko' }).click()
  await page.getByRole('radio', { name: 'Viewer' }).check()
  for (const tab of [page, other]) {
    await expect(tab.getByRole('button', { name: 'yui' })).toBeVisible()
    await expect(createIn(tab, 'button')).toBeDisabled()
    await expect(tab.getByText('Live', { exact: true })).toBeVisible()
  }

  await page.getByRole('radio', { name: /myproject/ }).check()
  await expect(createIn(page, 'link')).toBeVisible()
})

test('another browser begins as the cluster administrator, whatever the first has chosen', async ({
  page,
  running,
}) => {
  await page.goto(`${running.origin}/daemonsets`)
  await expect(page.getByRole('button', { name: 'aiko' })).toBeVisible()
})
