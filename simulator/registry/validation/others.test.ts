import { describe, expect, it } from 'vitest'
import { agent, causesOf, daemonSet, pod, testCluster } from '../registry.test-kit.ts'

const forbidden = 'Forbidden: pod updates may not change fields other than'

describe('a Pod', () => {
  it('is refused where its host ports clash only with the node’s network', () => {
    const { registry } = testCluster()
    const one = { image: 'agent:1', ports: [{ containerPort: 80 }] }
    const containers = [
      { name: 'a', ...one },
      { name: 'b', ...one },
    ]
    const sent = pod({ containers, hostNetwork: true })
    expect(causesOf(() => registry.create('pods', 'shop', sent))).toStrictEqual([
      'spec.containers[1].ports[0].hostPort: Duplicate value: "TCP//80"',
    ])
  })

  it('changes its image, its deadline and its tolerations, and hardly anything else', () => {
    const { registry } = testCluster()
    const made = registry.create('pods', 'shop', pod({ tolerations: toleration }))
    const update = (spec: object): unknown =>
      registry.update('pods', agent, { ...made, metadata: { name: 'agent' }, spec })
    const tolerations = [...toleration, { key: 'gpu', operator: 'Exists' }]
    const change = { ...made.spec, activeDeadlineSeconds: 5, tolerations }
    expect(update(change)).toMatchObject({ spec: { activeDeadlineSeconds: 5 } })
    const moved = causesOf(() => update({ ...change, nodeSelector: { disk: 'ssd' } }))
    expect(moved).toHaveLength(1)
    expect(moved[0]).toContain(`spec: ${forbidden} \`spec.containers[*].image\``)
    expect(causesOf(() => update({ ...change, tolerations: [] }))).toContain(
      'spec.tolerations: Forbidden: existing toleration can not be modified except its tolerationSeconds',
    )
    expect(causesOf(() => update({ ...change, containers: [] }))).toContain(
      'spec.containers: Forbidden: pod updates may not add or remove containers',
    )
  })
})

const toleration = [{ operator: 'Exists' }]

describe('a Node', () => {
  const a = { namespace: '', name: 'a' }

  it('has taints that Kubernetes knows, each once', () => {
    const { registry } = testCluster()
    const taints = [
      { key: 'gpu', effect: 'Never' },
      { key: 'x', value: 'y', effect: 'NoSchedule' },
      { key: 'x', effect: 'NoSchedule' },
    ]
    const sent = { metadata: { name: 'a' }, spec: { taints } }
    expect(causesOf(() => registry.create('nodes', '', sent))).toStrictEqual([
      'metadata.taints[0].effect: Unsupported value: "Never": supported values: "NoSchedule", "PreferNoSchedule", "NoExecute"',
      'metadata.taints[2]: Duplicate value: {"Key":"x","Value":"","Effect":"NoSchedule","TimeAdded":null}: taints must be unique by key and effect pair',
    ])
  })

  it('keeps its addresses and its provider’s name for it', () => {
    const { registry } = testCluster()
    const spec = { podCIDRs: ['10.0.0.0/24'], providerID: 'cloud://a' }
    registry.create('nodes', '', { metadata: { name: 'a' }, spec })
    const sent = { metadata: { name: 'a' }, spec: { podCIDRs: ['10.1.0.0/24'] } }
    expect(causesOf(() => registry.update('nodes', a, sent))).toStrictEqual([
      'spec.podCIDRs: Forbidden: node updates may not change podCIDR except from "" to valid',
      'spec.providerID: Forbidden: node updates may not change providerID except from "" to valid',
    ])
  })

  it('has labels of the right form', () => {
    const { registry } = testCluster()
    const metadata = { name: 'a', labels: { zone: '-' } }
    const [cause] = causesOf(() => registry.create('nodes', '', { metadata }))
    expect(cause).toMatch(/^metadata.labels: Invalid value: "-": a valid label must be an empty/)
  })
})

describe('a status', () => {
  it('of a DaemonSet counts from 0, and of a Pod keeps its class', () => {
    const { registry } = testCluster()
    const made = registry.create('daemonsets', 'shop', daemonSet())
    const status = { ...made.status, numberReady: -1 }
    const report = (): unknown => registry.updateStatus('daemonsets', agent, { ...made, status })
    expect(causesOf(report)).toStrictEqual([
      'status.numberReady: Invalid value: -1: must be greater than or equal to 0',
    ])
    const bare = registry.create('pods', 'shop', pod())
    const burst = { ...bare, status: { phase: 'Running', qosClass: 'Burstable' } }
    expect(causesOf(() => registry.updateStatus('pods', agent, burst))).toStrictEqual([
      'status.qosClass: Invalid value: "Burstable": field is immutable',
    ])
    const told = registry.updateStatus('pods', agent, { ...bare, status: { phase: 'Running' } })
    expect(told.status).toStrictEqual({ qosClass: 'BestEffort', phase: 'Running' })
  })

  it('of a Node has whole numbers of Pods', () => {
    const { registry } = testCluster()
    const made = registry.create('nodes', '', { metadata: { name: 'a' } })
    const status = { allocatable: { pods: '1.5' } }
    const key = { namespace: '', name: 'a' }
    const report = (): unknown => registry.updateStatus('nodes', key, { ...made, status })
    expect(causesOf(report)).toStrictEqual([
      'status.allocatable.pods: Invalid value: "1500m": must be an integer',
    ])
  })
})

