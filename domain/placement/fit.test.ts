import { describe, expect, it } from 'vitest'
import { fit, nodeRoom } from './fit.ts'
import { placed, room } from './fit.test-kit.ts'

describe('fit: resources', () => {
  it('a Pod fits up to the last thousandth of what is allocatable', () => {
    const node = room({ cpu: '1', memory: '1Ki' }, placed('a', { requests: { cpu: 900 } }))
    expect(fit({ requests: { cpu: 100, memory: 1024 } }, node)).toEqual({ fits: true })
    expect(fit({ requests: { cpu: 101, memory: 1025 } }, node)).toEqual({
      fits: false,
      shortages: [
        {
          kind: 'resource',
          resource: 'cpu',
          requested: 101,
          free: 100,
          allocatable: 1000,
          ending: 0,
        },
        {
          kind: 'resource',
          resource: 'memory',
          requested: 1025,
          free: 1024,
          allocatable: 1024,
          ending: 0,
        },
      ],
    })
  })

  it('says what Pods that are being deleted will give back; until then they count', () => {
    const ending = placed('a', { requests: { cpu: 600 } }, { deleted: 1 })
    const node = room({ cpu: '1' }, ending, placed('b', { requests: { cpu: 100 } }))
    expect(fit({ requests: { cpu: 500 } }, node)).toMatchObject({
      shortages: [{ resource: 'cpu', requested: 500, free: 300, ending: 600 }],
    })
  })

  it('Pods that have ended do not count', () => {
    const demand = { requests: { cpu: 1000 } }
    const ended = ['Succeeded', 'Failed'].map((phase) => placed(phase, demand, { phase }))
    expect(fit(demand, room({ cpu: '1', pods: '1' }, ...ended))).toEqual({ fits: true })
  })

  it('a node without a resource has none of it', () => {
    expect(fit({ requests: { 'example.com/card': 1 } }, room({}))).toMatchObject({
      shortages: [{ resource: 'example.com/card', free: 0, allocatable: 0 }],
    })
  })

  it('on an overcommitted node only Pods that ask for nothing of that resource fit', () => {
    const node = room({ cpu: '1', memory: '1Ki' }, placed('a', { requests: { cpu: 1500 } }))
    expect(fit({}, node)).toEqual({ fits: true })
    expect(fit({ requests: { memory: 1 } }, node)).toEqual({ fits: true })
    expect(fit({ requests: { cpu: 1 } }, node)).toMatchObject({ shortages: [{ free: -500 }] })
  })
})

describe('fit: number of Pods', () => {
  it('counts every Pod, also one that asks for nothing', () => {
    const node = room({ pods: '2' }, placed('a'), placed('b', {}, { deleted: 1 }))
    expect(fit({}, node)).toEqual({
      fits: false,
      shortages: [{ kind: 'pods', present: 2, allocatable: 2, ending: 1 }],
    })
    expect(fit({}, room({ pods: '2' }, placed('a')))).toEqual({ fits: true })
  })

  it('a node that has not said how many it takes takes none', () => {
    const node = nodeRoom({ metadata: { name: 'new', uid: 'u' }, spec: {} }, [])
    expect(fit({}, node)).toMatchObject({ shortages: [{ kind: 'pods', allocatable: 0 }] })
  })
})

describe('fit: host ports', () => {
  it('names the Pod that has the port, and its address', () => {
    const other = placed('a', { hostPorts: [{ port: 80, ip: '10.0.0.1' }] })
    const node = room({}, placed('b', { hostPorts: [{ port: 81 }] }), other)
    expect(fit({ hostPorts: [{ port: 80 }] }, node)).toEqual({
      fits: false,
      shortages: [
        { kind: 'hostPort', port: { port: 80 }, pod: other, taken: { port: 80, ip: '10.0.0.1' } },
      ],
    })
    expect(fit({ hostPorts: [{ port: 80, protocol: 'UDP' }] }, node)).toEqual({ fits: true })
  })

  it('is told together with all other shortages', () => {
    const node = room({ pods: '1', cpu: '1' }, placed('a', { hostPorts: [{ port: 80 }] }))
    const result = fit({ hostPorts: [{ port: 80 }], requests: { cpu: 2000 } }, node)
    const kinds = result.fits ? [] : result.shortages.map(({ kind }) => kind)
    expect(kinds).toEqual(['hostPort', 'pods', 'resource'])
  })
})
