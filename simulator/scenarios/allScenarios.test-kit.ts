import { creating } from './creating.test-kit.ts'
import { invalidManifests } from './invalidManifests.test-kit.ts'
import { placing } from './placing.test-kit.ts'
import type { Scenarios } from './scenario.test-kit.ts'

export const allScenarios: Scenarios = {
  'creating a DaemonSet': creating,
  'an invalid manifest': invalidManifests,
  'placing Pods': placing,
}
