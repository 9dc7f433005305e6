import { expect } from 'vitest'
import { causes, refusal } from './client.test-kit.ts'
import { at, textAt } from './json.test-kit.ts'
import type { Scenario } from './scenario.test-kit.ts'
import { type Stage, done } from './stage.test-kit.ts'

const core = (s: Stage, plural: string) => `/api/v1/namespaces/${s.namespace}/${plural}`
const rbac = '/apis/rbac.authorization.k8s.io/v1'

/** Asks whether something could be created, without creating it. @returns the causes of its refusal, or nothing */
async function causesOf(s: Stage, path: string, manifest: object): Promise<readonly string[]> {
  return causes(await s.admin.post(`${path}?dryRun=All`, { metadata: { name: 'x' }, ...manifest }))
}

const quotas: Scenario = {
  title: 'a quota for Pods that no scope has is refused, and its scopes stay as they are',
  play: async (s) => {
    const path = core(s, 'resourcequotas')
    const wrong = (scopes: string, why: string) =>
      `spec.scopes: FieldValueInvalid: Invalid value: ${scopes}: ${why}`
    const spec = { hard: { cpu: '1' }, scopes: ['BestEffort', 'NotBestEffort', 'Large'] }
    const all = JSON.stringify(spec.scopes)
    expect(await causesOf(s, path, { spec })).toEqual([
      wrong(all, 'unsupported scope applied to resource'),
      wrong(all, 'unsupported scope'),
      wrong(all, 'conflicting scopes'),
    ])
    const matchExpressions = [
      { scopeName: 'PriorityClass', operator: 'In' },
      { scopeName: 'BestEffort', operator: 'In', values: ['x'] },
    ]
    const selecting = { hard: { pods: '1' }, scopeSelector: { matchExpressions } }
    expect(await causesOf(s, path, { spec: selecting })).toEqual([
      "spec.scopeSelector.matchExpressions.values: FieldValueRequired: Required value: must be at least one value when `operator` is 'In' or 'NotIn' for scope selector",
      'spec.scopeSelector.matchExpressions.operator: FieldValueInvalid: Invalid value: "In": must be \'Exists\' when scope is any of ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort, ResourceQuotaScopeNotBestEffort or ResourceQuotaScopeCrossNamespacePodAffinity',
    ])
    done(await s.admin.post(path, { metadata: { name: 'x' }, spec: { hard: { pods: '1' } } }))
    const answer = await s.admin.patch(`${path}/x`, { spec: { scopes: ['BestEffort'] } })
    expect(causes(answer)).toEqual([wrong('["BestEffort"]', 'field is immutable')])
  },
}

const quotaOfClass: Scenario = {
  title: 'a quota for some PriorityClasses counts their Pods alone',
  play: async (s) => {
    const matchExpressions = [
      { scopeName: 'PriorityClass', operator: 'In', values: ['system-node-critical'] },
    ]
    const quota = {
      metadata: { name: 'few' },
      spec: { hard: { pods: '1' }, scopeSelector: { matchExpressions } },
    }
    done(await s.admin.post(core(s, 'resourcequotas'), quota))
    const used = async () => at(await s.admin.get(`${core(s, 'resourcequotas')}/few`), 'body')
    await s.eventually(async () => at(await used(), 'status', 'used'), { pods: '0' })
    const pod = (name: string, more: object) => ({
      metadata: { name },
      spec: { containers: [{ name: 'main', image: 'registry.example/agent:1' }], ...more },
    })
    const critical = { priorityClassName: 'system-node-critical' }
    done(await s.admin.post(s.path('pods'), pod('plain', {})))
    done(await s.admin.post(s.path('pods'), pod('critical', critical)))
    await s.eventually(async () => at(await used(), 'status', 'used'), { pods: '1' })
    const answer = await s.admin.post(s.path('pods'), pod('more', critical))
    expect(textAt(answer.body, 'message')).toBe(
      'pods "more" is forbidden: exceeded quota: few, requested: pods=1, used: pods=1, limited: pods=1',
    )
  },
}

