/** What a test in jsdom needs beyond jsdom; a test in Node.js gets nothing of it. */
import { afterEach } from 'vitest'

if (typeof document !== 'undefined') {
  const { cleanup } = await import('@testing-library/react')
  const { startI18n } = await import('./i18n/index.ts')
  await startI18n('en')
  afterEach(cleanup)
}
