import { expect, type Locator, type Page } from '@playwright/test'

/** The create wizard, step by step. */
export class WizardPage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  field(label: string): Locator {
    return this.page.getByLabel(label, { exact: true })
  }

  /** A field with suggestions: anything may be typed. */
  combobox(label: string | RegExp): Locator {
    return this.page.getByRole('combobox', { name: label })
  }

  /** Goes on to the step of this name. */
  async next(step: string): Promise<void> {
    await this.page.getByRole('button', { name: `Next: ${step}` }).click()
    await expect(this.page.getByRole('heading', { name: step, exact: true })).toBeVisible()
  }

  async back(): Promise<void> {
    await this.page.getByRole('button', { name: 'Back', exact: true }).click()
  }

  /** The sentence above the map of nodes. */
  get sentence(): Locator {
    return this.page.getByText(/^Runs on /).first()
  }

  get create(): Locator {
    return this.page.getByRole('button', { name: 'Create', exact: true })
  }

  async fillBasics(name: string, namespace: string): Promise<void> {
    await this.page.getByRole('textbox', { name: /^Name/ }).fill(name)
    await this.combobox(/^Namespace/).fill(namespace)
    await this.page.keyboard.press('Escape')
  }

  async fillPods(): Promise<void> {
    await this.page.getByRole('textbox', { name: /^Container name/ }).fill('registry')
    await this.page.getByRole('textbox', { name: /^Image/ }).fill('openshift/hello-openshift')
    await this.page.getByLabel('Image pull policy').selectOption('Always')
    await this.page.getByRole('button', { name: 'Add port' }).click()
    await this.page.getByLabel('Port 1: number').fill('80')
  }

  /** Types a rule of the node selector. */
  async selectNodes(key: string, value: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Add node label' }).click()
    await this.combobox('Node selector, row 1: key').fill(key)
    await this.combobox('Node selector, row 1: value').fill(value)
    await this.page.keyboard.press('Escape')
  }
}
