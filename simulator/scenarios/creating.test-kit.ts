import { expect } from 'vitest'
import { causes, refusal } from './client.test-kit.ts'
import { at, listAt, textAt } from './json.test-kit.ts'
import type { Scenario } from './scenario.test-kit.ts'
import { done, image } from './stage.test-kit.ts'

const defaults: Scenario = {
  title: 'fills in Kubernetes’ defaults, and begins with generation 1 and an empty status',
  play: async (s) => {
    const created = await s.create('agent')
    expect(at(created, 'metadata')).toMatchObject({
      name: 'agent',
      namespace: s.namespace,
      generation: 1,
      annotations: { 'deprecated.daemonset.template.generation': '1' },
    })
    expect(at(created, 'status')).toEqual({
      currentNumberScheduled: 0,
      desiredNumberScheduled: 0,
      numberMisscheduled: 0,
      numberReady: 0,
    })
    expect(at(created, 'spec')).toEqual({
      selector: { matchLabels: { app: 'agent' } },
      revisionHistoryLimit: 10,
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } },
      template: {
        metadata: { labels: { app: 'agent' } },
        spec: {
          nodeSelector: { scenario: s.namespace },
          containers: [
            {
              name: 'main',
              image: image('1'),
              imagePullPolicy: 'IfNotPresent',
              resources: {},
              terminationMessagePath: '/dev/termination-log',
              terminationMessagePolicy: 'File',
            },
          ],
          restartPolicy: 'Always',
          dnsPolicy: 'ClusterFirst',
          schedulerName: 'default-scheduler',
          securityContext: {},
          terminationGracePeriodSeconds: 30,
        },
      },
    })
  },
}

const templateDefaults: Scenario = {
  title: 'fills in the defaults of ports, probes, volumes, and of an image without a tag',
  play: async (s) => {
    const created = await s.create(
      'agent',
      {},
      {
        containers: [
          {
            name: 'main',
            image: 'registry.example/agent',
            ports: [{ containerPort: 8080 }],
            readinessProbe: { httpGet: { port: 8080 } },
            resources: { limits: { cpu: '0.5', memory: '1024Mi' } },
          },
        ],
        volumes: [
          { name: 'host', hostPath: { path: '/var/log' } },
          { name: 'config', configMap: { name: 'agent' } },
        ],
      },
    )
    expect(at(created, 'spec', 'template', 'spec', 'containers', 0)).toMatchObject({
      imagePullPolicy: 'Always',
      ports: [{ containerPort: 8080, protocol: 'TCP' }],
      readinessProbe: {
        httpGet: { path: '/', port: 8080, scheme: 'HTTP' },
        timeoutSeconds: 1,
        periodSeconds: 10,
        successThreshold: 1,
        failureThreshold: 3,
      },
      resources: { limits: { cpu: '500m', memory: '1Gi' } },
    })
    expect(at(created, 'spec', 'template', 'spec', 'volumes')).toEqual([
      { name: 'host', hostPath: { path: '/var/log', type: '' } },
      { name: 'config', configMap: { name: 'agent', defaultMode: 420 } },
    ])
  },
}

const ownPods: Scenario = {
  title:
    'gives its Pods its labels, its ownership, the node’s name and the tolerations of node trouble',
  play: async (s) => {
    await s.nodes(['a'])
    await s.create('agent')
    await s.eventually(() => s.placement('agent'), { a: '1 Ready' })
    const [pod] = await s.pods('agent')
    const [revision] = await s.admin.list(s.path('controllerrevisions'))
    const hash = at(revision, 'metadata', 'labels', 'controller-revision-hash')
    expect(textAt(revision, 'metadata', 'name')).toBe(`agent-${String(hash)}`)
    expect(at(pod, 'metadata')).toMatchObject({
      name: expect.stringMatching(/^agent-[bcdfghjklmnpqrstvwxz2456789]{5}$/),
      generateName: 'agent-',
      labels: { app: 'agent', 'controller-revision-hash': hash, 'pod-template-generation': '1' },
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'DaemonSet',
          name: 'agent',
          uid: at(await s.get('agent'), 'metadata', 'uid'),
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    })
    expect(at(pod, 'spec', 'affinity')).toEqual({
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [
            { matchFields: [{ key: 'metadata.name', operator: 'In', values: [s.node('a')] }] },
          ],
        },
      },
    })
    expect(listAt(pod, 'spec', 'tolerations')).toEqual([
      { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute' },
      { key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute' },
      { key: 'node.kubernetes.io/disk-pressure', operator: 'Exists', effect: 'NoSchedule' },
      { key: 'node.kubernetes.io/memory-pressure', operator: 'Exists', effect: 'NoSchedule' },
      { key: 'node.kubernetes.io/pid-pressure', operator: 'Exists', effect: 'NoSchedule' },
      { key: 'node.kubernetes.io/unschedulable', operator: 'Exists', effect: 'NoSchedule' },
    ])
  },
}

