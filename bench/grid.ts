/**
 * What the grid's model costs, on one core, for 5,000 nodes × 30 DaemonSets × 150,000 Pods: from scratch, for one Pod's
 * change, for a frame of what is visible, for the map. Beside it the plain way: objects in Maps, all worked out anew.
 */
import { cellStates, type CellState, decodeCell } from '../domain/grid/cell.ts'
import { ClusterModel } from '../domain/grid/clusterModel.ts'
import type { GridQuery } from '../domain/grid/frame.ts'
import { gridFrame } from '../domain/grid/gridFrame.ts'
import { GridLayouts } from '../domain/grid/gridLayouts.ts'
import { gridMap } from '../domain/grid/gridMap.ts'
import type { DaemonSet, Node, Pod } from '../domain/k8s/objects.ts'
import { nodeOf, podState } from '../domain/k8s/pods.ts'
import { compilePlacement } from '../domain/placement/compilePlacement.ts'
import { nodeFacts } from '../domain/placement/nodeFacts.ts'
import { verdictBits } from '../domain/placement/placementVerdict.ts'
import { median, report, spread } from './figures.ts'

const nodeCount = 5000
const daemonSetCount = 30
const roles = ['worker', 'worker', 'worker', 'worker', 'gpu', 'storage', 'edge', 'infra']

const nodes = Array.from({ length: nodeCount }, (_, index): Node => {
  const role = roles[index % roles.length] ?? 'worker'
  const labels = {
    'kubernetes.io/arch': index % 4 === 0 ? 'arm64' : 'amd64',
    'kubernetes.io/hostname': `node-${index}`,
    'kubernetes.io/os': 'linux',
    [`node-role.kubernetes.io/${role}`]: '',
    'topology.kubernetes.io/zone': `tokyo-${index % 3}`,
  }
  return {
    metadata: { name: `node-${index}.prod.example.com`, uid: `node-${index}`, labels },
    spec: {},
    status: { conditions: [{ type: 'Ready', status: index % 500 === 7 ? 'Unknown' : 'True' }] },
  }
})

const daemonSets = Array.from({ length: daemonSetCount }, (_, index): DaemonSet => {
  const nodeSelector = index % 5 === 4 ? { 'kubernetes.io/arch': 'amd64' } : {}
  return {
    metadata: { name: `agent-${index}`, namespace: 'system', uid: `ds-${index}`, generation: 1 },
    spec: { template: { spec: { nodeSelector, tolerations: [{ operator: 'Exists' }] } } },
  }
})

function pod(node: number, daemonSet: number, ready: boolean): Pod {
  return {
    uid: `pod-${node}-${daemonSet}`,
    namespace: 'system',
    name: `agent-${daemonSet}-${node}`,
    created: 1_700_000_000,
    owner: { kind: 'DaemonSet', name: `agent-${daemonSet}`, uid: `ds-${daemonSet}` },
    node: `node-${node}.prod.example.com`,
    phase: 'Running',
    ready,
    restarts: 0,
  }
}

/** As it comes off the wire: strings that were put together in this program would be slower to look up. */
function received<T>(objects: T): T {
  return JSON.parse(JSON.stringify(objects))
}

const pods = received(
  nodes.flatMap((_, node) =>
    daemonSets.map((_, daemonSet) =>
      pod(node, daemonSet, (node * 31 + daemonSet * 17) % 997 !== 0),
    ),
  ),
)

const query: GridQuery = {
  nodeName: '',
  nodeLabels: '',
  daemonSetName: '',
  namespaces: [],
  states: [],
  onlyProblems: false,
  groupBy: 'role,zone',
  sort: 'name',
  toggled: ['worker,tokyo-0'],
  sortColumns: 'namespace',
}
const window = { firstRow: 0, lastRow: 144, firstColumn: 0, lastColumn: 30 }

function build(): ClusterModel {
  const model = new ClusterModel()
  model.replaceNodes(nodes)
  model.replaceDaemonSets(daemonSets)
  model.replacePods(pods)
  return model
}

