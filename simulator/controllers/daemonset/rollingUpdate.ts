/** Which Pods a rolling update takes next (pkg/controller/daemon/update.go, rollingUpdate). */
import type { RolloutNumbers } from '../../../domain/rollout/budget.ts'
import { deletesOutdated, rollingCounts } from '../../../domain/rollout/rollingUpdate.ts'
import { SyncError } from '../../workQueue.ts'
import type { DaemonSetView } from './daemonSetView.ts'

export interface NodesToSync {
  /** Nodes. */
  readonly creates: readonly string[]
  /** Names of Pods. */
  readonly deletes: readonly string[]
}

/**
 * @param random which of the candidates are taken: the controller's own choice is arbitrary (the order of a Go map)
 * @throws SyncError where a surge has to do with a Node that is gone
 */
export function rollingUpdate(
  view: DaemonSetView,
  numbers: RolloutNumbers,
  random: () => number,
): NodesToSync {
  const { readings } = view
  const [stray] = readings.having('stray')
  if (stray !== undefined) {
    throw new SyncError(`couldn't get node for nodeName "${stray}": node "${stray}" not found`)
  }
  const { parts, serving } = readings.rolling
  const taking = rollingCounts(numbers, parts, serving)
  const candidates = pick(readings.having('candidate'), taking.candidates, random)
  const misplaced = pick(readings.having('misplaced'), taking.misplaced, random)
  const surges = numbers.field === 'maxSurge'
  const deleting = [...readings.having('replace'), ...misplaced, ...(surges ? [] : candidates)]
  return {
    creates: [...readings.having('surge'), ...(surges ? candidates : [])],
    deletes: deleting.flatMap((node) => outdatedPods(view, node)),
  }
}

function outdatedPods(view: DaemonSetView, node: string): readonly string[] {
  const cell = view.cell(node)
  return cell === undefined ? [] : deletesOutdated(cell).deletes.map(({ pod }) => pod.name)
}

/** Some of the names, each as likely as the others. */
function pick(names: ReadonlySet<string>, count: number, random: () => number): readonly string[] {
  const left = count === 0 ? [] : [...names]
  const picked: string[] = []
  while (picked.length < count) {
    const index = Math.floor(random() * left.length)
    const [taken, last] = [left[index], left.pop()]
    if (taken === undefined || last === undefined) break
    picked.push(taken)
    // The last one takes the place of the one that was taken.
    if (index < left.length) left[index] = last
  }
  return picked
}