describe('other kinds', () => {
  it('a role binding names its role and its subjects, and keeps its role', () => {
    const { registry } = testCluster()
    const metadata = { name: 'view' }
    const create = (roleRef: object, subjects: readonly object[]): unknown =>
      registry.create('rolebindings', 'shop', { metadata, roleRef, subjects })
    expect(causesOf(() => create({ kind: 'Dog', name: '' }, [{ kind: 'Cat' }]))).toStrictEqual([
      'roleRef.kind: Unsupported value: "Dog": supported values: "Role", "ClusterRole"',
      'roleRef.name: Required value',
      'subjects[0].name: Required value',
      'subjects[0].kind: Unsupported value: "Cat": supported values: "ServiceAccount", "User", "Group"',
    ])
    create({ kind: 'Role', name: 'a' }, [{ kind: 'User', name: 'u' }])
    const roleRef = { kind: 'Role', name: 'b' }
    const key = { namespace: 'shop', name: 'view' }
    expect(
      causesOf(() => registry.update('rolebindings', key, { metadata, roleRef })),
    ).toStrictEqual([
      'roleRef: Invalid value: {"APIGroup":"rbac.authorization.k8s.io","Kind":"Role","Name":"b"}: cannot change roleRef',
    ])
  })

  it('an event is where the object is that it is about', () => {
    const { registry } = testCluster()
    const involvedObject = { kind: 'Pod', name: 'x', namespace: 'other' }
    const sent = { metadata: { name: 'e' }, involvedObject }
    expect(causesOf(() => registry.create('events', 'shop', sent))).toStrictEqual([
      'involvedObject.namespace: Invalid value: "other": does not match event.namespace',
    ])
  })

  it('namespaces are named as labels are', () => {
    const { registry } = testCluster()
    const create = (name: string): unknown =>
      registry.create('namespaces', '', { metadata: { name } })
    expect(causesOf(() => create('my.space'))).toStrictEqual([
      'metadata.name: Invalid value: "my.space": must not contain dots',
    ])
  })

  it('a revision keeps its data and never counts below 0', () => {
    const { registry } = testCluster()
    const data = { spec: {} }
    const metadata = { name: 'agent' }
    registry.create('controllerrevisions', 'shop', { metadata, data, revision: 1 })
    const update = (change: object): unknown =>
      registry.update('controllerrevisions', agent, { metadata, data, revision: 1, ...change })
    expect(causesOf(() => update({ revision: -1 }))).toStrictEqual([
      'revision: Invalid value: -1: must be greater than or equal to 0',
    ])
    expect(causesOf(() => update({ data: { spec: { a: 1 } } }))).toStrictEqual([
      'data: Invalid value: {"spec":{"a":1}}: field is immutable',
    ])
  })

  it('a priority class keeps its value, and users’ stay below the system’s', () => {
    const { registry } = testCluster()
    const create = (name: string, value: number): unknown =>
      registry.create('priorityclasses', '', { metadata: { name }, value })
    expect(causesOf(() => create('high', 1_000_000_001))).toStrictEqual([
      'value: Forbidden: maximum allowed value of a user defined priority is 1000000000',
    ])
    expect(causesOf(() => create('system-mine', 5))).toStrictEqual([
      "metadata.name: Forbidden: priority class names with 'system-' prefix are reserved for system use " +
        'only. error: system-mine is not a known system priority class',
    ])
    create('system-node-critical', 2_000_001_000)
    create('high', 5)
    const sent = { metadata: { name: 'high' }, value: 6 }
    const update = (): unknown =>
      registry.update('priorityclasses', { namespace: '', name: 'high' }, sent)
    expect(causesOf(update)).toStrictEqual(['value: Forbidden: may not be changed in an update.'])
  })

  it('a quota names what quotas can limit', () => {
    const { registry } = testCluster()
    const sent = { metadata: { name: 'q' }, spec: { hard: { apples: '1', pods: '1.5' } } }
    expect(causesOf(() => registry.create('resourcequotas', 'shop', sent))).toStrictEqual([
      'spec.hard[apples]: Invalid value: "apples": must be a standard resource type or fully qualified',
      'spec.hard[apples]: Invalid value: "apples": must be a standard resource for quota',
      'spec.hard[pods]: Invalid value: "1500m": must be an integer',
    ])
  })

  it('a uid in a patch is no precondition, but cannot be changed', () => {
    const { registry } = testCluster()
    const made = registry.create('daemonsets', 'shop', daemonSet())
    const sent = { ...made, metadata: { ...made.metadata, uid: 'other' } }
    const update = (): unknown => registry.update('daemonsets', agent, sent, { isPatch: true })
    expect(causesOf(update)).toStrictEqual([
      'metadata.uid: Invalid value: "other": field is immutable',
    ])
  })
})
