import { describe, expect, it, vi } from 'vitest'
import { systemClock } from '../../server/watch/clock.ts'
import { watchResource } from '../../server/watch/watchResource.ts'
import { pod } from '../registry/registry.test-kit.ts'
import { clusterAdmin, testApi } from './api.test-kit.ts'
import { createSimulatedUpstream } from './simulatedUpstream.ts'

describe("the console's server", () => {
  it('lists and watches the simulated cluster', async () => {
    const api = testApi()
    api.registry.create('pods', 'shop', pod({}, { name: 'first' }))
    const upstream = createSimulatedUpstream({ ...api, random: () => 0 }, () => clusterAdmin)
    const controller = new AbortController()
    const seen: string[] = []
    watchResource('pods', {
      upstream,
      resumeFrom: undefined,
      signal: controller.signal,
      clock: systemClock,
      random: () => 0,
      emit: (output) => {
        if (output.type === 'upsert') seen.push(output.object.name)
        else seen.push(output.type)
      },
      flush: () => {},
    })
    await vi.waitFor(() => expect(seen).toContain('end'))
    api.registry.create('pods', 'shop', pod({}, { name: 'second' }))
    api.registry.delete('pods', { namespace: 'shop', name: 'first' })
    await vi.waitFor(() => expect(seen).toContain('delete'))
    controller.abort()
    expect(seen.filter((each) => ['first', 'end', 'second', 'delete'].includes(each))).toEqual([
      'first',
      'end',
      'second',
      'delete',
    ])
  })
})