const configMaps: Scenario = {
  title: 'a ConfigMap with keys that are no names of files is refused; one that is immutable stays',
  play: async (s) => {
    const path = core(s, 'configmaps')
    expect(await causesOf(s, path, { data: { 'a b': 'x' } })).toEqual([
      "data[a b]: FieldValueInvalid: Invalid value: \"a b\": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
    ])
    expect(await causesOf(s, path, { data: { '..': 'x' } })).toEqual([
      'data[..]: FieldValueInvalid: Invalid value: "..": must not be \'..\'',
    ])
    expect(await causesOf(s, path, { data: { a: 'x' }, binaryData: { a: 'eA==' } })).toEqual([
      'data[a]: FieldValueInvalid: Invalid value: "a": duplicate of key present in binaryData',
    ])
    expect(await causesOf(s, path, { data: { a: 'x'.repeat(1024 * 1024 + 1) } })).toEqual([
      '[]: FieldValueTooLong: Too long: may not be more than 1048576 bytes',
    ])
    const fixed = { metadata: { name: 'fixed' }, immutable: true, data: { a: 'x' } }
    done(await s.admin.post(path, fixed))
    const answer = await s.admin.patch(`${path}/fixed`, { data: { a: 'y' } })
    expect(causes(answer)).toEqual([
      'data: FieldValueForbidden: Forbidden: field is immutable when `immutable` is set',
    ])
  },
}

const roles: Scenario = {
  title: 'a role whose rules say too little or too much is refused',
  play: async (s) => {
    const rules = [{}, { verbs: ['get'], nonResourceURLs: ['/x'], resources: ['pods'] }]
    const both = 'rules cannot apply to both regular resources and non-resource URLs'
    const wrong = (index: number, field: string, why: string) =>
      `rules[${index}].${field}: FieldValueRequired: Required value: ${why}`
    const empty = [
      wrong(0, 'verbs', 'verbs must contain at least one value'),
      wrong(0, 'apiGroups', 'resource rules must supply at least one api group'),
      wrong(0, 'resources', 'resource rules must supply at least one resource'),
    ]
    const urls = 'rules[1].nonResourceURLs: FieldValueInvalid: Invalid value: ["/x"]'
    expect(await causesOf(s, `${rbac}/clusterroles`, { rules })).toEqual([
      ...empty,
      `${urls}: ${both}`,
    ])
    expect(await causesOf(s, `${rbac}/namespaces/${s.namespace}/roles`, { rules })).toEqual([
      ...empty,
      `${urls}: namespaced rules cannot apply to non-resource URLs`,
      `${urls}: ${both}`,
    ])
  },
}

const bindings: Scenario = {
  title:
    'a binding of a whole cluster is of ClusterRoles, and says whose service accounts it means',
  play: async (s) => {
    const apiGroup = 'rbac.authorization.k8s.io'
    const subjects = [
      { kind: 'ServiceAccount', name: 'x' },
      { kind: 'User', name: 'x', apiGroup: 'example.com' },
    ]
    const roleRef = { apiGroup, kind: 'Role', name: 'x' }
    expect(await causesOf(s, `${rbac}/clusterrolebindings`, { roleRef, subjects })).toEqual([
      'roleRef.kind: FieldValueNotSupported: Unsupported value: "Role": supported values: "ClusterRole"',
      'subjects[0].namespace: FieldValueRequired: Required value',
      `subjects[1].apiGroup: FieldValueNotSupported: Unsupported value: "example.com": supported values: "${apiGroup}"`,
    ])
  },
}

const nodes: Scenario = {
  title: 'a Node has one range of addresses of each family, and no address twice',
  play: async (s) => {
    const ranges = ['10.0.0.0/24', '10.1.0.0/33']
    expect(await causesOf(s, '/api/v1/nodes', { spec: { podCIDRs: ranges.slice(0, 1) } })).toEqual(
      [],
    )
    const wide = { spec: { podCIDRs: ['10.0.0.0/24', '10.1.0.0/24'] } }
    expect(await causesOf(s, '/api/v1/nodes', wide)).toEqual([
      'spec.podCIDRs: FieldValueInvalid: Invalid value: ["10.0.0.0/24","10.1.0.0/24"]: may specify no more than one CIDR for each IP family',
    ])
    expect(await causesOf(s, '/api/v1/nodes', { spec: { podCIDR: ranges[1] } })).toEqual([
      'spec.podCIDRs[0]: FieldValueInvalid: Invalid value: "10.1.0.0/33": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)',
    ])
    await s.nodes(['a'])
    const address = { type: 'InternalIP', address: '10.0.0.1' }
    const answer = await s.admin.patch(`/api/v1/nodes/${s.node('a')}/status?dryRun=All`, {
      status: { addresses: [address, address] },
    })
    expect(causes(answer)).toEqual([
      'status.addresses[1]: FieldValueDuplicate: Duplicate value: {"Type":"InternalIP","Address":"10.0.0.1"}',
    ])
  },
}

