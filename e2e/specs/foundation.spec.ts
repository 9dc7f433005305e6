import { waitFor } from '../../cluster/waitFor.ts'
import { WizardPage } from '../pages/WizardPage.ts'
import { expect, test } from '../fixtures/test.ts'
import type { TestCluster } from '../fixtures/testCluster.ts'
import { takeScreenshots } from '../fixtures/screenshots.ts'

const hello = 'default/hello-daemonset'
const path = '/apis/apps/v1/namespaces/default/daemonsets/hello-daemonset'

async function nodesWhere(cluster: TestCluster, selector: string): Promise<string[]> {
  const list = await cluster.request('admin', 'GET', `/api/v1/nodes?labelSelector=${selector}`)
  return namesOf(list)
}

async function helloPods(cluster: TestCluster): Promise<unknown[]> {
  const list = await cluster.request(
    'admin',
    'GET',
    '/api/v1/namespaces/default/pods?labelSelector=name%3Dhello-daemonset',
  )
  return itemsOf(list)
}

function itemsOf(list: unknown): unknown[] {
  return typeof list === 'object' && list !== null && 'items' in list && Array.isArray(list.items)
    ? list.items
    : []
}

function namesOf(list: unknown): string[] {
  return itemsOf(list).map((item: unknown) => JSON.parse(JSON.stringify(item)).metadata.name)
}

test.afterEach(async ({ cluster }) => {
  await cluster.request('admin', 'DELETE', path).catch(() => {})
  await waitFor(async () => (await helloPods(cluster)).length === 0, 'the Pods to end')
})

test('an admin creates the hello-daemonset by clicking, watches it, labels a node, and deletes it', async ({
  openAs,
  cluster,
  faults,
}) => {
  const { page, placement } = await openAs('admin')
  const workers = await nodesWhere(cluster, 'role%3Dworker')
  const [first = ''] = workers

  await test.step('the grid shows every node', async () => {
    await placement.settled()
    await page.getByRole('link', { name: 'Create DaemonSet' }).first().click()
  })

  const wizard = new WizardPage(page)
  await test.step('the wizard takes the hello-daemonset of the documentation', async () => {
    await wizard.fillBasics('hello-daemonset', 'default')
    await wizard.next('Labels and selector')
    await wizard.next('Pods')
    await wizard.fillPods()
    await wizard.next('Placement')
    await wizard.selectNodes('role', 'worker')
    await expect(wizard.sentence).toContainText(`Runs on ${workers.length - 1} of 20 nodes`)
    await takeScreenshots(page, 'wizard-placement')
    await wizard.next('Review')
    await expect(
      page.getByText('The API server would accept this DaemonSet (dry run).'),
    ).toBeVisible()
    await takeScreenshots(page, 'wizard-review')
    await wizard.create.click()
  })

  await test.step('its cells turn Ready on the matching nodes', async () => {
    await placement.settled()
    await expect(placement.column(hello)).toBeVisible()
    await expect(placement.cells(hello, 'Ready')).toHaveCount(workers.length - 1)
    await takeScreenshots(page, 'placement')
  })

  await test.step('a cell tells about its Pod', async () => {
    await placement.cell(hello, first, 'Ready').click()
    const panel = page.getByRole('complementary', { name: first })
    await expect(panel).toContainText('The Pod is Ready.')
    await expect(panel).toContainText(first)
    await takeScreenshots(page, 'cell-panel')
  })

  await test.step("the node's page reads name, node name, node IP and Pod IP of each daemon Pod", async () => {
    await page.getByRole('link', { name: 'Open node' }).click()
    const [pod] = (await helloPods(cluster))
      .map((item) => JSON.parse(JSON.stringify(item)))
      .filter((item) => item.spec.nodeName === first)
    const row = page.getByRole('row', { name: /hello-daemonset/ }).first()
    await expect(row).toContainText(pod.metadata.name)
    await expect(row).toContainText(pod.spec.nodeName)
    await expect(row).toContainText(pod.status.hostIP)
    await expect(row).toContainText(pod.status.podIP)
    await takeScreenshots(page, 'node')
  })

  await test.step("a node's changed label is followed", async () => {
    await page.getByRole('link', { name: 'Placement', exact: true }).first().click()
    await cluster.request('admin', 'PATCH', `/api/v1/nodes/${first}`, {
      metadata: { labels: { role: null } },
    })
    await expect(placement.cell(hello, first, 'Not targeted')).toBeVisible()
  })

  await test.step('the button of its cell shows what labelling would do, and brings the Pod back', async () => {
    await placement.cell(hello, first, 'Not targeted').click()
    await page.getByRole('button', { name: 'Label the node…' }).click()
    const dialog = page.getByRole('dialog', { name: `Label node ${first}?` })
    await expect(dialog).toContainText(/Pods? (is|are) made: .*default\/hello-daemonset/)
    await dialog.getByRole('button', { name: 'Label the node' }).click()
    await expect(dialog).toHaveCount(0)
    await expect(placement.cell(hello, first, 'Ready')).toBeVisible()
    await page.getByRole('button', { name: 'Close', exact: true }).click()
  })

  await test.step('deleting it lets its column leave', async () => {
    await page.getByRole('link', { name: 'DaemonSets', exact: true }).click()
    await takeScreenshots(page, 'daemonsets')
    await page.getByRole('button', { name: `Actions for ${hello}` }).click()
    await page.getByRole('menuitem', { name: /^Delete/ }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText(`Its Pods on ${workers.length - 1} nodes are deleted.`)
    await dialog.getByRole('textbox', { name: /To confirm/ }).fill('hello-daemonset')
    await dialog.getByRole('button', { name: 'Delete DaemonSet' }).click()
    await expect(page.getByText('DaemonSet hello-daemonset is deleted')).toBeVisible()
    await dialog.getByRole('button', { name: 'Close' }).last().click()
    await page.getByRole('link', { name: 'Placement', exact: true }).first().click()
    await expect(placement.column(hello)).toHaveCount(0)
  })

  expect(faults).toEqual([])
})
