import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Demands, readDemand, writeDemand } from './demandText.ts'

describe('a demand as text', () => {
  it('can be read by people, and names requests, host ports, priority and the will to preempt', () => {
    const text = 'cpu=100 example.com/card=1 :80 :53/UDP@fd00::1 priority=-5 never'
    expect(readDemand(text)).toEqual({
      requests: { cpu: 100, 'example.com/card': 1 },
      hostPorts: [{ port: 80 }, { port: 53, protocol: 'UDP', ip: 'fd00::1' }],
      priority: -5,
      neverPreempts: true,
    })
    expect(writeDemand(readDemand(text))).toBe(text)
  })

  it('of a Pod that asks for nothing is empty', () => {
    expect(writeDemand({})).toBe('')
    expect(readDemand('')).toEqual({})
  })

  it('comes back as it was, whatever it is', () => {
    const name = fc.constantFrom('cpu', 'memory', 'hugepages-2Mi', 'example.com/card')
    const demand = fc.record(
      {
        requests: fc.dictionary(name, fc.maxSafeNat(), { minKeys: 1, noNullPrototype: true }),
        hostPorts: fc.array(
          fc.record(
            {
              port: fc.integer({ min: 1, max: 65_535 }),
              protocol: fc.constantFrom('UDP', 'SCTP'),
              ip: fc.oneof(fc.ipV4(), fc.ipV6()),
            },
            { requiredKeys: ['port'] },
          ),
          { minLength: 1 },
        ),
        priority: fc.integer(),
        neverPreempts: fc.constant<true>(true),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(demand, (each) => {
        expect(readDemand(writeDemand(each))).toEqual(each)
      }),
    )
  })

  it('is read once for all Pods that share it', () => {
    const demands = new Demands()
    expect(demands.of('cpu=5')).toBe(demands.of(['cpu', '5'].join('=')))
    expect(demands.of(undefined)).toEqual({})
  })
})
