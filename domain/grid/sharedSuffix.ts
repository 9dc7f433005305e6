import type { NodeEntry } from './nodeEntry.ts'

/** The model's list of nodes stays the same object until a node comes or goes. */
const known = new WeakMap<readonly NodeEntry[], string>()

/** The longest suffix from a dot on that all names share, such as `.prod.example.com`; '' where there is none. */
export function sharedSuffix(nodes: readonly NodeEntry[]): string {
  const suffix = known.get(nodes) ?? findSuffix(nodes)
  known.set(nodes, suffix)
  return suffix
}

function findSuffix(nodes: readonly NodeEntry[]): string {
  const [first] = nodes
  if (first === undefined || nodes.length < 2) return ''
  for (let dot = first.name.indexOf('.', 1); dot >= 0; dot = first.name.indexOf('.', dot + 1)) {
    const suffix = first.name.slice(dot)
    if (nodes.every(({ name }) => name.length > suffix.length && name.endsWith(suffix))) {
      return suffix
    }
  }
  return ''
}