/** The plain way to the same counts: no index is kept, everything is made anew. */
function buildPlainly(): Map<CellState, number> {
  const byPlace = new Map<string, Pod[]>()
  for (const each of pods) {
    const place = `${each.owner?.uid} ${nodeOf(each)}`
    byPlace.set(place, [...(byPlace.get(place) ?? []), each])
  }
  const counts = new Map<CellState, number>(cellStates.map((state) => [state, 0]))
  for (const node of nodes) {
    if (node.status?.conditions?.[0]?.status !== 'True') continue
    for (const daemonSet of daemonSets) {
      const targeted =
        verdictBits(compilePlacement(daemonSet.spec.template.spec), nodeFacts(node)) !== 0
      const [first] = byPlace.get(`${daemonSet.metadata.uid} ${node.metadata.name}`) ?? []
      const absent = targeted ? 'missing' : 'notTargeted'
      const present = (each: Pod) => (targeted ? podState(each) : 'misscheduled')
      const state = first === undefined ? absent : present(first)
      counts.set(state, (counts.get(state) ?? 0) + 1)
    }
  }
  return counts
}

/** The thread's own CPU time in ms: a busy machine doesn't change it. */
function cpuTime(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** Milliseconds of each of ten rounds, divided by the number of times in a round: the clock's steps are coarse. */
function time(work: () => void, timesPerRound = 1): number[] {
  return Array.from({ length: 10 }, () => {
    const start = cpuTime()
    for (let count = 0; count < timesPerRound; count += 1) work()
    return (cpuTime() - start) / timesPerRound
  })
}

function check(what: string, times: readonly number[], boundMs: number): void {
  const bound = { text: `${boundMs} ms`, kept: median(times) <= boundMs }
  const first = `first run ${(times[0] ?? Number.NaN).toFixed(2)} ms`
  report(what, `${spread(times)}, ${first}`, bound)
}

console.log(
  `the grid of ${nodeCount} nodes, ${daemonSetCount} DaemonSets and ${pods.length} Pods, CPU time of one thread, Node.js ${process.version}`,
)
check('from scratch', time(build), 300)
const plain = time(buildPlainly)
report('  the counts alone, plainly', spread(plain))

const model = build()
const layouts = new GridLayouts(model)
const counted = layouts.of(query).totals.counts
for (const [state, count] of buildPlainly()) {
  if (counted[state] !== count) throw new Error(`${state}: ${counted[state]}, plainly ${count}`)
}

let turn = 0
const onePod = time(() => {
  turn += 1
  model.applyPods([pod(turn % nodeCount, turn % daemonSetCount, turn % 2 === 0)], [])
}, 1000)
report(
  "one Pod's change",
  spread(
    onePod.map((each) => each * 1000),
    'µs',
  ),
  { text: '1 ms', kept: median(onePod) < 1 },
)

function change(): void {
  turn += 1
  model.applyPods([pod(turn % nodeCount, turn % daemonSetCount, turn % 2 === 0)], [])
}

check(
  'a frame, groups closed, after a change',
  time(() => {
    change()
    gridFrame(model, layouts.of({ ...query, toggled: [] }), window)
  }, 20),
  5,
)
check(
  'a frame, a group open, after a change',
  time(() => {
    change()
    gridFrame(model, layouts.of(query), window)
  }, 20),
  5,
)
check(
  'a frame sorted by problems, after a change',
  time(() => {
    change()
    gridFrame(model, layouts.of({ ...query, sort: 'problems', groupBy: 'none' }), window)
  }, 20),
  20,
)
check(
  'a frame while scrolling, nothing changed',
  time(() => gridFrame(model, layouts.of(query), window), 20),
  2,
)
check(
  'the map of 1,000 lines',
  time(() => gridMap(model, layouts.of(query), 1000), 50),
  5,
)
const sample = gridFrame(model, layouts.of(query), window).rows.find((row) => row.kind === 'node')
if (sample?.kind !== 'node' || decodeCell(sample.cells[0] ?? 0).pods !== 1) {
  throw new Error('the frame holds no cell with a Pod')
}
