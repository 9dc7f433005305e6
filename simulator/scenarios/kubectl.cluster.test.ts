/** kubectl's transcripts, judged by the real control plane. */
import { afterAll, beforeAll, describe } from 'vitest'
import { clusterAvailability } from '../../cluster/available.ts'
import { buildKubectl } from '../../cluster/kubectl.ts'
import { kubectlScenarios } from './kubectlScenarios.test-kit.ts'
import { type RealWorld, startRealWorld } from './realWorld.test-kit.ts'
import { kubectlOn } from './runKubectl.test-kit.ts'
import { testScenarios } from './scenario.test-kit.ts'

describe.skipIf(!clusterAvailability().available)('kubectl on the real control plane', () => {
  let world: RealWorld
  let program = ''

  beforeAll(async () => {
    program = await buildKubectl(console.log)
    world = await startRealWorld()
  })

  afterAll(() => world.stop())

  const scenarios = kubectlScenarios(() => kubectlOn(program, world.kubeconfig))
  testScenarios({ kubectl: scenarios }, () => world)
})
