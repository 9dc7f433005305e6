import { expect } from 'vitest'
import { at, textAt } from './json.test-kit.ts'
import type { Scenario } from './scenario.test-kit.ts'
import { type Stage, allWell, done } from './stage.test-kit.ts'

const selectorOf = (text: string | null) => ({
  metadata: { annotations: { 'openshift.io/node-selector': text } },
})

/** Annotates the scenario's project. */
const restrict = async (s: Stage, text: string | null) =>
  done(await s.admin.patch(`/api/v1/namespaces/${s.namespace}`, selectorOf(text)))

async function twoPools(s: Stage): Promise<void> {
  await s.nodes(['a'], { labels: { pool: 'worker' } })
  await s.nodes(['b'], { labels: { pool: 'infra' } })
}

const narrowed: Scenario = {
  title: 'the project’s node selector narrows which nodes a DaemonSet wants, and its Pods carry it',
  play: async (s) => {
    await twoPools(s)
    await restrict(s, 'pool=worker')
    await s.create('agent')
    await s.eventually(() => s.placement('agent'), { a: '1 Ready' })
    await s.eventually(() => s.counts('agent'), allWell(1))
    expect(at(await s.podOn('agent', 'a'), 'spec', 'nodeSelector')).toEqual({
      pool: 'worker',
      scenario: s.namespace,
    })
  },
}

const byDefault: Scenario = {
  title:
    'the cluster’s default holds for projects without a selector; an empty one switches it off',
  play: async (s) => {
    await twoPools(s)
    const scheduler = '/apis/config.openshift.io/v1/schedulers/cluster'
    done(await s.admin.patch(scheduler, { spec: { defaultNodeSelector: 'pool=infra' } }))
    await s.create('agent')
    await s.eventually(() => s.placement('agent'), { b: '1 Ready' })
    await s.eventually(() => s.counts('agent'), allWell(1))
    await restrict(s, '')
    await s.create('free')
    await s.eventually(() => s.placement('free'), { a: '1 Ready', b: '1 Ready' })
    await s.eventually(() => s.counts('free'), allWell(2))
  },
}

const contradicted: Scenario = {
  title: 'a template that contradicts the project’s selector wants no node',
  play: async (s) => {
    await twoPools(s)
    await restrict(s, 'pool=infra')
    await s.create('agent', {}, { nodeSelector: { scenario: s.namespace, pool: 'worker' } })
    await s.rest()
    await s.eventually(() => s.counts('agent'), {})
    expect(await s.events('agent')).toEqual([])
  },
}

const requested: Scenario = {
  title: 'who requests a project becomes its admin, and sees it among the projects',
  play: async (s) => {
    const name = `${s.namespace}-mine`
    const group = '/apis/project.openshift.io/v1'
    const rbac = 'rbac.authorization.k8s.io'
    done(
      await s.admin.post(`/apis/${rbac}/v1/clusterrolebindings`, {
        metadata: { name: 'self-provisioner-nobody' },
        roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: 'self-provisioner' },
        subjects: [{ apiGroup: rbac, kind: 'User', name: 'nobody' }],
      }),
    )
    const body = { metadata: { name }, displayName: 'Mine', description: 'A try' }
    const answer = await s.nobody.post(`${group}/projectrequests`, body)
    expect(answer.status).toBe(201)
    expect(at(answer.body, 'metadata', 'annotations')).toMatchObject({
      'openshift.io/display-name': 'Mine',
      'openshift.io/description': 'A try',
      'openshift.io/requester': 'nobody',
    })
    const projects = await s.nobody.list(`${group}/projects`)
    expect(projects.map((each) => textAt(each, 'metadata', 'name'))).toEqual([name])
    const path = `/apis/apps/v1/namespaces/${name}/daemonsets`
    expect((await s.nobody.post(path, s.daemonSet('agent'))).status).toBe(201)
    expect((await s.nobody.post(s.path('daemonsets'), s.daemonSet('agent'))).status).toBe(403)
  },
}

export const openShift: readonly Scenario[] = [narrowed, byDefault, contradicted, requested]
