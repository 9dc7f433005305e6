// @vitest-environment jsdom
import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ErrorBoundary } from './ErrorBoundary.tsx'

let fault: Error | undefined

function Page() {
  if (fault !== undefined) throw fault
  return <p>the page</p>
}

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  vi.stubGlobal('reportError', vi.fn())
})

afterEach(() => {
  fault = undefined
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

describe('ErrorBoundary', () => {
  it('says what happened instead of leaving a blank page, and reports it', async () => {
    fault = new Error('cells is undefined')
    render(
      <ErrorBoundary>
        <Page />
      </ErrorBoundary>,
    )
    expect(screen.getByRole('heading', { level: 1 }).textContent).toContain('fault in the console')
    await userEvent.click(screen.getByRole('button', { name: 'What was reported' }))
    expect(screen.getByText('cells is undefined')).toBeTruthy()
    expect(reportError).toHaveBeenCalledWith(fault)
  })

  it('shows the page again when trying again works', async () => {
    fault = new Error('once')
    render(
      <ErrorBoundary>
        <Page />
      </ErrorBoundary>,
    )
    fault = undefined
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(screen.getByText('the page')).toBeTruthy()
  })

  it('asks for a reload where a part of the page could not be loaded: trying again would not help', () => {
    fault = new TypeError('Failed to fetch dynamically imported module: /assets/NodePage.js')
    render(
      <ErrorBoundary>
        <Page />
      </ErrorBoundary>,
    )
    expect(screen.getByText('A part of this page could not be loaded')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull()
    expect(screen.getByRole('button', { name: 'Reload the page' })).toBeTruthy()
  })
})
