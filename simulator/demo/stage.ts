/** What the demo's administrators do to their cluster, through its API like everybody else. */
import { at, isJson, listOf } from '../../domain/decode/readJson.ts'
import type { Taint } from '../../domain/k8s/objects.ts'
import { conditionsOf, withNodeCondition } from '../nodes/conditions.ts'
import { taintsOf, withTaints } from '../nodes/conditionTaints.ts'
import { readyAnnotation } from '../nodes/silence.ts'
import { keyOf, type Key, type KubeObject, type Texts } from '../objects.ts'
import type { RunningCluster } from '../simulatedCluster.ts'
import { timeText } from '../store/store.ts'
import { controllerOf } from '../controllers/ownership.ts'
import { daemonSetManifest, type Agent } from './agent.ts'

export class Stage {
  readonly cluster: RunningCluster

  constructor(cluster: RunningCluster) {
    this.cluster = cluster
  }

  get now(): string {
    return timeText(this.cluster.clock.now())
  }

  deploy(agent: Agent): void {
    this.cluster.registry.create('daemonsets', agent.namespace, daemonSetManifest(agent))
  }

  daemonSet({ namespace, name }: Key): KubeObject | undefined {
    return this.cluster.store.get('daemonsets', { namespace, name })
  }

  /** Gives the first container another image; nothing where the DaemonSet is not there. */
  setImage(agent: Key, image: string): void {
    const daemonSet = this.daemonSet(agent)
    const template = at(daemonSet?.spec, 'template')
    const pod = at(template, 'spec')
    const [first, ...others] = listOf(at(pod, 'containers'), (each) =>
      isJson(each) ? each : undefined,
    )
    if (daemonSet === undefined || !isJson(template) || !isJson(pod)) return
    const containers = [{ ...first, image }, ...others]
    this.cluster.registry.update('daemonsets', keyOf(daemonSet), {
      ...daemonSet,
      spec: { ...daemonSet.spec, template: { ...template, spec: { ...pod, containers } } },
    })
  }

  removeDaemonSet(agent: Key, propagationPolicy: 'Background' | 'Orphan'): void {
    if (this.daemonSet(agent) === undefined) return
    const { namespace, name } = agent
    this.cluster.registry.delete('daemonsets', { namespace, name }, { propagationPolicy })
  }

  /** A DaemonSet's Pods, by name. */
  podsOf(agent: Key): readonly KubeObject[] {
    const uid = this.daemonSet(agent)?.metadata.uid
    if (uid === undefined) return []
    const pods = this.cluster.store.list('pods', agent.namespace)
    return pods.filter((pod) => controllerOf(pod)?.uid === uid)
  }

  removePod(pod: KubeObject): void {
    this.cluster.registry.delete('pods', keyOf(pod))
  }

  node(name: string): KubeObject | undefined {
    return this.cluster.store.get('nodes', { namespace: '', name })
  }

  /** @param value undefined: takes the label away */
  labelNode(name: string, key: string, value: string | undefined): void {
    this.#editNode(name, ({ metadata, ...node }) => {
      const { [key]: _, ...others } = metadata.labels ?? {}
      const labels: Texts = value === undefined ? others : { ...others, [key]: value }
      return { ...node, metadata: { ...metadata, labels } }
    })
  }

  taintNode(name: string, taint: Taint): void {
    this.#editNode(name, (node) => withTaints(node, [...taintsOf(node), taint]))
  }

  cordon(name: string): void {
    this.#editNode(name, (node) => ({ ...node, spec: { ...node.spec, unschedulable: true } }))
  }

  /** Its machine is dead, or cut off. */
  silence(name: string): void {
    this.#editNode(name, ({ metadata, ...node }) => {
      const annotations = { ...metadata.annotations, [readyAnnotation]: 'unknown' }
      return { ...node, metadata: { ...metadata, annotations } }
    })
  }

  pressMemory(name: string): void {
    const node = this.node(name)
    if (node === undefined) return
    const condition = {
      type: 'MemoryPressure',
      status: 'True',
      reason: 'KubeletHasInsufficientMemory',
      message: 'kubelet has insufficient memory available',
    }
    const conditions = withNodeCondition(conditionsOf(node), condition, this.now)
    this.cluster.registry.updateStatus('nodes', keyOf(node), {
      ...node,
      status: { ...node.status, conditions },
    })
  }

  removeNode(name: string): void {
    if (this.node(name) !== undefined)
      this.cluster.registry.delete('nodes', { namespace: '', name })
  }

  #editNode(name: string, change: (node: KubeObject) => KubeObject): void {
    const node = this.node(name)
    if (node !== undefined) this.cluster.registry.update('nodes', keyOf(node), change(node))
  }
}
