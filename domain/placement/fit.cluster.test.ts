import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adminApi } from '../../cluster/adminApi.ts'
import { clusterAvailability } from '../../cluster/available.ts'
import { startCluster } from '../../cluster/start.ts'
import type { Cluster } from '../../cluster/types.ts'
import { fitDifferential } from './fitDifferential.test-kit.ts'

/** `FIT_SEED=7 npm run test:cluster` plays what was played with seed 7. */
const seed = Number(process.env['FIT_SEED'] ?? Date.now() % 1_000_000)
const pairs = Number(process.env['FIT_PAIRS'] ?? 2400)

describe.skipIf(!clusterAvailability().available)('fit and preemption', () => {
  let cluster: Cluster

  beforeAll(async () => {
    // The nodes of this test have no kubelet: they must not count as silent.
    cluster = await startCluster({ nodes: 0, nodeMonitorGraceSeconds: 86_400 })
  })

  afterAll(() => cluster.stop())

  it(
    `agree with Kubernetes’ own scheduler, its reasons and its victims included (seed ${seed})`,
    { timeout: 3_600_000 },
    async () => {
      const {
        pairs: compared,
        tallies,
        mismatches,
      } = await fitDifferential(adminApi(cluster), { pairs, seed, tell: console.log })
      console.log(`seed ${seed}: ${compared} pairs, ${JSON.stringify(tallies)}`)
      expect(mismatches.slice(0, 5)).toEqual([])
      const rarest = (['fits', 'preempts', 'never', 'noLowerPriority', 'notEnough'] as const).map(
        (tally) => tallies[tally] ?? 0,
      )
      expect(Math.min(...rarest)).toBeGreaterThan(compared / 100)
    },
  )
})
