/** The same scenarios on the simulated cluster, each on one of its own. */
import { describe } from 'vitest'
import { allScenarios } from './allScenarios.test-kit.ts'
import { testScenarios } from './scenario.test-kit.ts'
import { startSimulatedWorld } from './simulatedWorld.test-kit.ts'

describe('on a simulated cluster', () => {
  testScenarios(allScenarios, new Set(), startSimulatedWorld)
})
