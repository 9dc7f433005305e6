import { describe, expect, it } from 'vitest'
import {
  at,
  isJson,
  listOf,
  numberOrZero,
  text,
  textOrEmpty,
} from '../../domain/decode/readJson.ts'
import type { KubeObject } from '../objects.ts'
import { NodesCluster, oneCore } from '../nodes/nodes.test-kit.ts'
import { startKubelet } from './startKubelet.ts'

/** Node a with a kubelet. With this `random` every duration is the usual one. */
function withKubelet(): NodesCluster {
  const cluster = new NodesCluster()
  startKubelet(cluster)
  cluster.addNode('a')
  cluster.clock.step(1000)
  return cluster
}

const onA = { nodeName: 'a', terminationGracePeriodSeconds: 30 }
const image = (name: string) => ({ ...onA, containers: [{ name: 'main', image: name }] })

/** state of the container, its restarts and readiness, in short. */
function containers(pod: KubeObject | undefined, list = 'containerStatuses'): readonly string[] {
  return listOf(at(pod?.status, list), (each) => {
    const state = at(each, 'state')
    const [kind = ''] = isJson(state) ? Object.keys(state) : []
    const reason = text(at(at(state, kind), 'reason'))
    const ready = at(each, 'ready') === true ? ' ready' : ''
    const restarts = numberOrZero(at(each, 'restartCount'))
    return `${textOrEmpty(at(each, 'name'))}: ${reason ?? kind} ${restarts}${ready}`
  })
}

const phaseOf = (pod: KubeObject | undefined): unknown => at(pod?.status, 'phase')

