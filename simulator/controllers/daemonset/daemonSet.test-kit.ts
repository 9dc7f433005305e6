/** A cluster with a DaemonSet controller, in which the test itself plays scheduler and kubelet. */
import { at, isJson, textOrEmpty } from '../../../domain/decode/readJson.ts'
import type { SteppedClock } from '../../clock.ts'
import { keyOf, type KubeObject } from '../../objects.ts'
import { ApiError } from '../../registry/apiError.ts'
import { agent, daemonSet, testCluster } from '../../registry/registry.test-kit.ts'
import type { Registry } from '../../registry/registry.ts'
import { type Store, timeText } from '../../store/store.ts'
import {
  type DaemonSetControllerWorld,
  startDaemonSetController,
} from './startDaemonSetController.ts'

export class DaemonSetCluster {
  readonly registry: Registry
  readonly store: Store
  readonly clock: SteppedClock
  readonly stop: () => void
  /** A Pod for which this says so is refused, as by an admission webhook. */
  refuses: (pod: Parameters<Registry['create']>[2]) => boolean = () => false

  constructor(nodes: readonly string[], options: Partial<DaemonSetControllerWorld> = {}) {
    const { registry, store, clock } = testCluster({ random: pseudoRandom() })
    this.registry = { ...registry, create: (...request) => this.#create(registry, ...request) }
    this.store = store
    this.clock = clock
    for (const name of nodes) this.addNode(name)
    this.stop = startDaemonSetController({
      store,
      registry: this.registry,
      clock,
      random: () => 0,
      flavour: 'kubernetes',
      ...options,
    })
  }

  #create(registry: Registry, ...request: Parameters<Registry['create']>): KubeObject {
    const [resource, , manifest] = request
    if (resource === 'pods' && this.refuses(manifest)) {
      throw new ApiError(403, 'Forbidden', 'admission webhook "x" denied the request: no')
    }
    return registry.create(...request)
  }

  /** A node that is ready at once: the test plays the node controller too. */
  addNode(name: string, labels: object = {}, taints: readonly object[] = []): void {
    const node = { metadata: { name, labels }, spec: { taints } }
    this.registry.create('nodes', '', node)
    this.registry.update('nodes', { namespace: '', name }, node)
  }

  /** Creates the DaemonSet agent. */
  create(spec: object = {}, metadata: object = {}): KubeObject {
    return this.registry.create(
      'daemonsets',
      'shop',
      daemonSet({ template: template('agent:1'), revisionHistoryLimit: 10, ...spec }, metadata),
    )
  }

  /** Changes the DaemonSet's spec. */
  edit(spec: object): void {
    const before = this.daemonSet()
    this.registry.update('daemonsets', agent, { ...before, spec: { ...before.spec, ...spec } })
  }

  /** Gives the DaemonSet's container another image. */
  setImage(image: string): void {
    this.edit({ template: template(image) })
  }

  editNode(name: string, change: (node: KubeObject) => object): void {
    const key = { namespace: '', name }
    this.registry.update('nodes', key, change(this.registry.get('nodes', key)))
  }

  /** Lets the controller come to rest. */
  settle(milliseconds = 1000): void {
    this.clock.step(milliseconds)
  }

  daemonSet(): KubeObject {
    return this.registry.get('daemonsets', agent)
  }

  status(): Readonly<Record<string, unknown>> {
    const { status } = this.daemonSet()
    return isJson(status) ? status : {}
  }

  pods(): readonly KubeObject[] {
    return this.store.list('pods')
  }

  /** The nodes that Pods are for, sorted. */
  places(): readonly string[] {
    return this.pods().map(placeOf).sort()
  }

  images(): readonly string[] {
    return this.pods().map(imageOf).sort()
  }

  podOn(node: string): KubeObject {
    const pod = this.pods().find((each) => placeOf(each) === node)
    if (pod === undefined) throw new Error(`no Pod for ${node}`)
    return pod
  }

  /** What scheduler and kubelet do: all Pods that wait are bound and become ready. */
  runPods(): void {
    for (const pod of this.pods()) if (pod.spec?.['nodeName'] === undefined) this.runPod(pod)
  }

  runPod(pod: KubeObject): void {
    this.registry.bind(keyOf(pod), placeOf(pod))
    this.setPhase(pod, 'Running', true)
  }

  setPhase(pod: KubeObject, phase: string, ready: boolean): void {
    const lastTransitionTime = timeText(this.clock.now())
    const conditions = [{ type: 'Ready', status: ready ? 'True' : 'False', lastTransitionTime }]
    const current = this.registry.get('pods', keyOf(pod))
    this.registry.updateStatus('pods', keyOf(pod), { ...current, status: { phase, conditions } })
  }

  /** What kubelets do: Pods that are being deleted go away. */
  endPods(): void {
    for (const pod of this.pods()) if (isEnding(pod)) this.endPod(pod)
  }

  endPod(pod: KubeObject): void {
    this.registry.delete('pods', keyOf(pod), { gracePeriodSeconds: 0 })
  }

  /** Lets everything happen that there is to happen, that many times. */
  live(times: number): void {
    for (let time = 0; time < times; time += 1) {
      this.settle()
      this.runPods()
      this.endPods()
      this.settle()
    }
  }

  /** As "Type Reason: message ×count", in the order of their coming. */
  events(): readonly string[] {
    const all = [...this.store.all('events')]
    return all.map(({ type, reason, message, count }) =>
      [
        `${String(type)} ${String(reason)}: ${String(message)}`,
        count === 1 ? '' : ` ×${String(count)}`,
      ].join(''),
    )
  }

  revisions(): readonly KubeObject[] {
    return this.store
      .list('controllerrevisions')
      .toSorted((a, b) => Number(a['revision']) - Number(b['revision']))
  }
}

export function template(image: string, spec: object = {}): object {
  return {
    metadata: { labels: { app: 'agent' } },
    spec: { terminationGracePeriodSeconds: 30, containers: [{ name: 'main', image }], ...spec },
  }
}

/** Always the same numbers. */
function pseudoRandom(): () => number {
  let state = 1
  return () => {
    state = Math.imul(state, 48_271) % 2_147_483_647
    return (state >>> 0) / 4_294_967_296
  }
}

export function isEnding({ metadata }: KubeObject): boolean {
  return metadata.deletionTimestamp !== undefined
}

export function placeOf(pod: unknown): string {
  const spec = at(pod, 'spec')
  const nodeAffinity = at(at(spec, 'affinity'), 'nodeAffinity')
  const required = at(nodeAffinity, 'requiredDuringSchedulingIgnoredDuringExecution')
  const [term]: readonly unknown[] = list(at(required, 'nodeSelectorTerms'))
  const [field]: readonly unknown[] = list(at(term, 'matchFields'))
  return textOrEmpty(at(spec, 'nodeName')) || textOrEmpty(list(at(field, 'values'))[0])
}

function imageOf({ spec }: KubeObject): string {
  return textOrEmpty(at(list(at(spec, 'containers'))[0], 'image'))
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
