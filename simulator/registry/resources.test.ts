import { describe, expect, it } from 'vitest'
import { groupResource, resourceOf, resourceOfKind, resources } from './resources.ts'

describe('the table of resources', () => {
  it('finds the stored resource by plural and by kind; where two groups share a plural, the core one', () => {
    expect(resourceOf('events')?.group).toBe('')
    expect(resourceOf('daemonsets')).toBe(resourceOfKind('apps/v1', 'DaemonSet'))
    expect(resourceOfKind('v1', 'DaemonSet')).toBeUndefined()
    expect(resourceOf('selfsubjectreviews')).toBeUndefined()
  })

  it('names a resource with its group, as messages do', () => {
    expect(resources.filter(({ kind }) => kind === 'Event').map(groupResource)).toEqual([
      'events',
      'events.events.k8s.io',
    ])
  })
})
