import { describe, expect, it } from 'vitest'
import { pod } from '../../app/answers.test-kit.ts'
import { podRows } from './podRows.ts'

const cell = { namespace: 'web', outdated: false }

describe('podRows', () => {
  it('puts the worst first, then goes by namespace and name', () => {
    const rows = podRows([
      { ...cell, name: 'b', state: 'ready', pods: [pod('b-1')] },
      { ...cell, name: 'a', state: 'ready', pods: [pod('a-1')] },
      { ...cell, name: 'c', state: 'missing', pods: [] },
      { ...cell, name: 'd', state: 'failing', pods: [pod('d-1')] },
    ])
    expect(rows.map(({ name }) => name)).toEqual(['d', 'c', 'a', 'b'])
  })

  it('gives each of several Pods its own state', () => {
    const rows = podRows([
      {
        ...cell,
        name: 'a',
        state: 'starting',
        pods: [pod('old', { deleted: 1 }), pod('new', { ready: false })],
      },
    ])
    expect(rows.map(({ pod, state }) => [pod?.name, state])).toEqual([
      ['old', 'terminating'],
      ['new', 'starting'],
    ])
  })

  it('calls every Pod misscheduled where none should run', () => {
    const rows = podRows([
      { ...cell, name: 'a', state: 'misscheduled', pods: [pod('one'), pod('two')] },
    ])
    expect(rows.map(({ state }) => state)).toEqual(['misscheduled', 'misscheduled'])
  })
})
