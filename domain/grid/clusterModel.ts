/** The cluster as the grid sees it: nodes × DaemonSets, with their verdicts, Pods and cells always up to date. */
import type { ControllerRevision, DaemonSet, Namespace, Node, Pod } from '../k8s/objects.ts'
import { isSameSelector } from '../placement/projectSelector.ts'
import { type ProjectRules, type Target, targetBits } from '../placement/target.ts'
import type { PlacementSpec } from '../placement/verdict.ts'
import { cellBits, type CellCode } from './cell.ts'
import { cellCode, isMissing } from './cellCode.ts'
import {
  type DaemonSetEntry,
  daemonSetKey,
  isSameTarget,
  makeDaemonSetEntry,
  readDaemonSet,
} from './daemonSetEntry.ts'
import { EntryIndex } from './entryIndex.ts'
import { Matrix } from './matrix.ts'
import { NamespaceIndex } from './namespaceIndex.ts'
import { firstVersions, type ModelPart } from './modelParts.ts'
import { byText } from './naturalKey.ts'
import {
  isSameAllocatable,
  isSameBadges,
  isSamePlacement,
  makeNodeEntry,
  type NodeEntry,
  readNode,
} from './nodeEntry.ts'
import { NodeRooms } from './nodeRooms.ts'
import { listOf, placeOf, PodIndex, type PodPlace } from './podIndex.ts'
import { RevisionIndex } from './revisionIndex.ts'
import type { TwoCalls } from './twoCalls.ts'

/**
 * Every method applies its change at once, to the cells too; none knows a clock. `replace…` puts a complete snapshot
 * into the place of all there was, `apply…` what came and went since. Objects are told apart by uid: the same name with
 * a new uid is another object, and the old one is gone.
 */
