/** What the controller sees of one DaemonSet, kept at the cost of what changes: an informer's cache, already judged. */
import { projectPod } from '../../../domain/decode/jsonPod.ts'
import type { Pod } from '../../../domain/k8s/objects.ts'
import type { RollingCounts, RollingRole } from '../../../domain/rollout/rollingUpdate.ts'
import type { RolloutCell } from '../../../domain/rollout/rolloutCells.ts'
import type { KubeObject } from '../../objects.ts'
import type { Store } from '../../store/store.ts'
import { matches } from '../ownership.ts'
import type { ClusterIndex } from './clusterIndex.ts'
import {
  addCounts,
  type Counts,
  countedOn,
  type Judge,
  noCounts,
  type NodeReading,
  readNode,
  rolloutCell,
} from './nodeReading.ts'
import { bitsOn, type Subject, subjectKey } from './subject.ts'

export class DaemonSetView {
  readonly #store: Store
  readonly #index: ClusterIndex
  readonly #namespace: string
  readonly #uid: string
  #judge: Judge | undefined
  #key = ''
  /** Pods as they are read for one turn; kept no longer. */
  readonly #records = new Map<KubeObject, Pod>()
  readonly #dirtyPods = new Set<string>()
  readonly #dirtyNodes = new Set<string>()
  readonly #nodeOfPod = new Map<string, string>()
  readonly #strangers = new Set<string>()
  readonly #podsOfNode = new Map<string, readonly string[]>()
  readonly #readings = new Map<string, NodeReading>()
  readonly #acting = new Set<string>()
  readonly #settling = new Set<string>()
  readonly #byRole = new Map<RollingRole, Set<string>>()
  #counts = noCounts
  #holding = 0
  #serving = 0

  constructor(store: Store, index: ClusterIndex, daemonSet: KubeObject) {
    this.#store = store
    this.#index = index
    this.#namespace = daemonSet.metadata.namespace ?? ''
    this.#uid = daemonSet.metadata.uid
    for (const name of index.podsOf(this.#uid)) this.#dirtyPods.add(name)
  }

  podChanged(name: string): void {
    this.#dirtyPods.add(name)
  }

  nodeChanged(name: string): void {
    this.#dirtyNodes.add(name)
  }

  /** Takes note of Pods that have changed. */
  takePods(subject: Subject): void {
    for (const name of this.#dirtyPods) this.#placePod(name, subject)
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
    this.#records.clear()
  }

  get counts(): Counts {
    return this.#counts
  }

  /** Nodes on which something is to be done outside a rolling update. */
  *acting(): Iterable<{ readonly node: string; readonly actions: NodeReading['actions'] }> {
    for (const node of this.#acting) {
      const reading = this.#readings.get(node)
      if (reading !== undefined) yield { node, actions: reading.actions }
    }
  }

  having(role: RollingRole): ReadonlySet<string> {
    return this.#byRole.get(role) ?? none
  }

  /** The nodes' parts in a rolling update, and how many nodes serve. */
  get rolling(): { readonly parts: RollingCounts; readonly serving: number } {
    const parts = {
      taken: this.#holding,
      candidates: this.having('candidate').size,
      misplaced: this.having('misplaced').size,
    }
    return { parts, serving: this.#serving }
  }

  /** A node as it is now. */
  cell(node: string): RolloutCell | undefined {
    return this.#judge && this.#cell(node, this.#judge)
  }

  hasBoundPod(node: string): boolean {
    const pods = this.#podsOfNode.get(node) ?? []
    return pods.some((name) => this.#pod(name)?.spec?.['nodeName'] === node)
  }

  #changedNodes(): ReadonlySet<string> {
    return this.#dirtyNodes.union(this.#settling)
  }

  #everyNode(): ReadonlySet<string> {
    const known = new Set([...this.#readings.keys(), ...this.#podsOfNode.keys()])
    return known.union(new Set(this.#index.nodes.keys()))
  }

  #placePod(name: string, { selector }: Subject): void {
    const before = this.#nodeOfPod.get(name)
    const pod = this.#pod(name)
    const isOwn = pod !== undefined && this.#index.podsOf(this.#uid).has(name)
    const isSelected = isOwn && matches(pod, selector)
    const after = isSelected ? countedOn(this.#record(pod)) : undefined
    put(this.#strangers, name, isOwn && !isSelected)
    if (before !== undefined) this.#dirtyNodes.add(before)
    if (after !== undefined) this.#dirtyNodes.add(after)
    if (before === after) return
    if (before !== undefined) this.#movePod(name, before, 'out')
    if (after !== undefined) this.#movePod(name, after, 'in')
  }

  #movePod(name: string, node: string, way: 'in' | 'out'): void {
    const others = (this.#podsOfNode.get(node) ?? []).filter((each) => each !== name)
    const pods = way === 'in' ? [...others, name] : others
    if (pods.length === 0) this.#podsOfNode.delete(node)
    else this.#podsOfNode.set(node, pods)
    if (way === 'in') this.#nodeOfPod.set(name, node)
    else this.#nodeOfPod.delete(name)
  }

  #pod(name: string): KubeObject | undefined {
    return this.#store.get('pods', { namespace: this.#namespace, name })
  }

  #record(pod: KubeObject): Pod {
    const record = this.#records.get(pod) ?? projectPod(pod).object
    this.#records.set(pod, record)
    return record
  }

  #cell(name: string, judge: Judge): RolloutCell {
    const facts = this.#index.nodes.get(name)
    const pods = (this.#podsOfNode.get(name) ?? []).flatMap((pod) => this.#pod(pod) ?? [])
    const records = pods.map((pod) => this.#record(pod))
    return rolloutCell(name, facts && bitsOn(judge.subject, facts), records, judge)
  }

  #read(name: string, judge: Judge): void {
    const isKnown = this.#index.nodes.has(name) || this.#podsOfNode.has(name)
    const after = isKnown ? readNode(this.#cell(name, judge), judge) : undefined
    this.#tally(name, this.#readings.get(name), -1)
    this.#tally(name, after, 1)
    if (after === undefined) this.#readings.delete(name)
    else this.#readings.set(name, after)
  }

  #tally(name: string, reading: NodeReading | undefined, sign: 1 | -1): void {
    if (reading === undefined) return
    this.#counts = addCounts(this.#counts, reading.counts, sign)
    this.#holding += sign * Number(reading.holdsBudget)
    this.#serving += sign * Number(reading.serves)
    const { creates, deletes } = reading.actions
    put(this.#acting, name, sign === 1 && (creates || deletes.length > 0))
    put(this.#settling, name, sign === 1 && reading.isSettling)
    if (reading.role !== 'none') put(this.#roles(reading.role), name, sign === 1)
  }

  #roles(role: RollingRole): Set<string> {
    const found = this.#byRole.get(role) ?? new Set()
    this.#byRole.set(role, found)
    return found
  }
}

const none: ReadonlySet<string> = new Set()

function put(set: Set<string>, name: string, isIn: boolean): void {
  if (isIn) set.add(name)
  else set.delete(name)
}
