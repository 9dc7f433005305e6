import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { checkDraft } from './checkDraft.ts'
import { emptyDraft, withName, type Draft, type Field } from './draft.ts'
import { fieldOfCause } from './fieldOfCause.ts'
import { toManifest, toYaml } from './manifest.ts'
import {
  placementOf,
  withoutSelectorKey,
  withoutTolerationsOf,
  withToleration,
} from './placementOf.ts'

/** The DaemonSet of OpenShift's documentation. */
const documented = `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: hello-daemonset
spec:
  selector:
      matchLabels:
        name: hello-daemonset
  template:
    metadata:
      labels:
        name: hello-daemonset
    spec:
      nodeSelector:
        role: worker
      containers:
      - image: openshift/hello-openshift
        imagePullPolicy: Always
        name: registry
        ports:
        - containerPort: 80
          protocol: TCP
        resources: {}
        terminationMessagePath: /dev/termination-log
      serviceAccount: default
      terminationGracePeriodSeconds: 10
`

const hello: Draft = {
  ...withName(emptyDraft(), 'hello-daemonset'),
  namespace: 'myproject',
  containerName: 'registry',
  image: 'openshift/hello-openshift',
  imagePullPolicy: 'Always',
  ports: [{ id: 1, containerPort: '80', protocol: 'TCP', name: '', hostPort: '' }],
  serviceAccountName: 'default',
  terminationGracePeriodSeconds: '10',
  terminationMessagePath: '/dev/termination-log',
  nodeSelector: [{ id: 1, key: 'role', value: 'worker' }],
}

describe('the manifest', () => {
  it("is the documentation's hello-daemonset, with today's name for serviceAccount", () => {
    const expected = parse(documented)
    expected.metadata.namespace = 'myproject'
    const { spec } = expected.spec.template
    spec.serviceAccountName = spec.serviceAccount
    delete spec.serviceAccount
    // Kubernetes stores `resources: {}` for every container that has none.
    delete spec.containers[0].resources
    expect(toManifest(hello)).toEqual(expected)
    expect(checkDraft(hello, { namespaces: [], daemonSets: [] })).toEqual([])
  })

  it("is printed in the order of Kubernetes' own types", () => {
    expect(toYaml(toManifest(hello))).toBe(`apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: hello-daemonset
  namespace: myproject
spec:
  selector:
    matchLabels:
      name: hello-daemonset
  template:
    metadata:
      labels:
        name: hello-daemonset
    spec:
      containers:
        - name: registry
          image: openshift/hello-openshift
          ports:
            - containerPort: 80
              protocol: TCP
          terminationMessagePath: /dev/termination-log
          imagePullPolicy: Always
      terminationGracePeriodSeconds: 10
      nodeSelector:
        role: worker
      serviceAccountName: default
`)
  })

  it('leaves out what nobody filled in', () => {
    const bare = { ...withName(emptyDraft(), 'a'), namespace: 'b', containerName: 'c', image: 'd' }
    expect(toManifest(bare).spec.template.spec).toEqual({ containers: [{ name: 'c', image: 'd' }] })
    expect(toManifest(bare).metadata).toEqual({ name: 'a', namespace: 'b' })
  })

  const risky = fc.constantFrom('yes', 'off', 'n', '1:30', '0o7', '010', '1e3', '0x1f', 'null', '')
  const label = fc.oneof(
    risky,
    fc.stringMatching(/^[a-zA-Z0-9]([-a-zA-Z0-9_.]{0,20}[a-zA-Z0-9])?$/),
  )

  it.each(['1.1', '1.2'] as const)('reads back the same from YAML %s', (version) => {
    fc.assert(
      fc.property(label, label, (key, value) => {
        const manifest = toManifest({ ...hello, labels: [{ id: 1, key: `k${key}`, value }] })
        expect(parse(toYaml(manifest), { version })).toEqual(manifest)
      }),
    )
  })
})