const leases: Scenario = {
  title: 'a Lease lasts longer than nothing',
  play: async (s) => {
    const path = `/apis/coordination.k8s.io/v1/namespaces/${s.namespace}/leases`
    const spec = { leaseDurationSeconds: 0, leaseTransitions: -1 }
    expect(await causesOf(s, path, { spec })).toEqual([
      'spec.leaseDurationSeconds: FieldValueInvalid: Invalid value: 0: must be greater than 0',
      'spec.leaseTransitions: FieldValueInvalid: Invalid value: -1: must be greater than or equal to 0',
    ])
  },
}

const namespaces: Scenario = {
  title: 'a namespace has finalizers that are known or qualified, and no phase but its own',
  play: async (s) => {
    const why = 'name is neither a standard finalizer name nor is it fully qualified'
    expect(await causesOf(s, '/api/v1/namespaces', { spec: { finalizers: ['x'] } })).toEqual([
      `spec.finalizers: FieldValueInvalid: Invalid value: "x": ${why}`,
    ])
    const own = `/api/v1/namespaces/${s.namespace}`
    const finalize = { metadata: { name: s.namespace }, spec: { finalizers: ['x'] } }
    expect(causes(await s.admin.put(`${own}/finalize?dryRun=All`, finalize))).toEqual([
      `spec.finalizers[0]: FieldValueInvalid: Invalid value: "x": ${why}`,
    ])
    const ended = { status: { phase: 'Terminating' } }
    expect(causes(await s.admin.patch(`${own}/status?dryRun=All`, ended))).toEqual([
      'status.Phase: FieldValueInvalid: Invalid value: "Terminating": may only be \'Active\' if `deletionTimestamp` is empty',
    ])
  },
}

const systemClass: Scenario = {
  title: 'the PriorityClasses of the system are not deleted',
  play: async (s) => {
    const path = '/apis/scheduling.k8s.io/v1/priorityclasses/system-node-critical'
    const message =
      'priorityclasses.scheduling.k8s.io "system-node-critical" is forbidden: this is a system priority class and cannot be deleted'
    const answer = await s.admin.delete(path, { preconditions: { uid: 'other' } })
    expect(refusal(answer)).toMatchObject({ status: 403, reason: 'Forbidden', message })
  },
}

const podStatus: Scenario = {
  title: 'a status of a Pod with what is no condition, address or node is refused',
  play: async (s) => {
    await s.nodes(['a'])
    await s.create('agent')
    await s.eventually(() => s.placement('agent'), { a: '1 Ready' })
    const [pod] = await s.pods('agent')
    const path = s.path('pods', `${textAt(pod, 'metadata', 'name')}/status?dryRun=All`)
    const status = {
      conditions: [{ type: '-', status: 'True' }],
      nominatedNodeName: s.node('a'),
      podIP: 'here',
      podIPs: [{ ip: 'here' }],
    }
    const address = 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'
    expect(causes(await s.admin.patch(path, { status }))).toEqual([
      "status.conditions[0].Type: FieldValueInvalid: Invalid value: \"-\": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')",
      'status.nominatedNodeName: FieldValueForbidden: Forbidden: may not be set on pods that are already bound to a node',
      `status.podIPs[0]: FieldValueInvalid: Invalid value: "here": ${address}`,
    ])
  },
}

export const invalidObjects: readonly Scenario[] = [
  quotas,
  quotaOfClass,
  configMaps,
  roles,
  bindings,
  nodes,
  leases,
  namespaces,
  systemClass,
  podStatus,
]
