import { describe, expect, it } from 'vitest'
import { demoIdentities, type DemoRole } from './access.ts'
import { TestDemo } from './demo.test-kit.ts'

const { cluster } = new TestDemo()
const daemonSets = '/apis/apps/v1/namespaces'

/** What the API answers to somebody's request. */
async function ask(role: DemoRole, method: string, path: string): Promise<number> {
  const identity = demoIdentities.find((each) => each.role === role)
  if (identity === undefined) throw new Error(`nobody is ${role}`)
  const request = new Request(`http://demo${path}`, { method })
  return (await cluster.upstreamOf(identity)(request)).status
}

describe('the demo’s people', () => {
  it('all see the placement of the whole cluster', async () => {
    for (const { role } of demoIdentities)
      for (const path of [
        '/api/v1/nodes',
        '/api/v1/pods',
        '/api/v1/namespaces',
        '/apis/apps/v1/daemonsets',
        '/apis/apps/v1/controllerrevisions',
      ])
        expect([role, path, await ask(role, 'GET', path)]).toEqual([role, path, 200])
  })

  it('change what is theirs: everything, one project, nothing', async () => {
    const missing = (namespace: string): string => `${daemonSets}/${namespace}/daemonsets/none`
    expect(await ask('cluster-admin', 'DELETE', missing('logging'))).toBe(404)
    expect(await ask('project-admin', 'DELETE', missing('myproject'))).toBe(404)
    expect(await ask('project-admin', 'DELETE', missing('logging'))).toBe(403)
    expect(await ask('viewer', 'DELETE', missing('myproject'))).toBe(403)
  })
})