describe('placement', () => {
  it('applies complete rows only', () => {
    const draft: Draft = {
      ...hello,
      nodeSelector: [
        { id: 1, key: 'role', value: 'worker' },
        { id: 2, key: 'topo', value: undefined },
        { id: 3, key: 'worker', value: '' },
        { id: 4, key: '-bad', value: 'x' },
        { id: 5, key: 'role', value: 'second' },
        { id: 6, key: '', value: '' },
      ],
      tolerations: [
        { id: 1, key: undefined, operator: 'Exists', value: '', effect: '' },
        { id: 2, key: 'gpu', operator: 'Equal', value: 'yes', effect: 'NoSchedule' },
        { id: 3, key: 'gpu', operator: 'Exists', value: 'left over', effect: '' },
        { id: 4, key: '', operator: 'Exists', value: '', effect: 'NoExecute' },
      ],
    }
    expect(placementOf(draft)).toEqual({
      nodeSelector: { role: 'worker', worker: '' },
      tolerations: [
        { key: 'gpu', operator: 'Equal', value: 'yes', effect: 'NoSchedule' },
        { key: 'gpu', operator: 'Exists' },
        { operator: 'Exists', effect: 'NoExecute' },
      ],
    })
  })

  it('is no restriction at all without rows', () => {
    expect(placementOf(emptyDraft())).toEqual({})
  })

  it("takes a reason's remedy: one more toleration, or one row less", () => {
    const gpu = { key: 'gpu', operator: 'Exists', effect: 'NoSchedule' }
    expect(placementOf(withToleration(emptyDraft(), gpu)).tolerations).toEqual([gpu])
    const equal = { key: 'a', operator: 'Equal', value: 'b' }
    expect(placementOf(withToleration(emptyDraft(), equal)).tolerations).toEqual([equal])
    const both = withToleration(withToleration(emptyDraft(), gpu), equal)
    const taint = { key: 'gpu', value: 'x', effect: 'NoSchedule' }
    expect(placementOf(withoutTolerationsOf(both, taint)).tolerations).toEqual([equal])
    expect(withoutSelectorKey(hello, 'role').nodeSelector).toEqual([])
  })
})

describe("the API server's errors", () => {
  const draft: Draft = {
    ...hello,
    ports: [
      { id: 3, containerPort: '', protocol: 'TCP', name: '', hostPort: '' },
      { id: 7, containerPort: '80', protocol: 'TCP', name: 'web', hostPort: '' },
    ],
    tolerations: [
      { id: 2, key: undefined, operator: 'Exists', value: '', effect: '' },
      { id: 5, key: 'gpu', operator: 'Exists', value: '', effect: '' },
    ],
  }
  const places: readonly (readonly [string, Field | undefined])[] = [
    ['metadata.name', 'name'],
    ['metadata.namespace', 'namespace'],
    ['metadata.labels', 'labels'],
    ['spec.selector', 'selector'],
    ['spec.selector.matchLabels', 'selector'],
    ['spec.template.metadata.labels', 'templateLabels'],
    ['spec.template.labels', 'templateLabels'],
    ['spec.template.spec.containers[0].name', 'containerName'],
    ['spec.template.spec.containers[0].image', 'image'],
    ['spec.template.spec.containers[0].imagePullPolicy', 'imagePullPolicy'],
    ['spec.template.spec.containers[0].terminationMessagePath', 'terminationMessagePath'],
    ['spec.template.spec.containers[0].ports[0].containerPort', 'ports.7.containerPort'],
    ['spec.template.spec.containers[0].ports[0].name', 'ports.7.name'],
    ['spec.template.spec.containers[0].ports[0].hostPort', 'ports.7.hostPort'],
    ['spec.template.spec.containers[0].resources.requests[memory]', 'memoryRequest'],
    ['spec.template.spec.containers[0].resources.requests[cpu]', 'cpuRequest'],
    ['spec.template.spec.priorityClassName', 'priorityClassName'],
    ['spec.template.spec.containers[0].ports[4].name', 'ports'],
    ['spec.template.spec.nodeSelector', 'nodeSelector'],
    ['spec.template.spec.nodeSelector.role', 'nodeSelector'],
    ['spec.template.spec.tolerations[0].operator', 'tolerations.5.operator'],
    ['spec.template.spec.tolerations[0]', 'tolerations.5.key'],
    ['spec.template.spec.serviceAccountName', 'serviceAccountName'],
    ['spec.template.spec.terminationGracePeriodSeconds', 'terminationGracePeriodSeconds'],
    ['spec.template.spec.containers[0].resources.limits', undefined],
    ['spec.updateStrategy', undefined],
    ['', undefined],
  ]

  it.each(places)('leads from %s to %s', (path, field) => {
    expect(fieldOfCause(draft, path)).toBe(field)
  })

  it('leads every path of a manifest to a field', () => {
    const paths = leafPaths(toManifest({ ...draft, labels: [{ id: 1, key: 'a', value: 'b' }] }))
    const lost = paths.filter((path) => fieldOfCause(draft, path) === undefined)
    expect(lost).toEqual(['apiVersion', 'kind'])
  })
})

function leafPaths(value: unknown, path = ''): readonly string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => leafPaths(item, `${path}[${index}]`))
  }
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([key, item]) =>
    leafPaths(item, path === '' ? key : `${path}.${key}`),
  )
}
