import { describe, expect, it } from 'vitest'
import { podDemand } from './podDemand.ts'

describe('podDemand', () => {
  it('holds requests, host ports, priority and the will to preempt', () => {
    const spec = {
      containers: [
        {
          name: 'c',
          resources: { requests: { cpu: '100m' } },
          ports: [{ containerPort: 80, hostPort: 80 }],
        },
      ],
      priority: 1000,
      preemptionPolicy: 'Never',
    }
    expect(podDemand(spec)).toEqual({
      demand: {
        requests: { cpu: 100 },
        hostPorts: [{ port: 80 }],
        priority: 1000,
        neverPreempts: true,
      },
      problems: [],
    })
  })

  it('of a Pod that asks for nothing is empty', () => {
    const spec = {
      containers: [{ name: 'c' }],
      priority: 0,
      preemptionPolicy: 'PreemptLowerPriority',
    }
    expect(podDemand(spec).demand).toEqual({})
  })

  it('names the field of a quantity that cannot be read', () => {
    const { demand, problems } = podDemand({ overhead: { cpu: '' } }, 'spec.template.spec')
    expect(demand).toEqual({})
    expect(problems.map(({ field }) => field)).toEqual(['spec.template.spec.overhead[cpu]'])
  })
})
