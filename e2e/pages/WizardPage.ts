import { expect, type Locator, type Page } from '@playwright/test'

/** The create wizard, step by step. */
export class WizardPage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  field(label: string | RegExp): Locator {
    return this.page.getByLabel(label)
  }

  /** Types into a field that offers completions, and takes what was typed. */
  async choose(label: string | RegExp, value: string): Promise<void> {
    const field = this.page.getByRole('combobox', { name: label })
    await field.fill(value)
    await field.press('Enter')
  }

  /** Goes on to the step of this name. */
  async next(step: string): Promise<void> {
    await this.page.getByRole('button', { name: `Next: ${step}` }).click()
    await expect(this.page.getByRole('heading', { name: step, level: 2 })).toBeVisible()
  }

  /** The sentence above the map of nodes. */
  get sentence(): Locator {
    return this.page.getByText(/^Runs on /)
  }

  async create(): Promise<void> {
    await this.page.getByRole('button', { name: 'Create', exact: true }).click()
  }

  /** Fills in the hello-daemonset of OpenShift's documentation, up to the review. */
  async fillHelloDaemonSet(namespace: string): Promise<void> {
    await this.field(/^Name/).fill('hello-daemonset')
    await this.choose(/^Namespace/, namespace)
    await this.next('Labels and selector')
    await this.choose('Selector, row 1: key', 'name')
    await this.choose('Selector, row 1: value', 'hello-daemonset')
  }
}
