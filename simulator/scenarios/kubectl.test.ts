/** kubectl's transcripts on a simulated cluster, where there is a kubectl. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe } from 'vitest'
import { findKubectl } from '../../cluster/kubectl.ts'
import { type ServedCluster, serveCluster } from '../../server/demo/serveCluster.ts'
import { wallClock } from '../clock.ts'
import { kubectlScenarios } from './kubectlScenarios.test-kit.ts'
import { kubectlOn } from './runKubectl.test-kit.ts'
import { testScenarios } from './scenario.test-kit.ts'
import { identityOf, type SimulatedWorld, startSimulatedWorld } from './simulatedWorld.test-kit.ts'
import { identities } from './world.test-kit.ts'

const program = findKubectl()

describe.skipIf(program === undefined)('kubectl on a simulated cluster', () => {
  let world: SimulatedWorld
  let served: ServedCluster

  beforeAll(async () => {
    world = await startSimulatedWorld({
      time: { clock: wallClock, pass: sleep },
      durations: { start: 100, stop: 100, register: 100 },
    })
    const users = new Map(identities.map((name) => [name, identityOf(name)]))
    served = await serveCluster({ upstreamOf: world.cluster.upstreamOf, users, port: 0 })
  })

  afterAll(async () => {
    world.cluster.stop()
    await served.stop()
  })

  const scenarios = kubectlScenarios(() => kubectlOn(program ?? 'kubectl', served.kubeconfig))
  testScenarios({ kubectl: scenarios }, () => world)
})
