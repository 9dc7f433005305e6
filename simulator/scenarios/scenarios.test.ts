/** The same scenarios on the simulated cluster, each on one of its own. */
import { describe } from 'vitest'
import { allScenarios } from './allScenarios.test-kit.ts'
import { openShift } from './openShift.test-kit.ts'
import { testScenarios } from './scenario.test-kit.ts'
import { startSimulatedWorld } from './simulatedWorld.test-kit.ts'

describe('on a simulated cluster', () => {
  testScenarios(allScenarios, () => startSimulatedWorld())
})

/** There is no real OpenShift to judge these: they hold what its documentation and source say. */
describe('on a simulated OpenShift', () => {
  testScenarios({ projects: openShift }, () => startSimulatedWorld({ flavour: 'openshift' }))
})
