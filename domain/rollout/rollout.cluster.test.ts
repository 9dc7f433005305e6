import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adminApi } from '../../cluster/adminApi.ts'
import { clusterAvailability } from '../../cluster/available.ts'
import { startCluster } from '../../cluster/start.ts'
import type { Cluster } from '../../cluster/types.ts'
import { projectControllerRevision, projectDaemonSet, projectNode } from '../decode/jsonObjects.ts'
import { projectPod } from '../decode/jsonPod.ts'
import { rolloutDifferential } from './rolloutDifferential.test-kit.ts'

/** `ROLLOUT_SEED=7 npm run test:cluster` plays what was played with seed 7. */
const seed = Number(process.env['ROLLOUT_SEED'] ?? Date.now() % 1_000_000)

const decode = {
  pod: (value: unknown) => projectPod(value).object,
  node: (value: unknown) => projectNode(value).object,
  daemonSet: (value: unknown) => projectDaemonSet(value).object,
  revision: (value: unknown) => projectControllerRevision(value).object,
}

describe.skipIf(!clusterAvailability().available)('the forecast of rollouts', () => {
  let cluster: Cluster

  beforeAll(async () => {
    cluster = await startCluster({
      nodes: 0,
      // The nodes of this test have no kubelet: they must not count as silent.
      nodeMonitorGraceSeconds: 86_400,
      // The test collects the Pods of a Node that is gone: the garbage collector would take a minute.
      controllerManagerArgs: ['--controllers=*,-pod-garbage-collector-controller'],
    })
  })

  afterAll(() => cluster.stop())

  it(
    `agrees with Kubernetes’ own controller, step by step (seed ${seed})`,
    { timeout: 10 * 60_000 },
    async () => {
      const { rollouts, mismatches } = await rolloutDifferential(adminApi(cluster), decode, seed)
      const kinds = Map.groupBy(rollouts, ({ kind, end }) => `${kind} ${end}`)
      const counts = [...kinds].map(([kind, each]) => `${each.length} ${kind}`).sort()
      const followed = rollouts.filter(({ isFollowed }) => isFollowed).length
      console.log(
        `seed ${seed}: ${rollouts.length} rollouts (${counts.join(', ')}), ${followed} step by step`,
      )
      expect(mismatches.slice(0, 5)).toEqual([])
      expect(rollouts.length).toBeGreaterThanOrEqual(200)
    },
  )
})
