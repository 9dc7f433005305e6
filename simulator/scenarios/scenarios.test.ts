/** The same scenarios on the simulated cluster, each on one of its own. */
import { describe } from 'vitest'
import { allScenarios } from './allScenarios.test-kit.ts'
import { testScenarios } from './scenario.test-kit.ts'
import { startSimulatedWorld } from './simulatedWorld.test-kit.ts'

/** Topics, and single scenarios, that the simulation cannot play yet. */
const missing = new Set([
  'an invalid manifest',
  'stores nothing in a dry run, but checks and answers as if it did',
  'a ControllerRevision’s data cannot be changed, nor its number be negative',
  'a Pod’s placement cannot be changed; its image can',
  'the selector cannot be changed',
  'a patch to something invalid is refused with its causes; a patch that is no JSON too',
  'the uid cannot be changed',
])

const playable = Object.entries(allScenarios).flatMap(([topic, scenarios]) =>
  missing.has(topic)
    ? []
    : [[topic, scenarios.filter(({ title }) => !missing.has(title))] as const],
)

describe('on a simulated cluster', () => {
  testScenarios(Object.fromEntries(playable), new Set(), startSimulatedWorld)
})
