/** The order in which rows, columns and groups were first shown, so that none of them moves while it is looked at. */
import type { DaemonSetEntry } from './daemonSetEntry.ts'
import type { NodeEntry } from './nodeEntry.ts'

/** Filled as a question is answered for the first time, and kept for as long as it is asked. */
export interface KeptOrder {
  /** More nodes than a screen can hold: groups start collapsed, and those with problems stand first. */
  readonly isLarge: boolean
  readonly nodes: Map<NodeEntry, number>
  readonly daemonSets: Map<DaemonSetEntry, number>
  /** By the group's key. */
  readonly groups: Map<string, number>
  /**
   * By the key of an open group: the nodes that have had a problem since it was opened, and so stand outside of its
   * fold; undefined where the group isn't folded.
   */
  readonly unfolded: Map<string, Set<NodeEntry> | undefined>
}

/** From this number of nodes on groups start collapsed. */
const largeFrom = 200

export function makeKeptOrder(nodes: number): KeptOrder {
  return {
    isLarge: nodes > largeFrom,
    nodes: new Map(),
    daemonSets: new Map(),
    groups: new Map(),
    unfolded: new Map(),
  }
}

export interface Ordered<T> {
  readonly items: readonly T[]
  /** They would stand in another order by now. */
  readonly hasChanged: boolean
}

/**
 * Puts items in the order of the ranks that they had when they were first seen.
 * @param kept those ranks; new items are added with their present one, and forgotten when they are gone
 * @param rank the present rank; lower comes first, equals stay in the order given
 */
export function keepOrder<Item, Key>(
  items: readonly Item[],
  kept: Map<Key, number>,
  keyOf: (item: Item) => Key,
  rank: (item: Item) => number,
): Ordered<Item> {
  const ranked = items.map((item) => {
    const key = keyOf(item)
    const now = rank(item)
    const was = kept.get(key) ?? now
    kept.set(key, was)
    return { item, now, was }
  })
  forget(kept, new Set(items.map(keyOf)))
  const shown = ranked.toSorted((a, b) => a.was - b.was)
  const expected = ranked.toSorted((a, b) => a.now - b.now)
  return {
    items: shown.map(({ item }) => item),
    hasChanged: shown.some(({ item }, index) => item !== expected[index]?.item),
  }
}

function forget<Key>(kept: Map<Key, number>, present: ReadonlySet<Key>): void {
  if (kept.size === present.size) return
  for (const key of kept.keys()) if (!present.has(key)) kept.delete(key)
}
