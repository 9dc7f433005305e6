import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { at, text } from '../../domain/decode/readJson.ts'
import { nodeRoom } from '../../domain/placement/fit.ts'
import { AnyCluster } from './anyCluster.test-kit.ts'
import { conditionStatus } from './conditions.ts'
import { nodeTable } from './nodeTable.ts'
import { hasEnded, phaseOf } from './readPod.ts'

const number = fc.nat({ max: 30 })
const ready = fc.constantFrom('unknown', 'false', undefined)

type Action = (cluster: AnyCluster) => void

const action: fc.Arbitrary<Action> = fc.oneof(
  fc.constant<Action>((cluster) => cluster.addNode()),
  number.map<Action>((index) => (cluster) => cluster.deleteNode(index)),
  fc.tuple(number, ready).map<Action>((set) => (cluster) => cluster.setReady(...set)),
  fc.tuple(number, fc.boolean()).map<Action>((set) => (cluster) => cluster.setCordon(...set)),
  fc.tuple(number, fc.boolean()).map<Action>((set) => (cluster) => cluster.setTaint(...set)),
  fc.tuple(number, number).map<Action>((set) => (cluster) => cluster.setImage(...set)),
  fc.tuple(number, fc.boolean()).map<Action>((set) => (cluster) => cluster.deletePod(...set)),
)
const pause = fc.constantFrom(0, 100, 1000, 5000, 60_000, 600_000)
const story = fc.array(fc.tuple(action, pause), { maxLength: 15 })

/** What holds at any time on every node. */
function expectSoundNodes(cluster: AnyCluster): void {
  for (const { name, node, room, pods, object } of nodeTable(cluster.cluster.store).entries()) {
    expect([...pods.values()].map(({ metadata }) => metadata.name).sort()).toEqual(
      cluster
        .podsOn(name)
        .map(({ metadata }) => metadata.name)
        .sort(),
    )
    const counted = nodeRoom(node, room.pods)
    expect(room.used.get('cpu') ?? 0).toBe(counted.used.get('cpu') ?? 0)
    if (object !== undefined) expect(room.used.get('cpu') ?? 0).toBeLessThanOrEqual(4000)
    const living = cluster.podsOn(name).filter((pod) => !hasEnded(pod))
    expect(room.pods).toHaveLength(living.length)
    const addresses = living.flatMap(({ status }) => text(at(status, 'podIP')) ?? [])
    expect(new Set(addresses).size).toBe(addresses.length)
    expect(living.filter((pod) => pod.metadata.labels?.['app'] === 'port').length).toBeLessThan(2)
  }
  for (const pod of cluster.pods)
    if (conditionStatus(pod, 'Ready') === 'True') expect(phaseOf(pod)).toBe('Running')
}

it('keeps its nodes within their bounds, whatever happens, and comes to rest with what fits running everywhere', () => {
  fc.assert(
    fc.property(story, (told) => {
      const cluster = new AnyCluster()
      for (const [act, milliseconds] of told) {
        act(cluster)
        cluster.clock.step(milliseconds)
        expectSoundNodes(cluster)
      }
      cluster.heal()
      expectSoundNodes(cluster)
      for (const { metadata } of cluster.nodes) {
        const running = cluster
          .podsOn(metadata.name)
          .map((pod) => `${pod.metadata.labels?.['app']} ${phaseOf(pod)}`)
        // Beside the important one there is room for one of the others.
        expect(running).toHaveLength(2)
        expect(running).toContain('large Running')
      }
      const waiting = cluster.podsOn('').map((pod) => conditionStatus(pod, 'PodScheduled'))
      expect(waiting).toEqual(cluster.nodes.map(() => 'False'))
      cluster.cluster.stop()
    }),
    { numRuns: 40 },
  )
})
