import { describe, expect, it } from 'vitest'
import { parseGridUrl } from '../features/placement/gridUrl.ts'
import { gridLink } from './gridLink.ts'

const agent = { namespace: 'web', name: 'agent' }

/** What the grid makes of a link. */
function read(link: string) {
  const url = new URL(link, 'http://localhost')
  return parseGridUrl(url.searchParams)
}

describe('gridLink', () => {
  it('leads to one node’s row', () => {
    expect(read(gridLink({ node: 'worker-a' }))).toMatchObject({
      query: { nodeName: 'worker-a', daemonSetName: '' },
      cell: undefined,
    })
  })

  it('leads to the cells of a DaemonSet that are in a state', () => {
    expect(read(gridLink({ daemonSet: agent, state: 'failing' })).query).toMatchObject({
      daemonSetName: 'agent',
      namespaces: ['web'],
      states: ['failing'],
    })
  })

  it('opens the panel of one cell', () => {
    expect(read(gridLink({ daemonSet: agent, node: 'worker-a.example.com' })).cell).toEqual({
      ...agent,
      node: 'worker-a.example.com',
    })
  })
})