export class ClusterModel {
  readonly versions = firstVersions()
  readonly matrix = new Matrix()
  readonly #nodes = new EntryIndex<NodeEntry>(({ name }) => name)
  readonly #daemonSets = new EntryIndex<DaemonSetEntry>(({ key }) => key)
  readonly #pods = new PodIndex()
  readonly rooms = new NodeRooms(() => this.#pods.all)
  readonly #revisions = new RevisionIndex()
  readonly #namespaces = new NamespaceIndex()
  #nodesInOrder: readonly NodeEntry[] | undefined
  #podsKnown = false

  /** False until the Pods are complete: until then cells are placeholders. */
  get podsKnown(): boolean {
    return this.#podsKnown
  }

  /** By name, as people count. */
  get nodes(): readonly NodeEntry[] {
    this.#nodesInOrder ??= [...this.#nodes].sort(byText(({ sortKey }) => sortKey))
    return this.#nodesInOrder
  }

  /** In no order. */
  get daemonSets(): Iterable<DaemonSetEntry> & { readonly size: number } {
    return this.#daemonSets
  }

  get namespaces(): Iterable<Namespace> {
    return this.#namespaces.all
  }

  /** What decides where Pods of a template would go. */
  targetIn(namespace: string, spec: PlacementSpec): Target {
    return this.#namespaces.target(namespace, spec)
  }

  /** In no order. */
  get podsWithoutController(): Iterable<Pod> {
    return this.#pods.withoutController
  }

  nodeNamed(name: string): NodeEntry | undefined {
    return this.#nodes.named(name)
  }

  daemonSetNamed(namespace: string, name: string): DaemonSetEntry | undefined {
    return this.#daemonSets.named(`${namespace}/${name}`)
  }

  cell(node: NodeEntry, daemonSet: DaemonSetEntry): CellCode {
    return this.matrix.cells[this.#place(node, daemonSet)] ?? 0
  }

  /** The Pods of a cell, old ones first. */
  podsOf(node: NodeEntry, { uid }: DaemonSetEntry): readonly Pod[] {
    return listOf(this.#pods.of(uid)?.get(node.name))
  }

  /** All Pods of a DaemonSet, those on nodes that are gone included; in no order. */
  podsOwnedBy({ uid }: DaemonSetEntry): readonly Pod[] {
    return [...(this.#pods.of(uid)?.values() ?? [])].flatMap((pods) => listOf(pods))
  }

  replaceNodes(nodes: Iterable<Node>): void {
    const all = [...nodes]
    this.applyNodes(all, this.#nodes.uidsBeside(all))
  }

  applyNodes(upserts: Iterable<Node>, deletes: Iterable<string>): void {
    for (const node of upserts) this.#setNode(node)
    for (const uid of deletes) this.#deleteNode(uid)
    this.#changed('nodes')
  }

  replaceDaemonSets(daemonSets: Iterable<DaemonSet>): void {
    const all = [...daemonSets]
    this.applyDaemonSets(all, this.#daemonSets.uidsBeside(all))
  }

  applyDaemonSets(upserts: Iterable<DaemonSet>, deletes: Iterable<string>): void {
    for (const daemonSet of upserts) this.#setDaemonSet(daemonSet)
    for (const uid of deletes) this.#deleteDaemonSet(uid)
    this.#changed('daemonSets')
  }

  /** @param known whether these are all Pods: false while the user may not read them */
  replacePods(pods: Iterable<Pod>, known = true): void {
    this.#pods.replace(pods)
    this.rooms.forget()
    this.#podsKnown = known
    for (const daemonSet of this.#daemonSets) {
      daemonSet.vacated.clear()
      daemonSet.awaited.clear()
      this.#updateColumn(daemonSet, false)
    }
    this.#changed('pods', 'room')
  }

  applyPods(upserts: Iterable<Pod>, deletes: Iterable<string>): void {
    for (const pod of upserts) {
      this.#changeRoom(this.#pods.get(pod.uid), pod)
      const left = this.#pods.set(pod)
      if (left !== undefined) this.#vacate(left)
      const place = placeOf(pod)
      if (place !== undefined) this.#updateAt(place)
    }
    for (const uid of deletes) {
      this.#changeRoom(this.#pods.get(uid), undefined)
      const left = this.#pods.delete(uid)
      if (left !== undefined) this.#vacate(left)
    }
    this.#changed('pods')
  }

  replaceControllerRevisions(revisions: Iterable<ControllerRevision>): void {
    this.#revisions.replace(revisions)
    for (const daemonSet of this.#daemonSets) this.#updateHash(daemonSet)
    this.#changed('controllerRevisions')
  }

  applyControllerRevisions(upserts: Iterable<ControllerRevision>, deletes: Iterable<string>): void {
    for (const owner of this.#revisions.apply(upserts, deletes)) {
      const daemonSet = this.#daemonSets.get(owner)
      if (daemonSet !== undefined) this.#updateHash(daemonSet)
    }
    this.#changed('controllerRevisions')
  }

  replaceNamespaces(namespaces: Iterable<Namespace>): void {
    this.#namespaces.replace(namespaces)
    this.#updateTargets()
  }

  applyNamespaces(upserts: Iterable<Namespace>, deletes: Iterable<string>): void {
    this.#namespaces.apply(upserts, deletes)
    this.#updateTargets()
  }

  /** What the cluster does with node selectors of projects; at first nothing. */
  setProjectRules(rules: ProjectRules): void {
    const { flavour, clusterDefault } = this.#namespaces.rules
    if (rules.flavour === flavour && rules.clusterDefault === clusterDefault) return
    this.#namespaces.rules = rules
    this.#updateTargets()
  }

  /** Are there cells whose last Pod has gone a moment ago? Then `settle` is to be called soon, and again. */
  get isUnsettled(): boolean {
    return [...this.#daemonSets].some(({ vacated }) => vacated.size > 0)
  }

  /**
   * A cell whose last Pod has just gone stays Terminating until the second call of this: the news of the Pod's successor,
   * or of the DaemonSet's own end, comes by another way and a moment later. Without it each Pod of a rollout, and each
   * DaemonSet that is deleted, would be Missing for a moment.
   */
  settle(): void {
    for (const daemonSet of this.#daemonSets) this.#elapse(daemonSet, daemonSet.vacated)
  }

  /** Are there cells that have just begun to miss their Pod? Then `endWaiting` is to be called after a while, and again. */
  get isWaiting(): boolean {
    return [...this.#daemonSets].some(({ awaited }) => awaited.size > 0)
  }

  /** A cell that begins to miss its Pod is muted until the second call of this: the controller may be about to make it. */
  endWaiting(): void {
    for (const daemonSet of this.#daemonSets) this.#elapse(daemonSet, daemonSet.awaited)
  }

  #elapse(daemonSet: DaemonSetEntry, nodes: TwoCalls<NodeEntry>): void {
    for (const node of nodes.elapse()) {
      if (this.#nodes.get(node.uid) === node) this.#updateCell(node, daemonSet)
      this.#changed('pods')
    }
  }

  #changed(...parts: readonly ModelPart[]): void {
    for (const part of parts) this.versions[part] += 1
  }

  #changeRoom(before: Pod | undefined, after: Pod | undefined): void {
    if (this.rooms.change(before, after)) this.#changed('room')
  }

  #place(node: NodeEntry, daemonSet: DaemonSetEntry): number {
    return node.row * this.matrix.stride + daemonSet.column
  }

  #setNode(node: Node): void {
    const { uid, name } = node.metadata
    const known = this.#nodes.get(uid)
    if (known === undefined) return this.#addNode(node, this.#nodes.named(name))
    const before = known.reading
    known.reading = readNode(node)
    if (!isSameBadges(before, known.reading)) this.#changed('rows')
    if (!isSameAllocatable(before, known.reading)) this.#changed('room')
    if (isSamePlacement(before, known.reading)) return
    this.#updateRow(known)
    this.#changed('placement', 'rows')
  }

  #addNode(node: Node, predecessor: NodeEntry | undefined): void {
    if (predecessor !== undefined) this.#deleteNode(predecessor.uid)
    const entry = makeNodeEntry(node, this.matrix.addRow())
    this.#nodes.add(entry)
    this.#nodesInOrder = undefined
    this.#updateRow(entry)
    this.#changed('placement', 'rows')
  }

  #deleteNode(uid: string): void {
    const entry = this.#nodes.delete(uid)
    if (entry === undefined) return
    this.#nodesInOrder = undefined
    this.matrix.removeRow(entry.row)
    this.#changed('placement', 'rows')
  }

  #setDaemonSet(daemonSet: DaemonSet): void {
    const known = this.#daemonSets.get(daemonSet.metadata.uid)
    if (known === undefined) return this.#addDaemonSet(daemonSet)
    const before = known.reading
    known.reading = readDaemonSet(daemonSet)
    if (isSameTarget(before, known.reading)) return
    known.target = this.#namespaces.targetOf(daemonSet)
    this.#updateVerdicts(known)
  }

  #addDaemonSet(daemonSet: DaemonSet): void {
    const predecessor = this.#daemonSets.named(daemonSetKey(daemonSet))
    if (predecessor !== undefined) this.#deleteDaemonSet(predecessor.uid)
    const reading = readDaemonSet(daemonSet)
    const target = this.#namespaces.targetOf(daemonSet)
    const entry = makeDaemonSetEntry(reading, target, this.matrix.addColumn())
    this.#daemonSets.add(entry)
    entry.currentHash = this.#revisions.currentHash(daemonSet)
    this.#updateVerdicts(entry)
    this.#changed('columns')
  }

  #deleteDaemonSet(uid: string): void {
    const entry = this.#daemonSets.delete(uid)
    if (entry === undefined) return
    this.matrix.removeColumn(entry.column)
    this.#changed('columns')
  }

  #updateHash(daemonSet: DaemonSetEntry): void {
    const hash = this.#revisions.currentHash(daemonSet.reading.daemonSet)
    if (hash === daemonSet.currentHash) return
    daemonSet.currentHash = hash
    this.#updateColumn(daemonSet)
  }

  #updateRow(node: NodeEntry): void {
    for (const daemonSet of this.#daemonSets) {
      this.#updateVerdict(node, daemonSet)
      this.#updateCell(node, daemonSet)
    }
  }

  #updateVerdicts(daemonSet: DaemonSetEntry): void {
    for (const node of this.#nodes) this.#updateVerdict(node, daemonSet)
    this.#updateColumn(daemonSet)
  }

  /** Namespaces change seldom, and most of them without a change of their selector. */
  #updateTargets(): void {
    for (const entry of this.#daemonSets) {
      const before = entry.target.project?.project
      entry.target = this.#namespaces.targetOf(entry.reading.daemonSet, entry.target.placement)
      const now = entry.target.project?.project
      if (isSameSelector(before, now)) continue
      this.#updateVerdicts(entry)
      this.#changed('daemonSets')
    }
    this.#changed('namespaces')
  }