describe('a Pod that is bound to a node', () => {
  it('has its node’s address at once where it is on the host’s network', () => {
    const cluster = withKubelet()
    cluster.addPod('host', { ...onA, hostNetwork: true })
    cluster.addPod('web', onA)
    cluster.clock.step(0)
    const ips = ['host', 'web'].map((name) => at(cluster.pod(name)?.status, 'podIP'))
    expect(ips).toEqual(['192.168.0.7', undefined])
  })

  it('is being created, then runs with an address and is ready', () => {
    const cluster = withKubelet()
    cluster.addPod('web', onA)
    cluster.clock.step(0)
    expect(cluster.pod('web')?.status).toMatchObject({
      phase: 'Pending',
      startTime: '2026-01-01T00:00:01Z',
      hostIP: '192.168.0.7',
      containerStatuses: [{ name: 'main', state: { waiting: { reason: 'ContainerCreating' } } }],
    })
    expect(cluster.condition(cluster.pod('web'), 'Ready')).toEqual({
      status: 'False',
      reason: 'ContainersNotReady',
      message: 'containers with unready status: [main]',
    })
    cluster.clock.step(1000)
    expect(cluster.pod('web')?.status).toMatchObject({
      phase: 'Running',
      podIP: '10.1.2.2',
      podIPs: [{ ip: '10.1.2.2' }],
      containerStatuses: [
        {
          state: { running: { startedAt: '2026-01-01T00:00:02Z' } },
          ready: true,
          started: true,
          restartCount: 0,
          image: 'agent:1',
          imageID: expect.stringMatching(/^docker\.io\/library\/agent@sha256:[0-9a-f]{64}$/),
          containerID: expect.stringMatching(/^containerd:\/\/[0-9a-f]{64}$/),
        },
      ],
    })
    for (const type of ['PodReadyToStartContainers', 'Initialized', 'Ready', 'ContainersReady'])
      expect(cluster.condition(cluster.pod('web'), type)).toEqual({ status: 'True' })
    expect(cluster.events('web').map((event) => event.replace(/ in .*/, ''))).toEqual([
      'Pulling: Pulling image "agent:1"',
      'Pulled: Successfully pulled image "agent:1"',
      'Created: Container created',
      'Started: Container started',
    ])
  })

  it('gets an address that no other Pod there has, or the node’s own where it is on its network', () => {
    const cluster = withKubelet()
    for (const name of ['1', '2', '3']) cluster.addPod(name, onA)
    cluster.addPod('host', { ...onA, hostNetwork: true })
    cluster.clock.step(2000)
    const ips = ['1', '2', '3', 'host'].map((name) => at(cluster.pod(name)?.status, 'podIP'))
    expect(ips).toEqual(['10.1.2.2', '10.1.2.3', '10.1.2.4', '192.168.0.7'])
  })

  it('finds an image that the node has already', () => {
    const cluster = withKubelet()
    cluster.addPod('first', onA)
    cluster.clock.step(2000)
    cluster.addPod('second', onA)
    cluster.clock.step(2000)
    expect(cluster.events('second')[0]).toBe(
      'Pulled: Container image "agent:1" already present on machine and can be accessed by the pod',
    )
  })

  it('runs its init containers one after the other, starts its sidecars, then the others', () => {
    const cluster = withKubelet()
    const initContainers = [
      { name: 'first', image: 'i:1' },
      { name: 'side', image: 'i:1', restartPolicy: 'Always' },
      { name: 'second', image: 'i:1' },
    ]
    cluster.addPod('web', { ...onA, initContainers })
    const seen = new Set<string>()
    for (let step = 0; step < 20; step += 1) {
      cluster.clock.step(500)
      const pod = cluster.pod('web')
      seen.add([...containers(pod, 'initContainerStatuses'), ...containers(pod)].join(', '))
    }
    expect([...seen]).toEqual([
      'first: PodInitializing 0, side: PodInitializing 0, second: PodInitializing 0, main: PodInitializing 0',
      'first: running 0, side: PodInitializing 0, second: PodInitializing 0, main: PodInitializing 0',
      'first: Completed 0 ready, side: PodInitializing 0, second: PodInitializing 0, main: PodInitializing 0',
      'first: Completed 0 ready, side: running 0 ready, second: PodInitializing 0, main: PodInitializing 0',
      'first: Completed 0 ready, side: running 0 ready, second: running 0, main: PodInitializing 0',
      'first: Completed 0 ready, side: running 0 ready, second: Completed 0 ready, main: PodInitializing 0',
      'first: Completed 0 ready, side: running 0 ready, second: Completed 0 ready, main: running 0 ready',
    ])
  })

  it('is stopped within its grace when it is deleted, and then goes', () => {
    const cluster = withKubelet()
    cluster.addPod('web', onA)
    cluster.clock.step(2000)
    cluster.registry.delete('pods', { namespace: 'shop', name: 'web' })
    cluster.clock.step(999)
    expect(cluster.condition(cluster.pod('web'), 'Ready')).toEqual({ status: 'True' })
    expect(cluster.events('web').at(-1)).toBe('Killing: Stopping container main')
    cluster.clock.step(1)
    expect(cluster.pod('web')).toBeUndefined()
  })

  it('is restarted with the new image where that changes', () => {
    const cluster = withKubelet()
    const spec = { ...onA, containers: [oneCore] }
    cluster.registry.create('pods', 'shop', { metadata: { name: 'web' }, spec })
    cluster.clock.step(2000)
    const pod = cluster.pod('web')
    const changed = listOf(at(pod?.spec, 'containers'), (each) =>
      isJson(each) ? { ...each, image: 'agent:2' } : undefined,
    )
    const key = { namespace: 'shop', name: 'web' }
    cluster.registry.update('pods', key, { ...pod, spec: { ...pod?.spec, containers: changed } })
    cluster.clock.step(1000)
    expect(containers(cluster.pod('web'))).toEqual(['main: running 1 ready'])
    expect(
      at(listOf(at(cluster.pod('web')?.status, 'containerStatuses'), (each) => each)[0], 'image'),
    ).toBe('agent:2')
    expect(cluster.events('web')).toContain(
      'Killing: Container main definition changed, will be restarted',
    )
  })

  it('goes at once where nothing takes time', () => {
    const cluster = new NodesCluster()
    const { store, registry, clock, random } = cluster
    startKubelet({ store, registry, clock, random, durations: { start: 0, stop: 0 } })
    cluster.addNode('a')
    cluster.addPod('web', onA)
    cluster.clock.step(0)
    expect(phaseOf(cluster.pod('web'))).toBe('Running')
    cluster.registry.delete('pods', { namespace: 'shop', name: 'web' })
    cluster.clock.step(0)
    expect(cluster.pod('web')).toBeUndefined()
  })
})

