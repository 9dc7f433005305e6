import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { projectPod } from '../../../domain/decode/jsonPod.ts'
import { field, join, numberField } from '../protobufWriter.test-kit.ts'
import { readPod } from './protobufPod.ts'
import { ProtobufReader } from './protobufReader.ts'

type Amounts = Readonly<Record<string, string>>

interface Port {
  readonly containerPort: number
  readonly hostPort?: number | undefined
  readonly protocol?: string | undefined
  readonly hostIP?: string | undefined
}

interface Container {
  readonly ports: readonly Port[]
  readonly resources: { readonly limits: Amounts; readonly requests: Amounts }
  readonly restartPolicy?: string | undefined
}

interface Spec {
  readonly containers: readonly Container[]
  readonly initContainers: readonly Container[]
  readonly overhead: Amounts
  readonly resources: Container['resources']
  readonly hostNetwork: boolean
  readonly priority: number
  readonly preemptionPolicy?: string | undefined
}

const quantity = fc.constantFrom('100m', '1', '3', '64Mi', '1500m', '2Gi')
const name = fc.constantFrom('cpu', 'memory', 'ephemeral-storage', 'example.com/card')
const amounts = fc.dictionary(name, quantity, { noNullPrototype: true })
const resources = fc.record({ limits: amounts, requests: amounts })
const port = fc.record(
  {
    containerPort: fc.integer({ min: 1, max: 65_535 }),
    hostPort: fc.integer({ min: 1, max: 65_535 }),
    protocol: fc.constantFrom('TCP', 'UDP'),
    hostIP: fc.constantFrom('10.0.0.1', '::'),
  },
  { requiredKeys: ['containerPort'] },
)
const container = fc.record(
  {
    ports: fc.array(port, { maxLength: 2 }),
    resources,
    restartPolicy: fc.constant('Always'),
  },
  { requiredKeys: ['ports', 'resources'] },
)
const spec: fc.Arbitrary<Spec> = fc.record(
  {
    containers: fc.array(container, { minLength: 1, maxLength: 2 }),
    initContainers: fc.array(container, { maxLength: 2 }),
    overhead: amounts,
    resources,
    hostNetwork: fc.boolean(),
    priority: fc.integer({ min: 0, max: 2_000_001_000 }),
    preemptionPolicy: fc.constantFrom('Never', 'PreemptLowerPriority'),
  },
  {
    requiredKeys: [
      'containers',
      'initContainers',
      'overhead',
      'resources',
      'hostNetwork',
      'priority',
    ],
  },
)

function map(number: number, values: Amounts): Uint8Array {
  const entries = Object.entries(values).map(([key, value]) =>
    field(number, join(field(1, key), field(2, field(1, value)))),
  )
  return join(...entries)
}

function text(number: number, value: string | undefined): Uint8Array {
  return value === undefined ? join() : field(number, value)
}

function writeResources({ limits, requests }: Container['resources']): Uint8Array {
  return join(map(1, limits), map(2, requests))
}

/** Its name differs, as in Pods of one DaemonSet the volumes of their tokens do. */
function writeContainer(each: Container, index: number): Uint8Array {
  const ports = each.ports.map(({ containerPort, hostPort = 0, protocol, hostIP }) =>
    field(
      6,
      join(
        numberField(2, hostPort),
        numberField(3, containerPort),
        text(4, protocol),
        text(5, hostIP),
      ),
    ),
  )
  return join(
    field(1, `container-${index}-${JSON.stringify(each)}`),
    ...ports,
    field(8, writeResources(each.resources)),
    text(24, each.restartPolicy),
  )
}

function writePod(each: Spec): Uint8Array {
  return join(
    field(1, join(field(1, 'a'), field(5, 'uid-1'))),
    field(
      2,
      join(
        ...each.containers.map((one, index) => field(2, writeContainer(one, index))),
        field(10, 'node-1'),
        numberField(11, Number(each.hostNetwork)),
        ...each.initContainers.map((one, index) => field(20, writeContainer(one, index))),
        numberField(25, each.priority),
        text(31, each.preemptionPolicy),
        map(32, each.overhead),
        field(40, writeResources(each.resources)),
      ),
    ),
    field(3, join(field(1, 'Running'), field(7, numberField(1, 1700)), field(11, 'node-2'))),
  )
}

describe('the demand of a Pod', () => {
  it('is the same in protobuf as in JSON, whatever it is, also when it comes again', () => {
    fc.assert(
      fc.property(spec, (each) => {
        const bytes = writePod(each)
        const expected = projectPod({
          metadata: { name: 'a', uid: 'uid-1' },
          spec: { ...each, nodeName: 'node-1' },
          status: {
            phase: 'Running',
            startTime: '1970-01-01T00:28:20Z',
            nominatedNodeName: 'node-2',
          },
        })
        for (let time = 0; time < 2; time += 1)
          expect(readPod(new ProtobufReader(bytes), bytes.length)).toStrictEqual(expected)
      }),
      { numRuns: 1000 },
    )
  })
})