  #updateVerdict(node: NodeEntry, daemonSet: DaemonSetEntry): void {
    const bits = targetBits(daemonSet.target, node.reading.facts)
    this.matrix.verdicts[this.#place(node, daemonSet)] = bits
  }

  /** @param isNews false: what is missing may have been missing for long */
  #updateColumn(daemonSet: DaemonSetEntry, isNews = true): void {
    const pods = this.#pods.of(daemonSet.uid)
    for (const node of this.#nodes) this.#updateCell(node, daemonSet, pods, isNews)
  }

  #updateAt(place: PodPlace): void {
    const node = this.#nodes.named(place.node)
    const daemonSet = this.#daemonSets.get(place.daemonSet)
    if (node !== undefined && daemonSet !== undefined) this.#updateCell(node, daemonSet)
  }

  #vacate(place: PodPlace): void {
    const node = this.#nodes.named(place.node)
    const daemonSet = this.#daemonSets.get(place.daemonSet)
    if (node === undefined || daemonSet === undefined) return
    if (this.podsOf(node, daemonSet).length === 0) daemonSet.vacated.add(node)
    this.#updateCell(node, daemonSet)
  }

  #updateCell(
    node: NodeEntry,
    daemonSet: DaemonSetEntry,
    podsByNode = this.#pods.of(daemonSet.uid),
    isNews = true,
  ): void {
    const { cells, verdicts } = this.matrix
    const place = this.#place(node, daemonSet)
    const pods = podsByNode?.get(node.name)
    const { vacated, awaited } = daemonSet
    if (pods !== undefined && vacated.size > 0) vacated.delete(node)
    const now = cellCode({
      daemonSet,
      verdict: verdicts[place] ?? 0,
      isNodeReady: node.reading.isReady,
      podsKnown: this.#podsKnown,
      isVacated: vacated.has(node),
      pods,
    })
    if (!isMissing(now)) awaited.delete(node)
    else if (isNews && !isMissing(cells[place] ?? 0)) awaited.add(node)
    cells[place] = awaited.has(node) ? now | cellBits.muted : now
  }
}
