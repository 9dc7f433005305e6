import { WizardPage } from '../pages/WizardPage.ts'
import { expect, test } from '../fixtures/test.ts'
import { takeScreenshots } from '../fixtures/screenshots.ts'

test('a viewer sees the grid, and reads which permission creating needs', async ({
  openAs,
  faults,
}) => {
  const { page, placement } = await openAs('viewer')
  await expect(placement.row('worker-00')).toBeVisible()
  const create = page.getByRole('button', { name: 'Create DaemonSet' })
  await expect(create).toBeDisabled()
  await create.hover({ force: true })
  await expect(page.getByRole('tooltip')).toContainText('create daemonsets')
  await takeScreenshots(page, 'viewer')
  expect(faults).toEqual([])
})

test('a viewer who opens the wizard by its address can look, but not create', async ({
  openAs,
}) => {
  const { page, console } = await openAs('viewer')
  await page.goto(`${console.origin}/daemonsets/create`)
  const wizard = new WizardPage(page)
  await wizard.fillBasics('hello-daemonset', 'default')
  await wizard.next('Labels and selector')
  await wizard.next('Pods')
  await wizard.fillPods()
  await wizard.next('Placement')
  await wizard.next('Review')
  await expect(wizard.create).toBeDisabled()
  await expect(page.getByText(/You may not create DaemonSets in namespace default/)).toBeVisible()
})

test('somebody without any right is told what is missing, and sees nothing of the cluster', async ({
  openAs,
  faults,
}) => {
  const { page } = await openAs('nobody')
  await expect(page.getByText('You may not read nodes and DaemonSets')).toBeVisible()
  await expect(page.getByRole('gridcell')).toHaveCount(0)
  await expect(page.getByText('worker-00')).toHaveCount(0)
  await takeScreenshots(page, 'nobody')
  expect(faults).toEqual([])
})
