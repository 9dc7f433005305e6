import { defineConfig } from '@playwright/test'

// Chromium as root in a container needs --no-sandbox; the others keep it from calling home.
const quietArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const executablePath = process.env['EVERYNODE_BROWSER']

export default defineConfig({
  testDir: 'e2e/specs',
  outputDir: 'e2e/output/results',
  workers: 1,
  fullyParallel: false,
  forbidOnly: process.env['CI'] === 'true',
  timeout: 300_000,
  expect: { timeout: 20_000 },
  use: {
    actionTimeout: 30_000,
    viewport: { width: 1600, height: 1000 },
    locale: 'en-US',
    colorScheme: 'light',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: { args: quietArgs, ...(executablePath === undefined ? {} : { executablePath }) },
  },
  projects: [
    { name: 'browser', testMatch: '*.browser.spec.ts' },
    { name: 'cluster', testMatch: '*.cluster.spec.ts' },
  ],
})
