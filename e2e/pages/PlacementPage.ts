import { expect, type Locator, type Page } from '@playwright/test'

/** The grid of nodes by DaemonSets, as a person reads it. */
export class PlacementPage {
  readonly page: Page
  readonly grid: Locator

  constructor(page: Page) {
    this.page = page
    this.grid = page.getByRole('grid')
  }

  /** The cell of a DaemonSet on a node; `state` is one of the words of the legend. */
  cell(daemonSet: string, node: string, state: string): Locator {
    return this.grid.getByRole('gridcell', {
      name: `${daemonSet} on ${node}: ${state}`,
      exact: true,
    })
  }

  /** All visible cells of a DaemonSet in a state. */
  cells(daemonSet: string, state: string): Locator {
    return this.grid.getByRole('gridcell', { name: new RegExp(`^${daemonSet} on \\S+: ${state}$`) })
  }

  column(daemonSet: string): Locator {
    return this.grid.getByRole('columnheader', { name: new RegExp(daemonSet) })
  }

  row(node: string): Locator {
    return this.grid.getByRole('rowheader', { name: new RegExp(`\\b${node}\\b`) })
  }

  /** Waits until the grid is there and the Pods are known: no cell is a placeholder. */
  async settled(): Promise<void> {
    await expect(this.grid).toBeVisible()
    await expect(this.grid).not.toHaveAttribute('aria-busy', 'true')
  }

  /** Comes to the grid by the page's own navigation. */
  async open(): Promise<void> {
    await this.page.getByRole('link', { name: 'Placement', exact: true }).first().click()
    await this.settled()
  }
}
