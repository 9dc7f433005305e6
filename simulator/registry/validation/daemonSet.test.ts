import { describe, expect, it } from 'vitest'
import { agent, causesOf, daemonSet, refusal, testCluster } from '../registry.test-kit.ts'

const main = { name: 'main', image: 'agent:1' }
const pod = 'spec.template.spec'

/** Why a DaemonSet is refused. @param spec of its Pods */
function podCauses(spec: object): readonly string[] {
  return causes({ template: podTemplate(spec) })
}

function causes(spec: object, metadata: object = {}): readonly string[] {
  const { registry } = testCluster()
  return causesOf(() => registry.create('daemonsets', 'shop', daemonSet(spec, metadata)))
}

function podTemplate(spec: object, metadata: object = { labels: { app: 'agent' } }): object {
  return { metadata, spec: { containers: [main], ...spec } }
}

describe('a DaemonSet is refused', () => {
  it('with one message for all that is wrong, and every cause by itself', () => {
    const { registry } = testCluster()
    const sent = daemonSet({ minReadySeconds: -1, revisionHistoryLimit: -2 })
    const why = 'must be greater than or equal to 0'
    const causes = [
      ['spec.minReadySeconds', `Invalid value: -1: ${why}`],
      ['spec.revisionHistoryLimit', `Invalid value: -2: ${why}`],
    ].map(([field, message]) => ({ reason: 'FieldValueInvalid', message, field }))
    expect(refusal(() => registry.create('daemonsets', 'shop', sent))).toStrictEqual({
      code: 422,
      reason: 'Invalid',
      message:
        'DaemonSet.apps "agent" is invalid: ' +
        `[spec.minReadySeconds: Invalid value: -1: ${why}, spec.revisionHistoryLimit: Invalid value: -2: ${why}]`,
      details: { name: 'agent', group: 'apps', kind: 'DaemonSet', causes },
    })
  })

  it('without a name, or with one that is none', () => {
    expect(causes({}, { name: '' })).toStrictEqual([
      'metadata.name: Required value: name or generateName is required',
    ])
    expect(causes({}, { name: 'Agent' })[0]).toMatch(
      /^metadata.name: Invalid value: "Agent": a lowercase RFC 1123 subdomain must consist of/,
    )
  })

  it('for its selector', () => {
    const mismatch = '`selector` does not match template `labels`'
    const labels = 'spec.template.metadata.labels: Invalid value: {"app":"agent"}'
    expect(causes({ selector: { matchLabels: { app: 'x' } } })).toStrictEqual([
      `${labels}: ${mismatch}`,
    ])
    expect(causes({ selector: null })).toStrictEqual([`${labels}: ${mismatch}`])
    expect(causes({ selector: {} })).toStrictEqual([
      'spec.selector: Invalid value: {}: empty selector is invalid for daemonset',
    ])
    expect(causes({ selector: { matchExpressions: [{ key: 'app', operator: 'In' }] } })).toContain(
      "spec.selector.matchExpressions[0].values: Required value: must be specified when `operator` is 'In' or 'NotIn'",
    )
  })

  it('for labels and annotations of its Pods', () => {
    const metadata = { labels: { app: 'agent', 'a b': '-' }, annotations: { 'c d': '' } }
    const found = causes({ template: podTemplate({}, metadata) })
    expect(found.map((cause) => cause.slice(0, cause.indexOf(': name part')))).toContain(
      'spec.template.labels: Invalid value: "a b"',
    )
    expect(found.some((cause) => cause.startsWith('spec.template.annotations: '))).toBe(true)
  })

  it('for a rolling update that can never go on', () => {
    const rolling = (rollingUpdate: object): readonly string[] =>
      causes({ updateStrategy: { rollingUpdate } })
    const path = 'spec.updateStrategy.rollingUpdate'
    expect(rolling({ maxUnavailable: '0%', maxSurge: 0 })).toStrictEqual([
      `${path}.maxUnavailable: Required value: cannot be 0 when maxSurge is 0`,
    ])
    expect(rolling({ maxSurge: '10%' })).toStrictEqual([
      `${path}.maxSurge: Invalid value: "10%": may not be set when maxUnavailable is non-zero`,
    ])
    expect(rolling({ maxUnavailable: '101%' })).toStrictEqual([
      `${path}.maxUnavailable: Invalid value: "101%": must not be greater than 100%`,
    ])
  })

  it('for its containers', () => {
    expect(podCauses({ containers: [] })).toStrictEqual([`${pod}.containers: Required value`])
    const ports = [
      { containerPort: 80, hostPort: 80, name: 'web' },
      { containerPort: 70_000, hostPort: 80, name: 'web' },
    ]
    const env = [{ name: 'A=B' }, { valueFrom: {} }]
    const list = [{ ...main, ports, env }, { name: 'main' }]
    const first = `${pod}.containers[0]`
    expect(podCauses({ containers: list })).toStrictEqual([
      `${first}.ports[1].name: Duplicate value: "web"`,
      `${first}.ports[1].containerPort: Invalid value: 70000: must be between 1 and 65535, inclusive`,
      `${first}.env[0].name: Invalid value: "A=B": a valid environment variable name must consist only of printable ASCII characters other than '='`,
      `${first}.env[1].name: Required value`,
      `${first}.env[1].valueFrom: Invalid value: "": must specify one of: \`fieldRef\`, \`resourceFieldRef\`, \`configMapKeyRef\`, \`secretKeyRef\` or \`fileKeyRef\``,
      `${pod}.containers[1].image: Required value`,
      `${pod}.containers[1].name: Duplicate value: "main"`,
      `${first}.ports[1].hostPort: Duplicate value: "TCP//80"`,
    ])
  })

  it('for its init containers, which are not probed', () => {
    const livenessProbe = { tcpSocket: { port: 80 } }
    expect(podCauses({ initContainers: [{ ...main, livenessProbe }] })).toStrictEqual([
      `${pod}.initContainers[0].name: Duplicate value: "main"`,
      `${pod}.initContainers[0].livenessProbe: Forbidden: may not be set for init containers without restartPolicy=Always`,
    ])
  })

  it('for probes', () => {
    const probes = {
      livenessProbe: { httpGet: { port: 'no such name' }, successThreshold: 2 },
      readinessProbe: {},
    }
    const first = `${pod}.containers[0]`
    expect(podCauses({ containers: [{ ...main, ...probes }] })).toStrictEqual([
      `${first}.livenessProbe.httpGet.port: Invalid value: "no such name": must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)`,
      `${first}.livenessProbe.successThreshold: Invalid value: 2: must be 1`,
      `${first}.readinessProbe: Required value: must specify a handler type`,
    ])
  })

  it('for what it requests', () => {
    const resources = {
      limits: { cpu: '1', 'example.com/gpu': '2', disk: '1' },
      requests: { cpu: '2', 'example.com/gpu': '1', 'example.com/tpu': '1' },
    }
    const path = `${pod}.containers[0].resources`
    expect(podCauses({ containers: [{ ...main, resources }] })).toStrictEqual([
      `${path}.limits[disk]: Invalid value: "disk": must be a standard resource type or fully qualified`,
      `${path}.limits[disk]: Invalid value: "disk": must be a standard resource for containers`,
      `${path}.requests: Invalid value: "2": must be less than or equal to cpu limit of 1`,
      `${path}.requests: Invalid value: "1": must be equal to example.com/gpu limit of 2`,
      `${path}.limits: Required value: Limit must be set for non overcommitable resources`,
    ])
  })

  it('for its volumes and mounts', () => {
    const volumes = [{ name: 'a', hostPath: { path: '' } }, { name: 'b' }, { name: 'b' }]
    const volumeMounts = [
      { name: 'a', mountPath: '/a' },
      { name: 'b', mountPath: '/a' },
    ]
    expect(podCauses({ volumes, containers: [{ ...main, volumeMounts }] })).toStrictEqual([
      `${pod}.volumes[0].hostPath.path: Required value`,
      `${pod}.volumes[2].name: Duplicate value: "b"`,
      `${pod}.containers[0].volumeMounts[0].name: Not found: "a"`,
      `${pod}.containers[0].volumeMounts[1].mountPath: Invalid value: "/a": must be unique`,
    ])
  })

  it('for how its Pods are to be spread', () => {
    const spread = { maxSkew: 0, topologyKey: '', whenUnsatisfiable: 'Never' }
    const path = `${pod}.topologySpreadConstraints`
    expect(podCauses({ topologySpreadConstraints: [spread, { ...spread, maxSkew: 1 }] })).toEqual(
      expect.arrayContaining([
        `${path}[0].maxSkew: Invalid value: 0: must be greater than zero`,
        `${path}[0].topologyKey: Required value: can not be empty`,
        `${path}[0].whenUnsatisfiable: Unsupported value: "Never": supported values: "DoNotSchedule", "ScheduleAnyway"`,
        `${path}[0].{topologyKey, whenUnsatisfiable}: Duplicate value: "{, Never}"`,
      ]),
    )
  })

  it('for where it wants to run', () => {
    const matchFields = [{ key: 'metadata.uid', operator: 'In', values: ['a', 'b'] }]
    const required = { nodeSelectorTerms: [{ matchFields }] }
    const preferred = [{ weight: 0, preference: {} }]
    const nodeAffinity = {
      requiredDuringSchedulingIgnoredDuringExecution: required,
      preferredDuringSchedulingIgnoredDuringExecution: preferred,
    }
    const path = `${pod}.affinity.nodeAffinity`
    const field = `${path}.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchFields[0]`
    expect(podCauses({ affinity: { nodeAffinity } })).toStrictEqual([
      `${field}.values: Required value: must be only one value when \`operator\` is 'In' or 'NotIn' for node field selector`,
      `${field}.key: Invalid value: "metadata.uid": not a valid field selector key`,
      `${path}.preferredDuringSchedulingIgnoredDuringExecution[0].weight: Invalid value: 0: must be in the range 1-100`,
    ])
  })

  it('for a port of the node that is not its own with the node’s network', () => {
    const ports = [{ containerPort: 80, hostPort: 81 }, { containerPort: 90 }]
    expect(podCauses({ hostNetwork: true, containers: [{ ...main, ports }] })).toStrictEqual([
      `${pod}.containers[0].ports[0].hostPort: Invalid value: 81: must match \`containerPort\` when \`hostNetwork\` is true`,
    ])
  })

  it('for another selector than it has', () => {
    const { registry } = testCluster()
    registry.create('daemonsets', 'shop', daemonSet())
    const labels = { app: 'agent', tier: 'x' }
    const spec = { selector: { matchLabels: labels }, template: podTemplate({}, { labels }) }
    expect(causesOf(() => registry.update('daemonsets', agent, daemonSet(spec)))).toStrictEqual([
      'spec.selector: Invalid value: {"matchLabels":{"app":"agent","tier":"x"}}: field is immutable',
    ])
  })
})
