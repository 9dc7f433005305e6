import type { TestCluster } from '../fixtures/testCluster.ts'
import { at, listAt, textAt } from '../../cluster/json.ts'
import { waitFor } from '../../cluster/waitFor.ts'
import { takeScreenshots } from '../fixtures/screenshots.ts'
import { expect, test } from '../fixtures/test.ts'
import { WizardPage } from '../pages/WizardPage.ts'

const path = '/apis/apps/v1/namespaces/default/daemonsets/roomy'
const podsPath = '/api/v1/namespaces/default/pods?labelSelector=name%3Droomy'

async function pods(cluster: TestCluster): Promise<readonly unknown[]> {
  return listAt(await cluster.request('admin', 'GET', podsPath), 'items')
}

/** The workers with the least memory: 16 GiB, less what their kubelet keeps. */
async function smallNodes(cluster: TestCluster): Promise<readonly string[]> {
  const selector = 'node.kubernetes.io%2Finstance-type%3Dc4m16'
  const list = await cluster.request('admin', 'GET', `/api/v1/nodes?labelSelector=${selector}`)
  return listAt(list, 'items').map((node) => textAt(node, 'metadata', 'name'))
}

test.afterEach(async ({ cluster }) => {
  await cluster.request('admin', 'DELETE', path).catch(() => {})
  await waitFor(async () => (await pods(cluster)).length === 0, 'the Pods to end')
})

test('a DaemonSet too large for some nodes: the wizard says where it would wait, the cell of its Pod why it does', async ({
  openAs,
  cluster,
  faults,
}) => {
  const { page, placement, console } = await openAs('admin')
  const small = await smallNodes(cluster)
  const [first = ''] = small
  await placement.settled()
  await page.getByRole('link', { name: 'Create DaemonSet' }).first().click()

  const wizard = new WizardPage(page)
  await test.step('the wizard counts the nodes without room, for memory and for a host port', async () => {
    await wizard.fillBasics('roomy', 'default')
    await wizard.next('Labels and selector')
    await wizard.next('Pods')
    await wizard.fillPods()
    await page.getByLabel('Port 1: host port').fill('9100')
    await expect(wizard.sentence).toContainText(/would wait for room \(host port 9100 \d+\)/)
    await page.getByLabel('Port 1: host port').fill('')
    await page.getByLabel('Memory request').fill('20Gi')
    await takeScreenshots(page, 'wizard-pods')
    await wizard.next('Placement')
    await expect(wizard.sentence).toContainText(
      `${small.length} would wait for room (memory ${small.length})`,
    )
    await takeScreenshots(page, 'wizard-placement-room')
    await wizard.next('Review')
    await expect(
      page.getByText('The API server would accept this DaemonSet (dry run).'),
    ).toBeVisible()
    await wizard.create.click()
  })

  await test.step('its Pods wait there, and nowhere else', async () => {
    await waitFor(
      async () => {
        const waiting = (await pods(cluster)).filter(
          (pod) => at(pod, 'spec', 'nodeName') === undefined,
        )
        return waiting.length === small.length
      },
      'the Pods that fit to be bound',
      30_000,
    )
  })

  await test.step('the cell says what is short, in figures', async () => {
    await page.goto(new URL(`/?cell=default/roomy@${first}`, console.origin).href)
    const panel = page.getByRole('complementary', { name: first })
    await expect(panel).toContainText(/It needs 20Gi of memory, and the node has only 14\.\dGi/)
    await takeScreenshots(page, 'cell-no-room')
  })
  expect(faults).toEqual([])
})