const podDefaults: Scenario = {
  title:
    'runs Pods whose requests and host ports Kubernetes has filled in, which the template lacks',
  play: async (s) => {
    await s.nodes(['a'])
    const container = {
      name: 'main',
      image: image('1'),
      ports: [{ containerPort: 9100 }],
      resources: { limits: { memory: '64Mi' } },
    }
    const created = await s.create('agent', {}, { hostNetwork: true, containers: [container] })
    const inTemplate = at(created, 'spec', 'template', 'spec', 'containers', 0)
    expect(at(inTemplate, 'ports')).toEqual([{ containerPort: 9100, protocol: 'TCP' }])
    expect(at(inTemplate, 'resources')).toEqual({ limits: { memory: '64Mi' } })
    await s.eventually(() => s.placement('agent'), { a: '1 Ready' })
    const [pod] = await s.pods('agent')
    expect(at(pod, 'spec')).toMatchObject({
      containers: [
        {
          ports: [{ containerPort: 9100, hostPort: 9100, protocol: 'TCP' }],
          resources: { limits: { memory: '64Mi' }, requests: { memory: '64Mi' } },
        },
      ],
      enableServiceLinks: true,
      hostNetwork: true,
      nodeName: s.node('a'),
      preemptionPolicy: 'PreemptLowerPriority',
      priority: 0,
      serviceAccountName: 'default',
    })
    expect(at(pod, 'status', 'qosClass')).toBe('Burstable')
  },
}

const counted: Scenario = {
  title: 'counts its Pods in its status, and tells of each by an event',
  play: async (s) => {
    await s.nodes(['a', 'b'])
    await s.create('agent')
    await s.eventually(() => s.counts('agent'), {
      desired: 2,
      current: 2,
      updated: 2,
      ready: 2,
      available: 2,
    })
    await s.eventually(
      () => s.events('agent'),
      [
        expect.stringMatching(/^SuccessfulCreate: Created pod: agent-.{5}$/),
        expect.stringMatching(/^SuccessfulCreate: Created pod: agent-.{5}$/),
      ],
    )
  },
}

const generateName: Scenario = {
  title: 'makes up a name where only a generateName is given',
  play: async (s) => {
    const created = done(
      await s.admin.post(s.path('daemonsets'), {
        ...s.daemonSet('agent'),
        metadata: { generateName: 'agent-' },
      }),
    )
    expect(textAt(created, 'metadata', 'name')).toMatch(/^agent-[bcdfghjklmnpqrstvwxz2456789]{5}$/)
    expect(textAt(created, 'metadata', 'generateName')).toBe('agent-')
  },
}

const twice: Scenario = {
  title: 'is refused where the name is taken',
  play: async (s) => {
    await s.create('agent')
    const answer = await s.admin.post(s.path('daemonsets'), s.daemonSet('agent'))
    expect(refusal(answer)).toEqual({
      status: 409,
      reason: 'AlreadyExists',
      message: 'daemonsets.apps "agent" already exists',
      details: { name: 'agent', group: 'apps', kind: 'daemonsets' },
    })
  },
}

const withoutNamespace: Scenario = {
  title: 'is refused in a namespace that does not exist',
  play: async (s) => {
    const answer = await s.admin.post(
      '/apis/apps/v1/namespaces/nowhere/daemonsets',
      s.daemonSet('agent'),
    )
    expect(refusal(answer)).toEqual({
      status: 404,
      reason: 'NotFound',
      message: 'namespaces "nowhere" not found',
      details: { name: 'nowhere', kind: 'namespaces' },
    })
  },
}

const otherNamespace: Scenario = {
  title: 'is refused where manifest and path name different namespaces',
  play: async (s) => {
    const answer = await s.admin.post(s.path('daemonsets'), {
      ...s.daemonSet('agent'),
      metadata: { name: 'agent', namespace: 'default' },
    })
    expect(refusal(answer)).toEqual({
      status: 400,
      reason: 'BadRequest',
      message:
        'the namespace of the provided object does not match the namespace sent on the request',
    })
  },
}

const nameless: Scenario = {
  title: 'is refused without a name',
  play: async (s) => {
    const answer = await s.admin.post(s.path('daemonsets'), {
      ...s.daemonSet('agent'),
      metadata: {},
    })
    expect([answer.status, causes(answer)]).toEqual([
      422,
      ['metadata.name: FieldValueRequired: Required value: name or generateName is required'],
    ])
  },
}

const dryRun: Scenario = {
  title: 'stores nothing in a dry run, but checks and answers as if it did',
  play: async (s) => {
    const path = s.path('daemonsets', '?dryRun=All')
    const answer = await s.admin.post(path, s.daemonSet('agent'))
    expect(answer.status).toBe(201)
    expect(at(answer.body, 'spec', 'revisionHistoryLimit')).toBe(10)
    expect((await s.admin.get(s.path('daemonsets', 'agent'))).status).toBe(404)
    const invalid = s.daemonSet('agent', { minReadySeconds: -1 })
    expect((await s.admin.post(path, invalid)).status).toBe(422)
  },
}

const ownStatus: Scenario = {
  title: 'leaves out a status that the client sends',
  play: async (s) => {
    const status = { desiredNumberScheduled: 7, currentNumberScheduled: 7, numberMisscheduled: 7 }
    const answer = await s.admin.post(s.path('daemonsets'), { ...s.daemonSet('agent'), status })
    expect(at(answer.body, 'status')).toMatchObject({ desiredNumberScheduled: 0 })
  },
}

export const creating: readonly Scenario[] = [
  defaults,
  templateDefaults,
  ownPods,
  podDefaults,
  counted,
  generateName,
  twice,
  withoutNamespace,
  otherNamespace,
  nameless,
  dryRun,
  ownStatus,
]
