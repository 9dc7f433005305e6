import { defineConfig } from '@playwright/test'
import type { ClusterOptions } from './e2e/fixtures/test.ts'

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

/** Specs that need one kind of cluster, or none, say so in their name; all others run on both kinds. */
const browser = '*.browser.spec.ts'
const cluster = '*.cluster.spec.ts'
const demo = '*.demo.spec.ts'

export default defineConfig<object, ClusterOptions>({
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
    { name: 'browser', testMatch: browser },
    { name: 'demo', testIgnore: [browser, cluster], use: { simulated: true } },
    { name: 'cluster', testIgnore: [browser, demo] },
  ],
})
