/**
 * How fast verdicts are, on one core: 5,000 nodes × 30 DaemonSets from scratch, a what-if for one DaemonSet over all
 * nodes, one node's changed label over all DaemonSets; each beside the plain way, which reads the template anew for
 * every pair and collects all reasons.
 */
import type { Labels, Node, NodeSelectorTerm, Taint } from '../domain/k8s/objects.ts'
import { compilePlacement } from '../domain/placement/compilePlacement.ts'
import { nodeFacts } from '../domain/placement/nodeFacts.ts'
import { placementVerdict, verdict, verdictBits } from '../domain/placement/placementVerdict.ts'
import type { NodeFacts, PlacementSpec } from '../domain/placement/verdict.ts'
import { median, report, spread } from './figures.ts'

const nodeCount = 5000
const daemonSetCount = 30
const runs = 25

const roles = ['worker', 'worker', 'worker', 'infra', 'control-plane']

function labelsOf(index: number, role: string): Labels {
  return {
    'beta.kubernetes.io/arch': index % 4 === 0 ? 'arm64' : 'amd64',
    'beta.kubernetes.io/os': 'linux',
    'kubernetes.io/arch': index % 4 === 0 ? 'arm64' : 'amd64',
    'kubernetes.io/hostname': `node-${index}`,
    'kubernetes.io/os': 'linux',
    [`node-role.kubernetes.io/${role}`]: '',
    'node.kubernetes.io/instance-type': `m${index % 7}.large`,
    'topology.kubernetes.io/region': 'tokyo',
    'topology.kubernetes.io/zone': `tokyo-${index % 3}`,
    'example.com/disk': index % 2 === 0 ? 'ssd' : 'hdd',
    'example.com/cpus': String(8 << (index % 4)),
  }
}

function taintsOf(index: number, role: string): readonly Taint[] {
  const own = { key: `node-role.kubernetes.io/${role}`, effect: 'NoSchedule' }
  const notReady = ['NoSchedule', 'NoExecute'].map((effect) => ({
    key: 'node.kubernetes.io/not-ready',
    effect,
  }))
  return [...(role === 'worker' ? [] : [own]), ...(index % 50 === 0 ? notReady : [])]
}

function makeNode(index: number): Node {
  const role = roles[index % roles.length] ?? 'worker'
  const metadata = { name: `node-${index}`, uid: `uid-${index}`, labels: labelsOf(index, role) }
  return { metadata, spec: { taints: taintsOf(index, role) } }
}

function required(
  ...nodeSelectorTerms: readonly NodeSelectorTerm[]
): NonNullable<PlacementSpec['affinity']> {
  return { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } }
}

const inZones = {
  key: 'topology.kubernetes.io/zone',
  operator: 'In',
  values: ['tokyo-0', 'tokyo-1'],
}
const notArm = { key: 'kubernetes.io/arch', operator: 'NotIn', values: ['arm64'] }
const large = { key: 'example.com/cpus', operator: 'Gt', values: ['16'] }

const placements: readonly PlacementSpec[] = [
  {},
  { tolerations: [{ operator: 'Exists' }], hostNetwork: true },
  { nodeSelector: { 'kubernetes.io/os': 'linux' }, tolerations: [{ operator: 'Exists' }] },
  { nodeSelector: { 'kubernetes.io/os': 'linux', 'example.com/disk': 'ssd' } },
  { affinity: required({ matchExpressions: [inZones, notArm] }) },
  {
    affinity: required({ matchExpressions: [large] }, { matchExpressions: [inZones, large] }),
    tolerations: [
      { key: 'node-role.kubernetes.io/infra', operator: 'Exists', effect: 'NoSchedule' },
    ],
  },
]

const nodes = Array.from({ length: nodeCount }, (_, index) => makeNode(index))
const facts = nodes.map(nodeFacts)
const specs = Array.from(
  { length: daemonSetCount },
  (_, i) => placements[i % placements.length] ?? {},
)

