import { defineConfig } from 'vitest/config'

const clusterTests = '**/*.cluster.test.ts'

/** Tests run in Node.js; one that draws says so in its first line: `// @vitest-environment jsdom`. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{domain,simulator,server,cluster,web,scripts,bench}/**/*.test.{ts,tsx}'],
          exclude: [clusterTests, '**/node_modules/**'],
          setupFiles: ['web/testSetup.ts'],
          testTimeout: 30_000,
          // PatternFly's modules import their CSS, which Node.js can't load by itself.
          server: { deps: { inline: [/@patternfly/] } },
        },
      },
      {
        test: {
          name: 'cluster',
          include: [clusterTests],
          exclude: ['**/node_modules/**'],
          // Every file has a control plane to itself, and the machine for as long as it runs.
          fileParallelism: false,
          // The scenarios of simulator/scenarios mostly wait.
          maxConcurrency: 24,
          testTimeout: 120_000,
          hookTimeout: 15 * 60_000,
        },
      },
    ],
  },
})
