import '@patternfly/react-core/dist/styles/base.css'
import { type ComponentType, type PropsWithChildren, type ReactNode, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import { startI18n } from '../i18n/index.ts'
import type { LiveClient } from '../live/useView.ts'
import { App } from './App.tsx'
import { FaultPage } from './FaultPage.tsx'
import { firstLanguage } from './language.ts'
import { makeQueryClient } from './queryClient.ts'
import { applyTheme, storedTheme } from './theme.ts'

function show(page: ReactNode): void {
  const root = document.getElementById('root')
  if (root === null) throw new Error('web/index.html has no element #root')
  createRoot(root).render(<StrictMode>{page}</StrictMode>)
}

/**
 * Shows the console.
 * @param startLive starts the worker, or gives the one that was started; where it throws, the page says so
 * @param router what keeps the page's address
 */
export async function showPage(
  startLive: () => LiveClient,
  router: ComponentType<PropsWithChildren> = BrowserRouter,
): Promise<void> {
  applyTheme(storedTheme())
  // Where another language's texts can't be loaded the page is English.
  await startI18n(firstLanguage(navigator.languages)).catch(() => undefined)
  try {
    show(<App live={startLive()} queries={makeQueryClient()} router={router} />)
  } catch (error) {
    const fault = error instanceof Error ? error : new Error(String(error))
    show(<FaultPage fault={fault} retry={() => location.reload()} />)
  }
}
