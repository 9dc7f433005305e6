/** Small objects for tests of the grid. */
import type { ControllerRevision, DaemonSet, Labels, Node, Pod, Taint } from '../k8s/objects.ts'
import { type Cell, type CellState, decodeCell } from './cell.ts'
import { ClusterModel } from './clusterModel.ts'
import type { GridFrame, GridQuery } from './frame.ts'
import { gridFrame } from './gridFrame.ts'
import { GridLayouts } from './gridLayouts.ts'

export interface NodeOptions {
  readonly uid?: string
  readonly labels?: Labels
  readonly taints?: readonly Taint[]
  readonly ready?: boolean
  readonly cordoned?: boolean
  readonly created?: string
}

export function aNode(name: string, options: NodeOptions = {}): Node {
  const { uid = `uid-${name}`, labels = {}, taints = [], ready = true, created } = options
  const at = '2026-01-01T00:00:00Z'
  return {
    metadata: {
      name,
      uid,
      labels,
      ...(created === undefined ? {} : { creationTimestamp: created }),
    },
    spec: { taints, unschedulable: options.cordoned === true },
    status: {
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False', lastTransitionTime: at }],
    },
  }
}

/** Labels of a node with this role in this zone. */
export function inZone(role: string, zone: string): Labels {
  return { [`node-role.kubernetes.io/${role}`]: '', 'topology.kubernetes.io/zone': zone }
}

export interface DaemonSetOptions {
  readonly uid?: string
  readonly namespace?: string
  readonly generation?: number
  readonly template?: DaemonSet['spec']['template']['spec']
  readonly annotations?: Labels
  readonly deleting?: boolean
  readonly status?: NonNullable<DaemonSet['status']>
}

export function aDaemonSet(name: string, options: DaemonSetOptions = {}): DaemonSet {
  const { uid = `uid-${name}`, namespace = 'default', generation = 1, template = {} } = options
  return {
    metadata: {
      name,
      namespace,
      uid,
      generation,
      annotations: options.annotations ?? {},
      ...(options.deleting === true ? { deletionTimestamp: '2026-01-01T00:00:00Z' } : {}),
    },
    spec: { template: { spec: template } },
    ...(options.status === undefined ? {} : { status: options.status }),
  }
}

/** A Ready Pod of a DaemonSet on a node. */
export function aPod(daemonSet: string, node: string, some: Partial<Pod> = {}): Pod {
  return {
    uid: `pod-${daemonSet}-${node}`,
    namespace: 'default',
    name: `${daemonSet}-${node}`,
    created: 100,
    owner: { kind: 'DaemonSet', name: daemonSet, uid: `uid-${daemonSet}` },
    node,
    phase: 'Running',
    ready: true,
    restarts: 0,
    ...some,
  }
}

/** A Pod that waits for its node. */
export function aPendingPod(daemonSet: string, target: string, some: Partial<Pod> = {}): Pod {
  const { node: _, ...pod } = aPod(daemonSet, target)
  return { ...pod, target, phase: 'Pending', ready: false, ...some }
}

export function aRevision(daemonSet: string, revision: number, hash: string): ControllerRevision {
  const owner = { apiVersion: 'apps/v1', kind: 'DaemonSet', name: daemonSet, controller: true }
  return {
    metadata: {
      name: `${daemonSet}-${hash}`,
      uid: `revision-${daemonSet}-${hash}`,
      labels: { 'controller-revision-hash': hash },
      ownerReferences: [{ ...owner, uid: `uid-${daemonSet}` }],
    },
    revision,
  }
}

export function aModel(
  nodes: readonly Node[],
  daemonSets: readonly DaemonSet[],
  pods: readonly Pod[],
): ClusterModel {
  const model = new ClusterModel()
  model.replaceNodes(nodes)
  model.replaceDaemonSets(daemonSets)
  model.replacePods(pods)
  return model
}

export const everything: GridQuery = {
  nodeName: '',
  nodeLabels: '',
  daemonSetName: '',
  namespaces: [],
  states: [],
  onlyProblems: false,
  groupBy: 'none',
  sort: 'name',
  toggled: [],
  sortColumns: 'namespace',
}

/** The whole grid. */
export function wholeGrid(
  model: ClusterModel,
  query: Partial<GridQuery> = {},
  layouts = new GridLayouts(model),
): GridFrame {
  const window = { firstRow: 0, lastRow: 10_000, firstColumn: 0, lastColumn: 1000 }
  return gridFrame(model, layouts.of({ ...everything, ...query }), window)
}

export function cellOf(model: ClusterModel, daemonSet: string, node: string): Cell {
  const row = model.nodeNamed(node)
  const column = model.daemonSetNamed('default', daemonSet)
  if (row === undefined || column === undefined) throw new Error(`no cell ${daemonSet} ${node}`)
  return decodeCell(model.cell(row, column))
}

export function stateOf(model: ClusterModel, daemonSet: string, node: string): CellState {
  return cellOf(model, daemonSet, node).state
}

/** Names of nodes, keys of groups and folds, from top to bottom. */
export function rowNames({ rows }: GridFrame): readonly string[] {
  return rows.map((row) => (row.kind === 'node' ? row.name : `[${row.key}]`))
}

export function columnNames({ columns }: GridFrame): readonly string[] {
  return columns.map(({ name }) => name)
}
