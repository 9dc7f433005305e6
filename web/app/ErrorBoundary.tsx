import { Component, type ErrorInfo, type ReactNode } from 'react'
import { FaultPage } from './FaultPage.tsx'

interface ErrorBoundaryProps {
  readonly children: ReactNode
}

interface ErrorBoundaryState {
  readonly fault: Error | undefined
}

/** Keeps a fault inside the page that has it. Give it another `key` to forget the fault. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { fault: undefined }

  static getDerivedStateFromError(thrown: unknown): ErrorBoundaryState {
    return { fault: thrown instanceof Error ? thrown : new Error(String(thrown)) }
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    // Where a reporter listens (a test, a browser extension) it hears of what was caught here too.
    reportError(error instanceof Error ? error : new Error(String(error), { cause: info }))
  }

  override render(): ReactNode {
    const { fault } = this.state
    if (fault === undefined) return this.props.children
    return <FaultPage fault={fault} retry={() => this.setState({ fault: undefined })} />
  }
}
