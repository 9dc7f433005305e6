/** A simulated cluster for tests of scheduler, kubelets and node controllers. */
import { SteppedClock } from '../clock.ts'
import { at, listOf, text } from '../../domain/decode/readJson.ts'
import type { KubeObject } from '../objects.ts'
import { createRegistry } from '../registry/createRegistry.ts'
import type { Registry } from '../registry/registry.ts'
import { Store } from '../store/store.ts'

export class NodesCluster {
  readonly clock = new SteppedClock(Date.UTC(2026, 0, 1))
  readonly store: Store
  readonly registry: Registry
  readonly random = (): number => 0.5

  constructor() {
    let uids = 0
    const newUid = (): string => `uid-${(uids += 1)}`
    const { clock, random } = this
    this.store = new Store({ now: clock.now, newUid })
    this.registry = createRegistry({ store: this.store, clock, random, newUid })
    for (const name of ['default', 'shop']) {
      this.registry.create('namespaces', '', { metadata: { name } })
    }
  }

  /** A node with room for 4 cores, 8Gi and 110 Pods. */
  addNode(
    name: string,
    { spec = {}, labels = {}, status = {}, annotations = {} } = {},
  ): KubeObject {
    return this.store.add('nodes', {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name, labels: { 'kubernetes.io/hostname': name, ...labels }, annotations },
      spec: { podCIDR: '10.1.2.0/24', ...spec },
      status: {
        allocatable: { cpu: '4', memory: '8Gi', pods: '110' },
        addresses: [{ type: 'InternalIP', address: '192.168.0.7' }],
        conditions: [{ type: 'Ready', status: 'True', reason: 'KubeletReady' }],
        ...status,
      },
    })
  }

  /** A Pod as it is stored, with one container that asks for 1 core. */
  addPod(
    name: string,
    spec: object = {},
    rest: { labels?: object; status?: object; annotations?: Record<string, string> } = {},
  ): KubeObject {
    return this.store.add('pods', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace: 'shop', generation: 1, annotations: rest.annotations ?? {} },
      spec: { containers: [oneCore], ...spec },
      status: { phase: 'Pending', qosClass: 'Burstable', ...rest.status },
    })
  }

  pod(name: string): KubeObject | undefined {
    return this.store.get('pods', { namespace: 'shop', name })
  }

  node(name: string): KubeObject {
    return this.registry.get('nodes', { namespace: '', name })
  }

  nodeOf(name: string): string {
    return text(at(this.pod(name)?.spec, 'nodeName')) ?? ''
  }

  /** A condition without its times. */
  condition(object: KubeObject | undefined, type: string): object | undefined {
    const conditions = listOf(at(object?.status, 'conditions'), (each) => each)
    const found = conditions.find((each) => at(each, 'type') === type)
    if (found === undefined) return undefined
    const told = ['status', 'reason', 'message'].flatMap((key) => {
      const value = at(found, key)
      return value === undefined ? [] : [[key, value] as const]
    })
    return Object.fromEntries(told)
  }

  /** Events about the object of that name: reason and message, in their order. */
  events(name: string): readonly string[] {
    return [...this.store.all('events')]
      .filter((event) => at(event['involvedObject'], 'name') === name)
      .map((event) => `${text(event['reason'])}: ${text(event['message'])}`)
  }
}

export const oneCore = { name: 'main', image: 'agent:1', resources: { requests: { cpu: '1' } } }

/** As the DaemonSet controller pins a Pod to its node. */
export function pinnedTo(node: string): object {
  const matchFields = [{ key: 'metadata.name', operator: 'In', values: [node] }]
  const required = { nodeSelectorTerms: [{ matchFields }] }
  return { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: required } }
}
