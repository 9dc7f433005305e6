import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adminApi } from '../../cluster/adminApi.ts'
import { clusterAvailability } from '../../cluster/available.ts'
import { startCluster } from '../../cluster/start.ts'
import type { Cluster } from '../../cluster/types.ts'
import { differential } from './differential.test-kit.ts'
import { minimalPairs } from './differentialShrink.test-kit.ts'

/** Set by `npm run test:differential -- --pairs N --seed S`. */
const pairs = Number(process.env['DIFFERENTIAL_PAIRS'] ?? 20_000)
const seed = Number(process.env['DIFFERENTIAL_SEED'] ?? Date.now() % 1_000_000)

describe.skipIf(!clusterAvailability().available)(
  'the engine and Kubernetes’ own controller',
  () => {
    let cluster: Cluster

    beforeAll(async () => {
      // The nodes of this test have no kubelet: they must not count as silent.
      cluster = await startCluster({ nodes: 0, nodeMonitorGraceSeconds: 86_400 })
    })

    afterAll(() => cluster.stop())

    it(
      `agree where a Pod should run and where it may stay (seed ${seed})`,
      { timeout: 24 * 3_600_000 },
      async () => {
        const api = adminApi(cluster)
        const outcome = await differential(api, { pairs, seed, tell: console.log })
        console.log(
          `seed ${seed}: ${outcome.pairs} pairs, ${outcome.runs} run, ${outcome.stays} stay`,
        )
        expect(await minimalPairs(api, outcome.mismatches, console.log)).toEqual([])
        expect(outcome.counters).toEqual([])
        expect(outcome.runs).toBeGreaterThan(outcome.pairs / 20)
        expect(outcome.stays).toBeGreaterThan(0)
      },
    )
  },
)
