import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PodDemand } from '../k8s/objects.ts'
import { fit, type NodeRoom } from './fit.ts'
import { placed, room } from './fit.test-kit.ts'
import { preemption } from './preemption.ts'

/** The victims' names, or why there are none. */
function victims(demand: PodDemand, node: NodeRoom): unknown {
  const result = preemption(demand, node)
  return result.helps ? result.victims.map(({ name }) => name) : result.why
}

const cpu = (amount: number, priority: number): PodDemand => ({
  requests: { cpu: amount },
  priority,
})

describe('preemption', () => {
  it('removes the least important Pods, and no more than are needed', () => {
    const node = room(
      { cpu: '1' },
      placed('low', cpu(300, 1)),
      placed('high', cpu(300, 9)),
      placed('middle', cpu(300, 5)),
    )
    expect(victims(cpu(400, 9), node)).toEqual(['low'])
    expect(victims(cpu(700, 9), node)).toEqual(['middle', 'low'])
  })

  it('keeps a smaller Pod of less importance that still fits', () => {
    const node = room({ cpu: '1' }, placed('large', cpu(800, 2)), placed('small', cpu(200, 1)))
    expect(victims(cpu(500, 9), node)).toEqual(['large'])
  })

  it('of one priority the Pod that has run longest stays, one that has not started goes first', () => {
    const node = room(
      { cpu: '1' },
      placed('new', { requests: { cpu: 300 } }),
      placed('young', cpu(300, 0), { started: 2000 }),
      placed('old', cpu(300, 0), { started: 1000 }),
    )
    expect(victims(cpu(400, 1), node)).toEqual(['new'])
    expect(victims(cpu(500, 1), node)).toEqual(['young', 'new'])
  })

  it('makes room in the number of Pods and frees host ports', () => {
    const full = room({ pods: '2' }, placed('a', { priority: 1 }), placed('b'))
    expect(victims({ priority: 2 }, full)).toEqual(['b'])
    const taken = room({}, placed('a'), placed('b', { hostPorts: [{ port: 80 }] }))
    expect(victims({ priority: 2, hostPorts: [{ port: 80 }] }, taken)).toEqual(['b'])
  })

  it('removes nobody where the Pod fits', () => {
    expect(victims({}, room({}))).toEqual([])
  })

  it('never removes Pods of the same priority', () => {
    expect(victims(cpu(500, 1), room({ cpu: '1' }, placed('a', cpu(800, 1))))).toBe(
      'noLowerPriority',
    )
    expect(victims(cpu(500, 0), room({ cpu: '1' }, placed('a', cpu(800, -1))))).toEqual(['a'])
  })

  it('says what is short even without the Pods of lower priority', () => {
    const node = room({ cpu: '1' }, placed('low', cpu(500, 0)), placed('same', cpu(500, 1)))
    expect(preemption(cpu(600, 1), node)).toMatchObject({
      helps: false,
      why: 'notEnough',
      left: [{ kind: 'resource', resource: 'cpu', requested: 600, free: 500, allocatable: 1000 }],
    })
    expect(victims(cpu(1001, 1), node)).toBe('notEnough')
  })

  it('is not for a Pod whose preemptionPolicy is Never', () => {
    const node = room({ cpu: '1' }, placed('low', cpu(1000, 0)))
    expect(victims({ ...cpu(1, 5), neverPreempts: true }, node)).toBe('never')
  })

  it('for any Pods: lower priorities only, the Pod fits without them, and each of them had to go', () => {
    const demand = fc.record({
      requests: fc.record({ cpu: fc.nat(500), memory: fc.nat(500) }),
      hostPorts: fc.array(fc.record({ port: fc.constantFrom(80, 81) }), { maxLength: 1 }),
      priority: fc.integer({ min: -1, max: 2 }),
    })
    fc.assert(
      fc.property(
        demand,
        fc.array(fc.tuple(demand, fc.nat(3)), { maxLength: 8 }),
        (wanted, others) => {
          const allocatable = { cpu: '800m', memory: '800', pods: '6' }
          const pods = others.map(([each, started], index) =>
            placed(`pod-${index}`, each, { started }),
          )
          const result = preemption(wanted, room(allocatable, ...pods))
          if (!result.helps) return
          const gone = new Set(result.victims)
          const left = pods.filter((pod) => !gone.has(pod))
          expect(fit(wanted, room(allocatable, ...left)).fits).toBe(true)
          for (const victim of gone) {
            expect(victim.demand?.priority).toBeLessThan(wanted.priority)
            expect(fit(wanted, room(allocatable, ...left, victim)).fits).toBe(false)
          }
        },
      ),
      { numRuns: 2000 },
    )
  })
})
