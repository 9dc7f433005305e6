/** Which nodes and DaemonSets a query leaves. */
import { matchesSelectorRequirements } from '../k8s/requirement.ts'
import { parseLabelSelector } from '../k8s/parseLabelSelector.ts'
import type { ClusterModel } from './clusterModel.ts'
import type { DaemonSetEntry } from './daemonSetEntry.ts'
import type { GridFrame, GridQuery } from './frame.ts'
import { byText } from './naturalKey.ts'
import type { NodeEntry } from './nodeEntry.ts'
import { hasProblem, type Scan, scanCells, statesMask } from './scanCells.ts'

export interface GridSelection {
  /** By name. */
  readonly nodes: readonly NodeEntry[]
  /** By namespace and name, or by name and namespace, as the query says. */
  readonly daemonSets: readonly DaemonSetEntry[]
  /** What the filters leave but for those by state. */
  readonly inAnyState: {
    readonly nodes: readonly NodeEntry[]
    readonly daemonSets: readonly DaemonSetEntry[]
  }
  readonly scan: Scan
  readonly queryError: GridFrame['queryError'] | undefined
}

/** A selector that can't be read selects everything, and is named. Before the Pods are known no state is filtered by. */
export function selectGrid(model: ClusterModel, query: GridQuery): GridSelection {
  const selector = parseLabelSelector(query.nodeLabels)
  const nodes = model.nodes.filter(nodeFilter(query, selector))
  const daemonSets = [...model.daemonSets]
    .filter(daemonSetFilter(query))
    .sort(
      byText(query.sortColumns === 'name' ? (each) => each.nameKey : (each) => each.namespaceKey),
    )
  const inAnyState = { nodes, daemonSets }
  const scan = scanCells(model, nodes, daemonSets)
  const isByState = query.states.length > 0 || query.onlyProblems
  const left = isByState && model.podsKnown ? filterByState(query, inAnyState, scan) : inAnyState
  const queryError =
    'error' in selector ? { field: 'nodeLabels' as const, message: selector.error } : undefined
  return { ...left, inAnyState, scan, queryError }
}

function nodeFilter(
  { nodeName }: GridQuery,
  selector: ReturnType<typeof parseLabelSelector>,
): (node: NodeEntry) => boolean {
  const text = nodeName.trim().toLowerCase()
  const requirements = 'error' in selector ? [] : selector.requirements
  return ({ name, reading }) =>
    name.toLowerCase().includes(text) &&
    matchesSelectorRequirements(requirements, reading.facts.labels)
}

function daemonSetFilter(query: GridQuery): (daemonSet: DaemonSetEntry) => boolean {
  const text = query.daemonSetName.trim().toLowerCase()
  const namespaces = new Set(query.namespaces)
  return ({ name, namespace }) =>
    name.toLowerCase().includes(text) && (namespaces.size === 0 || namespaces.has(namespace))
}

type Left = GridSelection['inAnyState']

function filterByState(query: GridQuery, { nodes, daemonSets }: Left, scan: Scan): Left {
  const mask = statesMask(query.states)
  const inState = (states: number | undefined) => mask === 0 || ((states ?? 0) & mask) !== 0
  const left = {
    nodes: nodes.filter(({ row }) => inState(scan.rowStates[row])),
    daemonSets: daemonSets.filter(({ column }) => inState(scan.columnStates[column])),
  }
  return query.onlyProblems ? problemsOf(left, scan) : left
}

/** Where nothing is wrong but nodes, their rows are shown with all DaemonSets. */
function problemsOf({ nodes, daemonSets }: Left, scan: Scan): Left {
  const wrong = daemonSets.filter(({ column }) => (scan.columnProblems[column] ?? 0) > 0)
  const wrongNodes = nodes.filter((node) => hasProblem(scan, node))
  const onlyNodes = wrong.length === 0 && wrongNodes.length > 0
  return { nodes: wrongNodes, daemonSets: onlyNodes ? daemonSets : wrong }
}
