import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Container } from './objects.ts'
import { podRequests, type RequestsSpec } from './podRequests.ts'
import { readResourceList, roundedAmount } from './resourceList.ts'

type List = Readonly<Record<string, string>>

function container(requests: List, limits: List = {}): Container {
  return { name: 'c', resources: { requests, limits } }
}

function sidecar(requests: List): Container {
  return { ...container(requests), restartPolicy: 'Always' }
}

/** The requests of a spec without malformed quantities. */
function requests(spec: RequestsSpec): unknown {
  const result = podRequests(spec)
  expect(result.problems).toEqual([])
  return result.requests
}

describe('podRequests', () => {
  it('sums containers: cpu in milli, all else in units', () => {
    const containers = [
      container({ cpu: '100m', memory: '64Mi', 'ephemeral-storage': '1Gi' }),
      container({ cpu: '1.5', memory: '1M', 'nvidia.com/gpu': '2', 'hugepages-2Mi': '4Mi' }),
    ]
    expect(requests({ containers })).toEqual({
      cpu: 1600,
      memory: 68_108_864,
      'ephemeral-storage': 1_073_741_824,
      'nvidia.com/gpu': 2,
      'hugepages-2Mi': 4_194_304,
    })
  })

  it('rounds each quantity up to thousandths, as the API server does, and the sum up to units', () => {
    const tiny = container({ cpu: '0.1m', memory: '1m' })
    expect(requests({ containers: [tiny, tiny] })).toEqual({ cpu: 2, memory: 1 })
    expect(requests({ containers: [container({ memory: '1.1Ki' })] })).toEqual({ memory: 1127 })
  })

  it('takes a limit for the request that is not there, as the API server does for Pods', () => {
    const containers = [container({ cpu: '1' }, { cpu: '2', memory: '1Ki' })]
    expect(requests({ containers })).toEqual({ cpu: 1000, memory: 1024 })
  })

  it('counts the largest init container where it needs more than all containers', () => {
    const containers = [container({ cpu: '1', memory: '1Ki' })]
    const initContainers = [container({ cpu: '3' }), container({ cpu: '2', memory: '10' })]
    expect(requests({ containers, initContainers })).toEqual({ cpu: 3000, memory: 1024 })
  })

  it('adds sidecars to the containers, and to the init containers after them', () => {
    const containers = [container({ cpu: '1' })]
    const early = [sidecar({ cpu: '2' }), container({ cpu: '4' })]
    expect(requests({ containers, initContainers: early })).toEqual({ cpu: 6000 })
    expect(requests({ containers, initContainers: early.toReversed() })).toEqual({ cpu: 4000 })
    const two = [sidecar({ cpu: '2' }), sidecar({ cpu: '3' })]
    expect(requests({ containers, initContainers: two })).toEqual({ cpu: 6000 })
  })

  it('adds the overhead, also to requests of the whole Pod', () => {
    const overhead = { cpu: '250m', memory: '10' }
    expect(requests({ containers: [container({ cpu: '1' })], overhead })).toEqual({
      cpu: 1250,
      memory: 10,
    })
    expect(requests({ resources: { requests: { cpu: '2' } }, overhead })).toEqual({
      cpu: 2250,
      memory: 10,
    })
  })

  describe('with resources of the whole Pod', () => {
    const containers = [container({ cpu: '1', 'example.com/card': '1', 'hugepages-2Mi': '2Mi' })]

    it('its cpu, memory and huge pages replace those of the containers, nothing else does', () => {
      const whole = { cpu: '500m', 'example.com/card': '5', 'hugepages-2Mi': '8Mi' }
      expect(requests({ containers, resources: { requests: whole } })).toEqual({
        cpu: 500,
        'example.com/card': 1,
        'hugepages-2Mi': 8_388_608,
      })
    })

    it('a limit counts where no container has a request, and always for huge pages', () => {
      const limits = { cpu: '8', memory: '1Ki', 'hugepages-2Mi': '8Mi', 'ephemeral-storage': '1' }
      expect(requests({ containers, resources: { limits } })).toEqual({
        cpu: 1000,
        memory: 1024,
        'example.com/card': 1,
        'hugepages-2Mi': 8_388_608,
      })
      const zero = [container({ cpu: '0' })]
      expect(requests({ containers: zero, resources: { limits: { cpu: '8' } } })).toEqual({})
    })
  })

  it('leaves out what the scheduler passes over, and zeros', () => {
    const strange = container({ pods: '1', foo: '1', constructor: '1', cpu: '0', memory: '1' })
    expect(requests({ containers: [strange] })).toEqual({ memory: 1 })
    expect(requests({})).toEqual({})
  })

  it('names the field of each quantity that cannot be read, and goes on without it', () => {
    const spec: RequestsSpec = {
      containers: [container({ cpu: '1e', memory: '1' }), container({}, { cpu: '-1' })],
      initContainers: [container({ cpu: '' })],
      resources: { requests: { memory: '1 Gi' } },
      overhead: { cpu: 'x' },
    }
    const wrongForm = expect.stringContaining('quantities must match the regular expression')
    expect(podRequests(spec, 'spec.template.spec')).toEqual({
      requests: { memory: 1 },
      problems: [
        {
          field: 'spec.template.spec.containers[0].resources.requests[cpu]',
          error: "unable to parse quantity's suffix",
        },
        {
          field: 'spec.template.spec.containers[1].resources.limits[cpu]',
          error: 'must be greater than or equal to 0',
        },
        {
          field: 'spec.template.spec.initContainers[0].resources.requests[cpu]',
          error: wrongForm,
        },
        { field: 'spec.template.spec.resources.requests[memory]', error: wrongForm },
        { field: 'spec.template.spec.overhead[cpu]', error: wrongForm },
      ],
    })
  })

  it('stays finite for quantities beyond 64 bits', () => {
    expect(requests({ containers: [container({ memory: '1e999' })] })).toEqual({ memory: 2 ** 63 })
  })
})

