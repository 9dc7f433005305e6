import '@patternfly/react-core/dist/styles/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startI18n } from '../i18n/index.ts'
import { startLive } from '../live/client.ts'
import { App } from './App.tsx'
import { firstLanguage } from './language.ts'
import { makeQueryClient } from './queryClient.ts'
import { applyTheme, storedTheme } from './theme.ts'

applyTheme(storedTheme())
// The worker starts its connection while the texts are being loaded.
const live = startLive()
// Without the texts of another language the page is English.
await startI18n(firstLanguage(navigator.languages)).catch(() => undefined)

const root = document.getElementById('root')
if (root === null) throw new Error('web/index.html has no element #root')
createRoot(root).render(
  <StrictMode>
    <App live={live} queries={makeQueryClient()} />
  </StrictMode>,
)
