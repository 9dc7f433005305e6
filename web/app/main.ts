/** The entry. The worker starts first: it reads the cluster while the page's own code is still being loaded. */
import { startLive } from '../live/client.ts'
import type { LiveClient } from '../live/useView.ts'

function started(): () => LiveClient {
  try {
    const live = startLive()
    return () => live
  } catch (error) {
    return () => {
      throw error
    }
  }
}

const live = started()
const { showPage } = await import('./page.tsx')
await showPage(live)
