import type { DaemonSetEntry } from '../../../domain/grid/daemonSetEntry.ts'
import type { NodeEntry } from '../../../domain/grid/nodeEntry.ts'
import { targetBits } from '../../../domain/placement/target.ts'
import { cellEffect, type CellEffect, changedLabels } from '../../../domain/placement/whatIf.ts'
import type { Ask, CellAddress, CellCount, PlacementChange, WhatIfView } from '../views.ts'
import { mostNamed } from './mostNamed.ts'
import type { Sources } from './sources.ts'

type Model = Sources['model']
type Changed<K extends PlacementChange['kind']> = Extract<PlacementChange, { kind: K }>

/** What a change would do to every cell that it can touch. */
export function whatIfView(
  { model }: Pick<Sources, 'model'>,
  { change }: Ask<'whatIf'>,
): WhatIfView {
  const effects = new Effects(model)
  const found =
    change.kind === 'nodeLabels'
      ? labelNode(model, change, effects)
      : changeTemplate(model, change, effects)
  return { found, ...effects.counts() }
}

/** @returns whether there is such a node */
function labelNode(model: Model, change: Changed<'nodeLabels'>, effects: Effects): boolean {
  const node = model.nodeNamed(change.node)
  if (node === undefined) return false
  const { facts } = node.reading
  const after = { ...facts, labels: changedLabels(facts.labels, change.labels) }
  for (const daemonSet of model.daemonSets) {
    const { target } = daemonSet
    effects.add(node, daemonSet, targetBits(target, facts), targetBits(target, after))
  }
  return true
}

/** @returns whether there is such a DaemonSet */
function changeTemplate(model: Model, change: Changed<'template'>, effects: Effects): boolean {
  const daemonSet = model.daemonSetNamed(change.namespace, change.name)
  if (daemonSet === undefined) return false
  const before = daemonSet.target
  const after = model.targetIn(change.namespace, change.spec)
  for (const node of model.nodes) {
    const { facts } = node.reading
    effects.add(node, daemonSet, targetBits(before, facts), targetBits(after, facts))
  }
  return true
}

class Effects {
  readonly #model: Model
  readonly #cells = new Map<CellEffect, { count: number; readonly first: CellAddress[] }>()

  constructor(model: Model) {
    this.#model = model
  }

  /** Counts a cell, with its verdict (targetBits) before and after the change. */
  add(node: NodeEntry, daemonSet: DaemonSetEntry, before: number, after: number): void {
    const pods = this.#model.podsOf(node, daemonSet)
    const hasPod = pods.some(({ deleted }) => deleted === undefined)
    const effect = cellEffect(before, after, hasPod)
    const known = this.#cells.get(effect) ?? { count: 0, first: [] }
    const { namespace, name } = daemonSet
    known.count += 1
    if (known.first.length < mostNamed) known.first.push({ namespace, name, node: node.name })
    this.#cells.set(effect, known)
  }

  counts(): Pick<WhatIfView, 'added' | 'removed' | 'stranded' | 'kept'> {
    const of = (effect: CellEffect): CellCount => this.#cells.get(effect) ?? { count: 0, first: [] }
    return {
      added: of('added'),
      removed: of('removed'),
      stranded: of('stranded'),
      kept: of('kept').count,
    }
  }
}
