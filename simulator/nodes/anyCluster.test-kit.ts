/** A simulated cluster to which anything may happen, for property tests. */
import { at, listOf } from '../../domain/decode/readJson.ts'
import { SteppedClock } from '../clock.ts'
import type { KubeObject } from '../objects.ts'
import { createSimulatedCluster } from '../simulatedCluster.ts'
import { createNode } from './createNode.ts'
import { nodeNameOf } from './readPod.ts'
import { readyAnnotation } from './silence.ts'

/** Two DaemonSets that fit beside each other, one of them with a host port, and an important one for which one has to go. */
const daemonSets = [
  { name: 'small', cpu: '1', ports: [] },
  { name: 'port', cpu: '1', ports: [{ containerPort: 80, hostPort: 80 }] },
  { name: 'large', cpu: '2500m', ports: [], priorityClassName: 'important' },
] as const

const images = [
  'agent:1',
  'agent:2',
  'no-such-image:1',
  'crash-loop:1',
  'never-ready:1',
  'exit-failed:1',
]
const taint = { key: 'maintenance', effect: 'NoExecute' }

export class AnyCluster {
  #turns = 0
  readonly clock = new SteppedClock()
  readonly cluster = createSimulatedCluster({
    clock: this.clock,
    random: () => ((this.#turns += 7) % 1009) / 1009,
  })
  #nodes = 0

  constructor() {
    const { registry } = this.cluster
    registry.create('namespaces', '', { metadata: { name: 'shop' } })
    registry.create('priorityclasses', '', { metadata: { name: 'important' }, value: 1000 })
    this.clock.step(1000)
    for (let count = 0; count < 4; count += 1) this.addNode()
    for (const each of daemonSets) this.#createDaemonSet(each)
    this.clock.step(10_000)
  }

  get nodes(): readonly KubeObject[] {
    return this.cluster.store.list('nodes')
  }

  get pods(): readonly KubeObject[] {
    return this.cluster.store.list('pods')
  }

  podsOn(node: string): readonly KubeObject[] {
    return this.pods.filter((pod) => nodeNameOf(pod) === node)
  }

  addNode(): void {
    this.#nodes += 1
    createNode(this.cluster.registry, {
      name: `n${this.#nodes}`,
      podCIDR: `10.128.${this.#nodes}.0/24`,
      capacity: { cpu: '4', memory: '8Gi', pods: '5' },
    })
  }

  deleteNode(index: number): void {
    const name = this.#nodeAt(index)?.metadata.name
    if (name !== undefined) this.cluster.registry.delete('nodes', { namespace: '', name })
  }

  /** @param ready unknown: silent; false: not ready; undefined: all is well */
  setReady(index: number, ready: 'unknown' | 'false' | undefined): void {
    this.#changeNode(index, (node) => ({
      ...node,
      metadata: {
        ...node.metadata,
        annotations: ready === undefined ? {} : { [readyAnnotation]: ready },
      },
    }))
  }

  setCordon(index: number, unschedulable: boolean): void {
    this.#changeNode(index, (node) => ({ ...node, spec: { ...node.spec, unschedulable } }))
  }

  setTaint(index: number, isTainted: boolean): void {
    this.#changeNode(index, (node) => {
      const others = listOf(at(node.spec, 'taints'), (each) => each).filter(
        (each) => at(each, 'key') !== taint.key,
      )
      const taints = isTainted ? [...others, taint] : others
      return { ...node, spec: { ...node.spec, taints } }
    })
  }

  setImage(index: number, imageIndex: number): void {
    const { name, cpu, ports } = daemonSets[index % daemonSets.length] ?? daemonSets[0]
    const key = { namespace: 'shop', name }
    const image = images[imageIndex % images.length] ?? ''
    const daemonSet = this.cluster.registry.get('daemonsets', key)
    const template = at(daemonSet.spec, 'template')
    const containers = [container(image, cpu, ports)]
    this.cluster.registry.update('daemonsets', key, {
      ...daemonSet,
      spec: {
        ...daemonSet.spec,
        template: {
          metadata: at(template, 'metadata'),
          spec: { ...Object(at(template, 'spec')), containers },
        },
      },
    })
  }

  deletePod(index: number, isForced: boolean): void {
    const { pods } = this
    const { namespace = '', name = '' } = pods[index % pods.length]?.metadata ?? {}
    const options = isForced ? { gracePeriodSeconds: 0 } : {}
    if (name !== '') this.cluster.registry.delete('pods', { namespace, name }, options)
  }

  /** All is well again, and time passes. */
  heal(): void {
    for (const index of this.nodes.keys()) {
      this.setReady(index, undefined)
      this.setCordon(index, false)
      this.setTaint(index, false)
    }
    for (const index of daemonSets.keys()) this.setImage(index, 0)
    this.clock.step(3_600_000)
  }

  #createDaemonSet({ name, cpu, ports, ...spec }: (typeof daemonSets)[number]): void {
    const labels = { app: name }
    const containers = [container('agent:1', cpu, ports)]
    this.cluster.registry.create('daemonsets', 'shop', {
      metadata: { name },
      spec: {
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { ...spec, containers } },
      },
    })
  }

  #nodeAt(index: number): KubeObject | undefined {
    const { nodes } = this
    return nodes[index % nodes.length]
  }

  #changeNode(index: number, change: (node: KubeObject) => KubeObject): void {
    const node = this.#nodeAt(index)
    if (node === undefined) return
    const { name } = node.metadata
    this.cluster.registry.update('nodes', { namespace: '', name }, change(node))
  }
}

function container(image: string, cpu: string, ports: readonly object[]): object {
  return { name: 'main', image, ports, resources: { requests: { cpu } } }
}
