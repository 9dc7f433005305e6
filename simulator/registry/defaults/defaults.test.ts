import { describe, expect, it } from 'vitest'
import { at } from '../../../domain/decode/readJson.ts'
import { daemonSet, pod, refusal, testCluster } from '../registry.test-kit.ts'

function template(spec: object): object {
  return { metadata: { labels: { app: 'agent' } }, spec }
}

describe('a DaemonSet', () => {
  it('gets what its manifest leaves out', () => {
    const { registry } = testCluster()
    expect(registry.create('daemonsets', 'shop', daemonSet()).spec).toStrictEqual({
      selector: { matchLabels: { app: 'agent' } },
      revisionHistoryLimit: 10,
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } },
      template: {
        metadata: { labels: { app: 'agent' } },
        spec: {
          containers: [
            {
              name: 'main',
              image: 'agent:1',
              imagePullPolicy: 'IfNotPresent',
              resources: {},
              terminationMessagePath: '/dev/termination-log',
              terminationMessagePolicy: 'File',
            },
          ],
          dnsPolicy: 'ClusterFirst',
          restartPolicy: 'Always',
          schedulerName: 'default-scheduler',
          securityContext: {},
          terminationGracePeriodSeconds: 30,
        },
      },
    })
  })

  it('keeps what its manifest says', () => {
    const { registry } = testCluster()
    const spec = { updateStrategy: { type: 'OnDelete' }, revisionHistoryLimit: 0 }
    expect(registry.create('daemonsets', 'shop', daemonSet(spec)).spec).toMatchObject(spec)
  })

  it('has probes, ports, volumes and quantities as Kubernetes writes them', () => {
    const { registry } = testCluster()
    const containers = [
      {
        name: 'main',
        image: 'registry.local:5000/agent',
        ports: [{ containerPort: 80 }],
        env: [{ name: 'NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }],
        livenessProbe: { httpGet: { port: 80 }, periodSeconds: 3 },
        resources: { limits: { cpu: '1000m', memory: '1.5Gi' }, requests: { cpu: 0.5 } },
      },
    ]
    const volumes = [
      { name: 'a' },
      { name: 'b', hostPath: { path: '/var' } },
      { name: 'c', configMap: { name: 'x' } },
    ]
    const sent = daemonSet({ template: template({ containers, volumes, nodeSelector: {} }) })
    const { spec } = registry.create('daemonsets', 'shop', sent)
    const filled = at(at(spec, 'template'), 'spec')
    expect(filled).not.toHaveProperty('nodeSelector')
    expect(filled).toMatchObject({
      containers: [
        {
          imagePullPolicy: 'Always',
          ports: [{ containerPort: 80, protocol: 'TCP' }],
          env: [{ valueFrom: { fieldRef: { apiVersion: 'v1' } } }],
          livenessProbe: {
            httpGet: { path: '/', scheme: 'HTTP' },
            periodSeconds: 3,
            timeoutSeconds: 1,
            successThreshold: 1,
            failureThreshold: 3,
          },
          resources: { limits: { cpu: '1', memory: '1536Mi' }, requests: { cpu: '500m' } },
        },
      ],
      volumes: [
        { name: 'a', emptyDir: {} },
        { name: 'b', hostPath: { path: '/var', type: '' } },
        { name: 'c', configMap: { name: 'x', defaultMode: 420 } },
      ],
    })
  })

  it.each([
    ['agent', 'Always'],
    ['agent:latest', 'Always'],
    ['registry.local:5000/agent:v1', 'IfNotPresent'],
    [
      'agent@sha256:0123456789012345678901234567890123456789012345678901234567890123',
      'IfNotPresent',
    ],
  ])('pulls %s %s', (image, imagePullPolicy) => {
    const { registry } = testCluster()
    const sent = daemonSet({ template: template({ containers: [{ name: 'main', image }] }) })
    const { spec } = registry.create('daemonsets', 'shop', sent)
    expect(spec).toMatchObject({ template: { spec: { containers: [{ imagePullPolicy }] } } })
  })

  it('is refused where a quantity cannot be read', () => {
    const { registry } = testCluster()
    const resources = { requests: { cpu: '1 core' } }
    const containers = [{ name: 'main', image: 'agent:1', resources }]
    const sent = daemonSet({ template: template({ containers }) })
    expect(refusal(() => registry.create('daemonsets', 'shop', sent))).toMatchObject({
      code: 400,
      reason: 'BadRequest',
      message:
        'DaemonSet in version "v1" cannot be handled as a DaemonSet: quantities must match the regular ' +
        "expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
    })
  })
})

describe('a Pod', () => {
  const containers = [
    {
      name: 'main',
      image: 'agent:1',
      ports: [{ containerPort: 80 }],
      resources: { limits: { cpu: '1' } },
    },
  ]

  it('requests what it is limited to, and takes its ports of the node with the node’s network', () => {
    const { registry } = testCluster()
    const { spec } = registry.create('pods', 'shop', pod({ containers, hostNetwork: true }))
    expect(spec).toMatchObject({
      enableServiceLinks: true,
      containers: [
        {
          ports: [{ containerPort: 80, hostPort: 80, protocol: 'TCP' }],
          resources: { limits: { cpu: '1' }, requests: { cpu: '1' } },
        },
      ],
    })
  })

  it('shares its containers with the other Pods of its template', () => {
    const { registry } = testCluster()
    const create = (name: string): unknown =>
      at(registry.create('pods', 'shop', pod({ containers }, { name })).spec, 'containers')
    expect(create('a')).toBe(create('b'))
  })

  it.each([
    [{}, 'BestEffort'],
    [{ requests: { cpu: '100m' } }, 'Burstable'],
    [{ limits: { cpu: '1', memory: '1Gi' } }, 'Guaranteed'],
    [{ limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '500m' } }, 'Burstable'],
    [{ limits: { cpu: '1' } }, 'Burstable'],
  ])('with resources %j is %s', (resources, qosClass) => {
    const { registry } = testCluster()
    const one = [{ name: 'main', image: 'agent:1', resources }]
    expect(registry.create('pods', 'shop', pod({ containers: one })).status).toStrictEqual({
      phase: 'Pending',
      qosClass,
    })
  })
})

describe('a Node', () => {
  it('keeps the status with which it is created, all of it for Pods', () => {
    const { registry } = testCluster()
    const status = { capacity: { cpu: '4000m', pods: 110 } }
    const amounts = { cpu: '4', pods: '110' }
    expect(registry.create('nodes', '', { metadata: { name: 'n1' }, status }).status).toMatchObject(
      { capacity: amounts, allocatable: amounts },
    )
  })
})
