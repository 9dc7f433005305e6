/** A DaemonSet as the grid needs it: one column of the matrix. */
import type { DaemonSet } from '../k8s/objects.ts'
import type { Target } from '../placement/target.ts'
import { templateGeneration } from '../rollout/revisions.ts'
import { naturalKey } from './naturalKey.ts'
import type { NodeEntry } from './nodeEntry.ts'
import { TwoCalls } from './twoCalls.ts'

/** What follows from the DaemonSet alone. */
export interface DaemonSetReading {
  readonly daemonSet: DaemonSet
  readonly templateGeneration: string | undefined
  readonly isDeleting: boolean
}

/** One column of the matrix; the same object for as long as the DaemonSet lives. */
export interface DaemonSetEntry {
  readonly uid: string
  readonly namespace: string
  readonly name: string
  /** namespace/name. */
  readonly key: string
  /** Sorts by namespace, then by name. */
  readonly namespaceKey: string
  /** Sorts by name, then by namespace. */
  readonly nameKey: string
  /** Its column in the matrix. */
  readonly column: number
  reading: DaemonSetReading
  /** Its template in its namespace. */
  target: Target
  /** Hash of the newest revision; undefined where none is known. */
  currentHash: string | undefined
  /** Nodes whose last Pod has just gone (see ClusterModel.settle). */
  readonly vacated: TwoCalls<NodeEntry>
  /** Nodes that have just begun to want a Pod (see ClusterModel.endWaiting). */
  readonly awaited: TwoCalls<NodeEntry>
}

/** An entry for a DaemonSet that gets this column. */
export function makeDaemonSetEntry(
  reading: DaemonSetReading,
  target: Target,
  column: number,
): DaemonSetEntry {
  const { daemonSet } = reading
  const { uid, name } = daemonSet.metadata
  const { namespace = '' } = daemonSet.metadata
  const [namespacePart, namePart] = [naturalKey(namespace), naturalKey(name)]
  return {
    uid,
    namespace,
    name,
    key: daemonSetKey(daemonSet),
    namespaceKey: `${namespacePart}\0${namePart}`,
    nameKey: `${namePart}\0${namespacePart}`,
    column,
    reading,
    target,
    currentHash: undefined,
    vacated: new TwoCalls(),
    awaited: new TwoCalls(),
  }
}

export function readDaemonSet(daemonSet: DaemonSet): DaemonSetReading {
  return {
    daemonSet,
    templateGeneration: templateGeneration(daemonSet),
    isDeleting: daemonSet.metadata.deletionTimestamp !== undefined,
  }
}

/** namespace/name: no two DaemonSets have the same at one time. */
export function daemonSetKey({ metadata }: DaemonSet): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`
}

/**
 * Does a change of a DaemonSet leave every cell as it was? A change of the status does; every change of the spec raises
 * the generation (pkg/registry/apps/daemonset/strategy.go).
 */
export function isSameTarget(a: DaemonSetReading, b: DaemonSetReading): boolean {
  const generation = b.daemonSet.metadata.generation
  return (
    generation !== undefined &&
    generation === a.daemonSet.metadata.generation &&
    a.templateGeneration === b.templateGeneration &&
    a.isDeleting === b.isDeleting
  )
}
