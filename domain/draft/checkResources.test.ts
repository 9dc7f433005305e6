import { describe, expect, it } from 'vitest'
import { checkDraft } from './checkDraft.ts'
import { demandOf } from './demandOf.ts'
import { emptyDraft, withName, type Draft, type PortRow } from './draft.ts'
import { toManifest } from './manifest.ts'

const known = { namespaces: [], daemonSets: [], priorityClasses: ['gold'] }

function draftWith(change: Partial<Draft>): Draft {
  const named = withName(emptyDraft(), 'hello')
  return { ...named, namespace: 'default', containerName: 'registry', image: 'hello', ...change }
}

function problemsOf(change: Partial<Draft>): readonly string[] {
  return checkDraft(draftWith(change), known).map(
    ({ field, code, severity }) => `${field} ${code} ${severity}`,
  )
}

function ports(...hostPorts: readonly string[]): readonly PortRow[] {
  return hostPorts.map((hostPort, index) => ({
    id: index + 1,
    containerPort: String(80 + index),
    protocol: 'TCP',
    name: '',
    hostPort,
  }))
}

describe('what a Pod asks for', () => {
  it.each(['100m', '0.5', '2', '1e3'])('can be %s of CPU', (cpuRequest) => {
    expect(problemsOf({ cpuRequest })).toEqual([])
  })

  it.each(['one', '-1', '1 Gi', '100 m'])('cannot be %j of CPU or memory', (text) => {
    expect(problemsOf({ cpuRequest: text, memoryRequest: text })).toEqual([
      'cpuRequest cpuQuantity error',
      'memoryRequest memoryQuantity error',
    ])
  })

  it('is suspicious where it is thousandths of a byte', () => {
    expect(problemsOf({ memoryRequest: '64Mi' })).toEqual([])
    expect(problemsOf({ memoryRequest: '512m' })).toEqual(['memoryRequest fractionalBytes warning'])
  })

  it('takes a port of the node once for each protocol', () => {
    expect(problemsOf({ ports: ports('8080', '8081') })).toEqual([])
    expect(problemsOf({ ports: ports('8080', '8080', '70000') })).toEqual([
      'ports.2.hostPort duplicateHostPort error',
      'ports.3.hostPort portNumber error',
    ])
    const [tcp, udp] = ports('53', '53')
    expect(problemsOf({ ports: [tcp!, { ...udp!, protocol: 'UDP' }] })).toEqual([])
  })

  it('names a PriorityClass that there is, as far as that is known', () => {
    expect(problemsOf({ priorityClassName: 'gold' })).toEqual([])
    expect(problemsOf({ priorityClassName: 'tin' })).toEqual([
      'priorityClassName priorityClassUnknown error',
    ])
    const blind = { ...known, priorityClasses: undefined }
    expect(checkDraft(draftWith({ priorityClassName: 'tin' }), blind)).toEqual([])
  })

  const asking = draftWith({
    cpuRequest: '100m',
    memoryRequest: '64Mi',
    ports: ports('8080'),
    priorityClassName: 'gold',
  })

  it('stands in the manifest', () => {
    expect(toManifest(asking).spec.template.spec).toEqual({
      containers: [
        {
          name: 'registry',
          image: 'hello',
          ports: [{ hostPort: 8080, containerPort: 80, protocol: 'TCP' }],
          resources: { requests: { cpu: '100m', memory: '64Mi' } },
        },
      ],
      priorityClassName: 'gold',
    })
  })

  it('is what the scheduler will weigh, of the fields that can be read', () => {
    const gold = { value: 500, preemptionPolicy: 'Never' }
    expect(demandOf(asking, gold)).toEqual({
      requests: { cpu: 100, memory: 64 * 1024 ** 2 },
      hostPorts: [{ port: 8080 }],
      priority: 500,
      neverPreempts: true,
    })
    const halfTyped = draftWith({ cpuRequest: '10x', memoryRequest: '1Ki', ports: ports('80a') })
    expect(demandOf(halfTyped, undefined)).toEqual({ requests: { memory: 1024 } })
  })
})