describe('a Pod of an image with a fate', () => {
  it('cannot pull what does not exist, and backs off', () => {
    const cluster = withKubelet()
    cluster.addPod('web', image('no-such-image:1'))
    cluster.clock.step(1000)
    const error =
      'rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/library/no-such-image:1": ' +
      'failed to resolve reference "docker.io/library/no-such-image:1": docker.io/library/no-such-image:1: not found'
    expect(cluster.pod('web')?.status).toMatchObject({
      phase: 'Pending',
      containerStatuses: [{ state: { waiting: { reason: 'ErrImagePull', message: error } } }],
    })
    cluster.clock.step(2000)
    const message = `Back-off pulling image "no-such-image:1": ErrImagePull: ${error}`
    expect(cluster.pod('web')?.status).toMatchObject({
      containerStatuses: [{ state: { waiting: { reason: 'ImagePullBackOff', message } } }],
    })
    expect(cluster.events('web')).toEqual([
      'Pulling: Pulling image "no-such-image:1"',
      `Failed: Failed to pull image "no-such-image:1": ${error}`,
      'Failed: Error: ErrImagePull',
      'BackOff: Back-off pulling image "no-such-image:1"',
      'Failed: Error: ImagePullBackOff',
    ])
    cluster.clock.step(10_000)
    expect(containers(cluster.pod('web'))).toEqual(['main: ErrImagePull 0'])
  })

  it('crashes, is restarted at once, and then backs off for longer each time', () => {
    const cluster = withKubelet()
    cluster.addPod('web', image('crash-loop:1'))
    const seen: string[] = []
    for (let second = 0; second < 60; second += 1) {
      cluster.clock.step(1000)
      const [state = ''] = containers(cluster.pod('web'))
      if (seen.at(-1) !== state) seen.push(state)
    }
    expect(seen).toEqual([
      'main: running 0 ready',
      'main: Error 0',
      'main: running 1 ready',
      'main: Error 1',
      'main: CrashLoopBackOff 1',
      'main: running 2 ready',
      'main: Error 2',
      'main: CrashLoopBackOff 2',
      'main: running 3 ready',
      'main: Error 3',
      'main: CrashLoopBackOff 3',
    ])
    const pod = cluster.pod('web')
    const message = `back-off 40s restarting failed container=main pod=web_shop(${pod?.metadata.uid})`
    expect(pod?.status).toMatchObject({
      phase: 'Running',
      containerStatuses: [
        {
          state: { waiting: { reason: 'CrashLoopBackOff', message } },
          lastState: { terminated: { exitCode: 1, reason: 'Error' } },
        },
      ],
    })
  })

  it('runs without ever being ready', () => {
    const cluster = withKubelet()
    cluster.addPod('web', image('never-ready:1'))
    cluster.clock.step(600_000)
    expect(phaseOf(cluster.pod('web'))).toBe('Running')
    expect(containers(cluster.pod('web'))).toEqual(['main: running 0'])
    expect(cluster.events('web').at(-1)).toBe(
      'Unhealthy: Readiness probe failed: HTTP probe failed with statuscode: 503',
    )
  })

  it('fails as a whole', () => {
    const cluster = withKubelet()
    cluster.addPod('web', image('exit-failed:1'))
    cluster.clock.step(10_000)
    expect(phaseOf(cluster.pod('web'))).toBe('Failed')
    expect(containers(cluster.pod('web'))).toEqual(['main: Error 0'])
    expect(cluster.condition(cluster.pod('web'), 'Ready')).toEqual({
      status: 'False',
      reason: 'PodFailed',
    })
  })

  it.each([
    ['starting', 'main: ContainerCreating 0'],
    ['image-pull-back-off', 'main: ErrImagePull 0'],
  ])('has the state %s that its annotation says, as with kwok', (state, expected) => {
    const cluster = withKubelet()
    cluster.addPod('web', onA, { annotations: { 'everynode.test/state': state } })
    cluster.clock.step(2000)
    expect(containers(cluster.pod('web'))).toEqual([expected])
  })

  it('takes as long as its annotations say, as with kwok', () => {
    const cluster = withKubelet()
    const annotations = {
      'pod-ready.stage.kwok.x-k8s.io/delay': '5s',
      'pod-delete.stage.kwok.x-k8s.io/delay': '7s',
    }
    cluster.addPod('web', onA, { annotations })
    cluster.clock.step(4999)
    expect(phaseOf(cluster.pod('web'))).toBe('Pending')
    cluster.clock.step(1)
    expect(phaseOf(cluster.pod('web'))).toBe('Running')
    cluster.registry.delete('pods', { namespace: 'shop', name: 'web' })
    cluster.clock.step(6999)
    expect(cluster.pod('web')).toBeDefined()
    cluster.clock.step(1)
    expect(cluster.pod('web')).toBeUndefined()
  })
})
