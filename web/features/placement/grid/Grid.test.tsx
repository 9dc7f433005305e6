// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { cellView, gridFrame } from '../grid.test-kit.ts'
import { address, openPlacement } from '../placement.test-kit.tsx'

const failing = 'logging/fluent-bit on worker-1.example.com: Failing'

async function focusGrid() {
  const user = userEvent.setup()
  await screen.findByRole('gridcell', { name: failing })
  const grid = screen.getByRole('grid')
  grid.focus()
  return { user, grid }
}

/** The cell that a screen reader reads. */
function active(grid: HTMLElement): HTMLElement | null {
  return document.getElementById(grid.getAttribute('aria-activedescendant') ?? '')
}

describe('the keyboard in the grid', () => {
  it('moves from cell to cell; the grid keeps the focus', async () => {
    openPlacement()
    const { user, grid } = await focusGrid()
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{ArrowRight}')
    expect(active(grid)?.getAttribute('aria-label')).toBe(failing)
    expect(document.activeElement).toBe(grid)
    await user.keyboard('{Control>}{Home}{/Control}')
    expect(active(grid)?.getAttribute('aria-label')).toMatch(/^kube-system\/cilium: /)
    await user.keyboard('{Control>}{End}{/Control}')
    expect(active(grid)?.getAttribute('aria-label')).toMatch(/worker-2.example.com: Missing/)
    await user.keyboard('{Home}')
    expect(active(grid)?.getAttribute('role')).toBe('rowheader')
    await user.keyboard('{End}')
    expect(active(grid)?.getAttribute('aria-label')).toBe('1 of 2 ready')
    await user.keyboard('{PageUp}{ArrowUp}{ArrowLeft}')
    expect(active(grid)?.getAttribute('aria-label')).toBe('logging/fluent-bit: 0 of 2 ready')
  })

  it('opens a cell’s panel with Enter, closes it with Escape, and is in the grid again', async () => {
    openPlacement()
    const { user, grid } = await focusGrid()
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{ArrowRight}{Enter}')
    expect(address.current).toBe('/?cell=logging/fluent-bit@worker-1.example.com')
    const title = await screen.findByRole('heading', { name: 'worker-1.example.com' })
    await waitFor(() => expect(document.activeElement).toBe(title))
    expect(screen.getByRole('gridcell', { name: failing }).getAttribute('aria-selected')).toBe(
      'true',
    )
    await user.keyboard('{Escape}')
    expect(address.current).toBe('/')
    expect(document.activeElement).toBe(grid)
    expect(active(grid)?.getAttribute('aria-label')).toBe(failing)
  })

  it('opens and closes groups, and goes to the pages of nodes and DaemonSets', async () => {
    openPlacement()
    const { user } = await focusGrid()
    await user.keyboard('{Enter}')
    expect(address.current).toBe('/?toggled=control-plane')
    await user.keyboard('{ArrowDown}{Home}{Enter}')
    expect(address.current).toBe('/nodes/cp-1.example.com')
  })

  it('stays on its node and DaemonSet when rows come before them', async () => {
    const worker = openPlacement()
    const { user, grid } = await focusGrid()
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{ArrowRight}')
    const { rows } = gridFrame()
    const moved = rows.slice(2).map((row, index) => ({ ...row, index }))
    worker.answer('grid', () =>
      gridFrame({
        layout: 2,
        rows: moved,
        rowCount: 3,
        groupRows: [0],
        window: { firstRow: 0, lastRow: 3, firstColumn: 0, lastColumn: 2 },
      }),
    )
    await waitFor(() => expect(grid.getAttribute('aria-rowcount')).toBe('4'))
    expect(active(grid)?.getAttribute('aria-label')).toBe(failing)
  })
})

describe('the pointer in the grid', () => {
  it('lights row and column, and says after a moment what the cell is about', async () => {
    openPlacement('/', { cell: () => cellView() })
    const user = userEvent.setup()
    const cell = await screen.findByRole('gridcell', { name: failing })
    await user.hover(cell)
    expect(cell.closest('[role=row]')?.hasAttribute('data-lit')).toBe(true)
    expect(screen.getByRole('columnheader', { name: /fluent-bit/ }).hasAttribute('data-lit')).toBe(
      true,
    )
    const hint = await screen.findByRole('tooltip')
    await waitFor(() => expect(hint.textContent).toContain('restarted 9 times'))
    expect(hint.textContent).toContain('logging/fluent-bit on worker-1')
    await user.unhover(screen.getByRole('grid'))
    await waitFor(() => expect(screen.queryByRole('tooltip')).toBeNull())
    expect(document.querySelector('[data-lit]')).toBeNull()
  })

  it('opens a cell’s panel and leaves the keyboard in the grid', async () => {
    openPlacement()
    const user = userEvent.setup()
    await user.click(await screen.findByRole('gridcell', { name: failing }))
    expect(address.current).toBe('/?cell=logging/fluent-bit@worker-1.example.com')
    await screen.findByRole('heading', { name: 'worker-1.example.com' })
    expect(document.activeElement).toBe(screen.getByRole('grid'))
  })
})

describe('a window of the grid', () => {
  it('of thousands of rows is small, and its missing rows are there as shapes', async () => {
    const worker = openPlacement('/', {
      grid: () => gridFrame({ rowCount: 5000, groupRows: [] }),
    })
    await screen.findByRole('gridcell', { name: failing })
    expect(worker.asked.get('grid')).toMatchObject({
      window: { firstRow: 0, lastRow: 96, firstColumn: 0, lastColumn: 16 },
    })
    const rows = screen.getAllByRole('row')
    expect(rows.filter((row) => row.getAttribute('aria-busy') === 'true').length).toBeGreaterThan(
      10,
    )
    expect(rows.length).toBeLessThan(60)
  })
})
