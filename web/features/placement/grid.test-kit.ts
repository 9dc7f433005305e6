/** A small grid for tests: two groups, three nodes, two DaemonSets. */
import { encodeCell, type Cell, type CellState } from '../../../domain/grid/cell.ts'
import type { ColumnHead, GridFrame, GridRow, StateCounts } from '../../../domain/grid/frame.ts'
import { counts, daemonSet, node, pod } from '../../app/answers.test-kit.ts'
import type { CellView } from '../../live/views.ts'

/** A cell's code: one Pod where it should be, unless something else is said. */
export function cell(state: CellState, some: Partial<Cell> = {}): number {
  return encodeCell({
    state,
    outdated: false,
    targeted: state !== 'notTargeted' && state !== 'misscheduled',
    muted: false,
    placeholder: false,
    second: undefined,
    pods: state === 'notTargeted' || state === 'missing' ? 0 : 1,
    ...some,
  })
}

function head(
  index: number,
  namespace: string,
  name: string,
  some: Partial<StateCounts>,
): ColumnHead {
  const all = counts(some)
  const desired = all.ready + all.failing + all.missing + all.pending + all.starting
  const common = { index, namespace, name, deleting: false, lags: false, counts: all }
  return { ...common, uid: `uid-${name}`, desired, ready: all.ready }
}

function group(index: number, key: string, some: Partial<Extract<GridRow, { kind: 'group' }>>) {
  const sum = { ready: 1, desired: 2, counts: counts({ ready: 1, failing: 1 }) }
  const values = key.split(',')
  const row = { kind: 'group', index, key, values, role: values[0] ?? '', ...some } as const
  return { nodes: 2, notReady: 0, open: true, cells: [sum, sum], ready: 2, desired: 4, ...row }
}

function nodeRow(index: number, name: string, cells: readonly number[]): GridRow {
  const facts = { role: 'worker', roles: ['worker'], zone: 'tokyo-a', notReady: false, badges: [] }
  return { kind: 'node', index, uid: `uid-${name}`, name, ...facts, cells, ready: 1, desired: 2 }
}

/** Two groups, three nodes, two DaemonSets: kube-system/cilium and logging/fluent-bit. */
export function gridFrame(some: Partial<GridFrame> = {}): GridFrame {
  return {
    layout: 1,
    window: { firstRow: 0, lastRow: 5, firstColumn: 0, lastColumn: 2 },
    rowCount: 5,
    columnCount: 2,
    groupRows: [0, 2],
    rows: [
      group(0, 'control-plane', { nodes: 1 }),
      nodeRow(1, 'cp-1.example.com', [cell('ready'), cell('notTargeted')]),
      group(2, 'worker,tokyo-a', {}),
      nodeRow(3, 'worker-1.example.com', [cell('ready', { outdated: true }), cell('failing')]),
      nodeRow(4, 'worker-2.example.com', [cell('starting'), cell('missing')]),
    ],
    columns: [
      head(0, 'kube-system', 'cilium', { ready: 2, starting: 1, outdated: 1 }),
      head(1, 'logging', 'fluent-bit', { failing: 1, missing: 1, notTargeted: 1 }),
    ],
    totals: counts({ failing: 1, missing: 1, starting: 1, ready: 2, notTargeted: 1, outdated: 1 }),
    nodes: { shown: 3, all: 3 },
    daemonSets: { shown: 2, all: 2 },
    nameSuffix: '.example.com',
    podsKnown: true,
    orderChanged: false,
    ...some,
  }
}

/** logging/fluent-bit on worker-1: crashing. */
export function cellView(some: Partial<CellView> = {}): CellView {
  return {
    found: true,
    daemonSet: daemonSet('fluent-bit', 'uid-fluent-bit', 'logging'),
    node: node('worker-1.example.com'),
    state: 'failing',
    outdated: false,
    placeholder: false,
    awaited: false,
    verdict: { shouldRun: true, shouldContinueRunning: true, reasons: [] },
    project: undefined,
    shortages: [],
    pressure: [],
    pods: [
      pod('fluent-bit-x7k2p', {
        ready: false,
        restarts: 9,
        revision: '5c9d8b',
        trouble: [
          { container: 'fluent-bit', reason: 'CrashLoopBackOff', message: 'back-off 5m0s' },
        ],
      }),
    ],
    currentRevision: '5c9d8b',
    siblings: {
      position: 1,
      of: 2,
      previous: undefined,
      next: { namespace: 'logging', name: 'fluent-bit', node: 'worker-2.example.com' },
    },
    ...some,
  }
}
