/** What is printed of the pairs on which engine and controller differ: minimal ones, each tried on the control plane. */
import { RequestError } from '../../cluster/errors.ts'
import { compilePlacement } from './compilePlacement.ts'
import { type Mismatch, printMismatch } from './differential.test-kit.ts'
import {
  type Api,
  clear,
  daemonSetsPath,
  observe,
  readNodes,
  until,
} from './differentialApi.test-kit.ts'
import * as plans from './differentialPlan.test-kit.ts'
import { verdict } from './placementVerdict.ts'
import { type Pair, shrinkPair } from './shrinkPair.test-kit.ts'
import type { NodeFacts, PlacementSpec, Verdict } from './verdict.ts'

/** Each takes minutes, and most have the same cause. */
const mostShrunk = 3

/** How long a node is waited for that Kubernetes shall taint: it looks at all nodes every five seconds. */
const nodePatience = 12_000

type Bits = Pick<Verdict, 'shouldRun' | 'shouldContinueRunning'>

/**
 * Makes the smallest of the mismatches smaller, and tells of each as soon as it is done.
 * @returns what was told, each once
 */
export async function minimalPairs(
  api: Api,
  mismatches: readonly Mismatch[],
  tell: (line: string) => void,
): Promise<readonly string[]> {
  const size = (mismatch: Mismatch): number => printMismatch(mismatch).length
  const smallestFirst = mismatches.toSorted((a, b) => size(a) - size(b))
  const told = new Set<string>()
  const controller = new Controller(api)
  for (const mismatch of smallestFirst.slice(0, mostShrunk)) {
    const line = await shrunkMismatch(controller, mismatch)
    if (!told.has(line)) tell(line)
    told.add(line)
  }
  return [...told]
}

async function shrunkMismatch(controller: Controller, mismatch: Mismatch): Promise<string> {
  const { placement, node } = mismatch
  const stillDiffers = async (pair: Pair): Promise<boolean> => {
    const said = await controller.judge(pair)
    return said !== undefined && !isSame(said, engineOn(pair))
  }
  if (!(await stillDiffers({ placement, node })))
    return `engine and controller agree on this pair alone, made anew: ${printMismatch(mismatch)}`
  const { value, tries, isMinimal } = await shrinkPair({ placement, node }, stillDiffers)
  const kind = isMinimal ? 'minimal' : 'not minimal yet, since the tries were used up'
  return `${kind} (${tries} tries): ${printPair(value, await controller.judge(value))}`
}

/** On one line, as manifests that `npm run -s verdict` takes. */
function printPair(pair: Pair, controller: Bits | undefined): string {
  const { name, labels, taints } = pair.node
  return JSON.stringify({
    daemonSet: { spec: { template: { spec: pair.placement } } },
    node: { metadata: { name, labels }, spec: { taints } },
    engine: engineOn(pair),
    controller,
  })
}

function engineOn({ placement, node }: Pair): Verdict {
  return verdict(compilePlacement(placement), node)
}

function isSame(a: Bits, b: Bits): boolean {
  return a.shouldRun === b.shouldRun && a.shouldContinueRunning === b.shouldContinueRunning
}

/** A toleration of every taint: such a DaemonSet has a Pod on each node. */
const everywhere: PlacementSpec = { tolerations: [{ operator: 'Exists' }] }

/** Kubernetes' own controller, asked about one pair in a cluster where nothing else is. */
class Controller {
  private readonly api: Api
  /** The DaemonSets' names are new each time, so that nothing known of others is taken for theirs. */
  private next = plans.daemonSetCount

  constructor(api: Api) {
    this.api = api
  }

  /** @returns undefined where the API server refuses the placement, or Kubernetes does not leave the node as it is */
  async judge(pair: Pair): Promise<Bits | undefined> {
    const [asIs, changed] = [this.next, this.next + 1]
    this.next += 2
    try {
      return await this.play(pair, asIs, changed)
    } catch (error) {
      if (error instanceof RequestError && error.status === 422) return undefined
      throw error
    } finally {
      await clear(this.api)
    }
  }

  /** One DaemonSet is created with the placement, another has its Pod there already when it gets it. */
  private async play(
    { placement, node }: Pair,
    asIs: number,
    changed: number,
  ): Promise<Bits | undefined> {
    const { api } = this
    await api.ask('POST', '/api/v1/nodes', plans.nodeManifest(plans.plannedAs(node)))
    if (!(await this.becomes(node))) return undefined
    await api.ask('POST', daemonSetsPath, plans.daemonSetManifest(placement, asIs))
    await api.ask('POST', daemonSetsPath, plans.daemonSetManifest(everywhere, changed))
    await this.settled(asIs, changed)
    const value = plans.podSpec(placement)
    const patch = [{ op: 'replace', path: '/spec/template/spec', value }]
    const path = `${daemonSetsPath}/${plans.daemonSetName(changed)}`
    await api.ask('PATCH', path, patch, 'application/json-patch+json')
    const pods = await this.settled(asIs, changed)
    const hasPod = (index: number): boolean =>
      pods.has(`${plans.daemonSetName(index)}/${node.name}`)
    if (!isSameNode(node, await readNodes(api))) return undefined
    return { shouldRun: hasPod(asIs), shouldContinueRunning: hasPod(changed) }
  }

  private async becomes(node: NodeFacts): Promise<boolean> {
    const deadline = this.api.now() + nodePatience
    while (!isSameNode(node, await readNodes(this.api))) {
      if (this.api.now() > deadline) return false
      await this.api.pause(200)
    }
    return true
  }

  /** In three looks the controller has seen each as it is, and counts the Pods that there are. @returns those */
  private async settled(...indexes: readonly number[]): Promise<ReadonlyMap<string, number>> {
    let found: ReadonlyMap<string, number> = new Map()
    let looks = 0
    await until(this.api, 'the controller to settle', async () => {
      const { model, pods } = await observe(this.api)
      const isSettled = indexes.every((index) => {
        const name = plans.daemonSetName(index)
        const daemonSet = model.daemonSetNamed(plans.namespace, name)?.reading.daemonSet
        const { observedGeneration, currentNumberScheduled, numberMisscheduled } =
          daemonSet?.status ?? {}
        const counted = (currentNumberScheduled ?? 0) + (numberMisscheduled ?? 0)
        const isSeen =
          daemonSet !== undefined && observedGeneration === daemonSet.metadata.generation
        return isSeen && counted === podsOf(name, pods)
      })
      looks = isSettled ? looks + 1 : 0
      found = pods
      return looks === 3
    })
    return found
  }
}

function podsOf(name: string, pods: ReadonlyMap<string, number>): number {
  return [...pods].reduce((sum, [key, count]) => sum + (key.startsWith(`${name}/`) ? count : 0), 0)
}

/** Is it the only one, with these labels and taints? */
function isSameNode(wanted: NodeFacts, nodes: readonly NodeFacts[]): boolean {
  const [node] = nodes
  return nodes.length === 1 && node !== undefined && printed(node) === printed(wanted)
}

function printed({ name, labels, taints }: NodeFacts): string {
  const texts = taints.map(({ key, value = '', effect }) => `${key}=${value}:${effect}`)
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`)
  return JSON.stringify([name, pairs.sort(), texts.sort()])
}
