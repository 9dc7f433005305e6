/** The scenarios, judged by the real control plane. */
import { afterAll, beforeAll, describe } from 'vitest'
import { clusterAvailability } from '../../cluster/available.ts'
import { allScenarios } from './allScenarios.test-kit.ts'
import { type RealWorld, startRealWorld } from './realWorld.test-kit.ts'
import { testScenarios } from './scenario.test-kit.ts'

describe.skipIf(!clusterAvailability().available)('on the real control plane', () => {
  let world: RealWorld

  beforeAll(async () => {
    world = await startRealWorld()
  })

  afterAll(() => world.stop())

  testScenarios(allScenarios, () => world)
})
