/** What the controller sees of one DaemonSet, kept at the cost of what changes: an informer's cache, already judged. */
import type { NodeFacts } from '../../../domain/placement/verdict.ts'
import type { RolloutCell } from '../../../domain/rollout/rolloutCells.ts'
import type { KubeObject } from '../../objects.ts'
import type { Store } from '../../store/store.ts'
import { matches } from '../ownership.ts'
import type { ClusterIndex } from './clusterIndex.ts'
import { type Judge, readNode, rolloutCell } from './nodeReading.ts'
import { NodeReadings } from './nodeReadings.ts'
import { PodsByNode } from './podsByNode.ts'
import { countedOn, readPod } from './readPod.ts'
import { bitsOn, type Subject, subjectKey } from './subject.ts'

export class DaemonSetView {
  readonly #store: Store
  readonly #index: ClusterIndex
  readonly #namespace: string
  readonly #uid: string
  #judge: Judge | undefined
  #key = ''
  readonly #dirtyPods: Set<string>
  readonly #dirtyNodes = new Set<string>()
  readonly #strangers = new Set<string>()
  readonly #pods = new PodsByNode()
  readonly #readings = new NodeReadings()

  constructor(store: Store, index: ClusterIndex, daemonSet: KubeObject) {
    this.#store = store
    this.#index = index
    this.#namespace = daemonSet.metadata.namespace ?? ''
    this.#uid = daemonSet.metadata.uid
    this.#dirtyPods = new Set(index.podsOf(this.#uid))
  }

  podChanged(name: string): void {
    this.#dirtyPods.add(name)
  }

  nodeChanged(name: string): void {
    this.#dirtyNodes.add(name)
  }

  /** Takes note of Pods that have changed. */
  takePods(subject: Subject): void {
    for (const name of this.#dirtyPods) this.#takePod(name, subject)
    this.#dirtyPods.clear()
  }

  /** Pods that the DaemonSet controls but does not select, as of the last `takePods`. */
  get strangers(): ReadonlySet<string> {
    return this.#strangers
  }

  /** Looks at what has changed since the last time; with another judge at everything. */
  refresh(judge: Judge): void {
    const key = `${subjectKey(judge.subject, judge.target)}/${judge.surges}`
    const isAnother = this.#key !== key
    this.#key = key
    this.#judge = judge
    this.takePods(judge.subject)
    for (const name of isAnother ? this.#everyNode() : this.#changedNodes()) this.#read(name, judge)
    this.#dirtyNodes.clear()
  }

  /** The nodes, as of the last `refresh`. */
  get readings(): Omit<NodeReadings, 'set'> {
    return this.#readings
  }

  /** A node as it is now. */
  cell(node: string): RolloutCell | undefined {
    return this.#judge && this.#cell(node, this.#index.node(node), this.#judge)
  }

  hasBoundPod(node: string): boolean {
    return this.#pods.on(node).some((name) => this.#pod(name)?.spec?.['nodeName'] === node)
  }

  #changedNodes(): ReadonlySet<string> {
    return this.#dirtyNodes.union(this.#readings.settling)
  }

  #everyNode(): ReadonlySet<string> {
    return new Set([...this.#readings.nodes(), ...this.#pods.nodes(), ...this.#index.nodeNames()])
  }

  #takePod(name: string, { selector }: Subject): void {
    const pod = this.#pod(name)
    const isOwn = pod !== undefined && this.#index.podsOf(this.#uid).has(name)
    const isSelected = isOwn && matches(pod, selector)
    const node = isSelected ? countedOn(pod) : undefined
    if (isOwn && !isSelected) this.#strangers.add(name)
    else this.#strangers.delete(name)
    for (const each of [this.#pods.put(name, node), node])
      if (each !== undefined) this.#dirtyNodes.add(each)
  }

  #pod(name: string): KubeObject | undefined {
    return this.#store.get('pods', { namespace: this.#namespace, name })
  }

  #cell(name: string, facts: NodeFacts | undefined, judge: Judge): RolloutCell {
    const pods = this.#pods.on(name).flatMap((pod) => this.#pod(pod) ?? [])
    return rolloutCell(name, facts && bitsOn(judge.subject, facts), pods.map(readPod), judge)
  }

  #read(name: string, judge: Judge): void {
    const facts = this.#index.node(name)
    const isKnown = facts !== undefined || this.#pods.on(name).length > 0
    this.#readings.set(name, isKnown ? readNode(this.#cell(name, facts, judge), judge) : undefined)
  }
}
