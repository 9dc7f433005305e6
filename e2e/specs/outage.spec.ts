import { daemonSetsReady } from '../../cluster/daemonSets.ts'
import { waitFor } from '../../cluster/waitFor.ts'
import { WizardPage } from '../pages/WizardPage.ts'
import { expect, test } from '../fixtures/test.ts'
import { takeScreenshots } from '../fixtures/screenshots.ts'

const labels = { app: 'probe' }
const probe = {
  metadata: { name: 'probe' },
  spec: {
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: { containers: [{ name: 'probe', image: 'probe' }] } },
  },
}

test('when the API server goes away the page says since when, keeps what it showed, and recovers by itself', async ({
  openAs,
  cluster,
}) => {
  await cluster.request('admin', 'POST', '/apis/apps/v1/namespaces/default/daemonsets', probe)
  await waitFor(
    async () => (await daemonSetsReady(cluster)).settled,
    'all Pods to be Ready',
    60_000,
  )
  const { page, placement } = await openAs('admin')
  await placement.settled()
  await expect(placement.cell('default/probe', 'worker-00', 'Ready')).toBeVisible()

  await cluster.killApiServer()
  await expect(page.getByText(/Last update .*, reconnecting/).first()).toBeVisible()
  await expect(placement.cell('default/probe', 'worker-00', 'Ready')).toBeVisible()
  await takeScreenshots(page, 'stale')

  await cluster.startApiServer()
  await expect(page.getByText('Live', { exact: true })).toBeVisible({ timeout: 60_000 })
  await cluster.request('admin', 'DELETE', '/apis/apps/v1/namespaces/default/daemonsets/probe')
  await expect(placement.column('default/probe')).toHaveCount(0)
})

test('nothing typed into the wizard is lost by a reload or a lost connection', async ({
  openAs,
  cluster,
}) => {
  const { page } = await openAs('admin')
  await page.goto(new URL('/daemonsets/create', page.url()).href)
  const wizard = new WizardPage(page)
  await wizard.fillBasics('keeps-its-words', 'default')
  await wizard.next('Labels and selector')
  await cluster.killApiServer()
  await page.reload()
  await wizard.back()
  await expect(page.getByRole('textbox', { name: /^Name/ })).toHaveValue('keeps-its-words')
  await cluster.startApiServer()
})