describe('for any Pod, podRequests', () => {
  const names = ['cpu', 'memory', 'hugepages-2Mi', 'example.com/card', '__proto__'] as const

  /** A Pod of quantities that `quantity` gives: all its parts, few names. */
  function pods(quantity: fc.Arbitrary<string>): fc.Arbitrary<RequestsSpec> {
    const list = fc
      .dictionary(fc.constantFrom(...names), quantity, { maxKeys: 3 })
      .map((entries) => ({ ...entries }))
    const resources = fc.record({ requests: list, limits: list }, { requiredKeys: [] })
    const restartPolicy = fc.constantFrom('Always', 'Never')
    const containers = fc.array(fc.record({ name: fc.constant('c'), restartPolicy, resources }), {
      maxLength: 4,
    })
    return fc.record(
      { containers, initContainers: containers, resources, overhead: list },
      { requiredKeys: [] },
    )
  }

  const milli = fc.nat(5000).map((amount) => `${amount}m`)
  const strange = fc.oneof(
    milli,
    fc.string(),
    fc.string({
      unit: fc.constantFrom('+', '-', '.', '0', '1', '9', 'e', 'E', 'm', 'Ki'),
      maxLength: 12,
    }),
    fc.constantFrom('1e3m', '1e999999999999', '9999999999Ei', '-', '.', '1_0', '0x10', ' 1'),
  )

  it('throws for no text, and every amount is a whole number', () => {
    fc.assert(
      fc.property(pods(strange), (spec) => {
        for (const amount of Object.values(podRequests(spec).requests))
          expect(Number.isInteger(amount) && amount > 0).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  /** The same Pod with each quantity doubled, or each of one kind of list only. */
  function doubled(spec: RequestsSpec, kinds: readonly string[]): RequestsSpec {
    const list = (kind: string, amounts: List = {}): List =>
      Object.fromEntries(
        Object.entries(amounts).map(([name, text]) => [
          name,
          kinds.includes(kind) ? `${2 * parseInt(text, 10)}m` : text,
        ]),
      )
    const resources = ({ resources: { requests, limits } = {} }: Pick<Container, 'resources'>) => ({
      ...(requests === undefined ? {} : { requests: list('requests', requests) }),
      ...(limits === undefined ? {} : { limits: list('limits', limits) }),
    })
    const each = (container: Container) => ({ ...container, resources: resources(container) })
    return {
      containers: (spec.containers ?? []).map(each),
      initContainers: (spec.initContainers ?? []).map(each),
      resources: resources(spec),
      overhead: list('overhead', spec.overhead),
    }
  }

  function expectNoLess(more: RequestsSpec, less: RequestsSpec): void {
    const { requests } = podRequests(more)
    for (const [name, amount] of Object.entries(podRequests(less).requests))
      expect(requests[name]).toBeGreaterThanOrEqual(amount)
  }

  it('never asks for less when a quantity grows', () => {
    const kinds = fc.subarray(['requests', 'limits', 'overhead'])
    fc.assert(
      fc.property(pods(milli), kinds, (spec, kinds) => expectNoLess(doubled(spec, kinds), spec)),
      { numRuns: 1000 },
    )
  })

  it('never asks for less with one container more, unless the whole Pod has resources', () => {
    fc.assert(
      fc.property(pods(milli), milli, fc.boolean(), (pod, cpu, isInit) => {
        const { resources: _, ...spec } = pod
        const list = isInit ? 'initContainers' : 'containers'
        expectNoLess({ ...spec, [list]: [container({ cpu }), ...(spec[list] ?? [])] }, spec)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('readResourceList', () => {
  it('reads a list that is not there as empty', () => {
    expect(readResourceList(null, 'f', () => undefined).size).toBe(0)
    expect(readResourceList(undefined, 'f', () => undefined).size).toBe(0)
  })

  it('gives cpu in milli and all else rounded up to units', () => {
    const list = readResourceList({ cpu: '7880m', memory: '1500m' }, 'f', () => undefined)
    const rounded = [...list].map(([name, milli]) => roundedAmount(name, milli))
    expect(rounded).toEqual([7880, 2])
  })
})