/** The sum keeps the work from being optimised away, and shows that both ways agree. */
function everyPair(): number {
  const compiled = specs.map(compilePlacement)
  const bits = new Uint8Array(nodeCount * daemonSetCount)
  let index = 0
  for (const each of nodes) {
    const node = nodeFacts(each)
    for (const placement of compiled) bits[index++] = verdictBits(placement, node)
  }
  return bits.reduce((sum, each) => sum + each, 0)
}

function bitsOf(spec: PlacementSpec, node: NodeFacts): number {
  const { shouldRun, shouldContinueRunning } = placementVerdict(spec, node)
  return Number(shouldRun) + 2 * Number(shouldContinueRunning)
}

function everyPairPlainly(): number {
  let sum = 0
  for (const node of nodes) for (const spec of specs) sum += bitsOf(spec, nodeFacts(node))
  return sum
}

const before: PlacementSpec = placements[4] ?? {}
const after: PlacementSpec = { ...before, nodeSelector: { 'example.com/disk': 'ssd' } }

function whatIf(): number {
  const [old, next] = [compilePlacement(before), compilePlacement(after)]
  return facts.filter((node) => verdictBits(old, node) !== verdictBits(next, node)).length
}

function whatIfPlainly(): number {
  return facts.filter((node) => bitsOf(before, node) !== bitsOf(after, node)).length
}

function whatIfWithReasons(): number {
  const placement = compilePlacement(after)
  return facts.reduce((sum, node) => sum + verdict(placement, node).reasons.length, 0)
}

const changed: Node = { ...makeNode(7), metadata: { ...makeNode(7).metadata, labels: {} } }
const kept = specs.map(compilePlacement)

function oneNode(): number {
  const node = nodeFacts(changed)
  return kept.reduce((sum, placement) => sum + verdictBits(placement, node), 0)
}

function oneNodePlainly(): number {
  return specs.reduce((sum, spec) => sum + bitsOf(spec, nodeFacts(changed)), 0)
}

interface Measured {
  readonly times: readonly number[]
  readonly result: number
}

/** The first run counts too: a page that opens has no warm code. */
function measure(work: () => number, times = runs): Measured {
  let result = 0
  const measured = Array.from({ length: times }, () => {
    const start = performance.now()
    result = work()
    return performance.now() - start
  })
  return { times: measured, result }
}

/** In the unit in which the bound is a readable number. */
function printed(times: readonly number[], boundMs: number): string {
  return boundMs < 1
    ? spread(
        times.map((time) => time * 1000),
        'µs',
      )
    : spread(times)
}

function compare(what: string, boundMs: number, quick: () => number, plain: () => number): void {
  const fast = measure(quick)
  const slow = measure(plain, 5)
  if (fast.result !== slow.result)
    throw new Error(`${what}: ${fast.result}, plainly ${slow.result}`)
  const first = `first run ${(fast.times[0] ?? Number.NaN).toFixed(2)} ms`
  const bound = { text: `${boundMs} ms`, kept: median(fast.times) <= boundMs }
  report(what, `${printed(fast.times, boundMs)}, ${first}`, bound)
  const ratio = (median(slow.times) / median(fast.times)).toFixed(1)
  report('  plainly', `${printed(slow.times, boundMs)}, ${ratio} times as long`)
}

console.log(
  `verdicts of ${nodeCount} nodes and ${daemonSetCount} DaemonSets, one core, Node.js ${process.version}`,
)
compare('every pair, from scratch', 50, everyPair, everyPairPlainly)
compare('what-if: one DaemonSet changed, all nodes', 5, whatIf, whatIfPlainly)
compare('one node changed, all DaemonSets', 0.5, oneNode, oneNodePlainly)
report('one DaemonSet, all nodes, with all reasons', spread(measure(whatIfWithReasons).times))
