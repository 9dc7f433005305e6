/** What goes on in the demo for as long as it is watched. Its troubles stay, and everything that changes comes back. */
import { at, listOf, numberOrZero, text } from '../../domain/decode/readJson.ts'
import { every } from '../clock.ts'
import { isReady } from '../nodes/conditions.ts'
import { createNode } from '../nodes/createNode.ts'
import { nodeTable } from '../nodes/nodeTable.ts'
import { isBeingDeleted } from '../nodes/readPod.ts'
import type { KubeObject } from '../objects.ts'
import { ApiError } from '../registry/apiError.ts'
import type { DemoNodes } from './nodes.ts'
import type { Stage } from './stage.ts'
import { fluentBit, hello, speaker } from './teamAgents.ts'

/** Milliseconds between two happenings. */
const [shortest, longest] = [10_000, 40_000]
/** So many nodes may have joined. */
const mostNewcomers = 3
/** Their Pods are restarted now and then; none is in trouble. */
const calm = new Set([hello.name, speaker.name, 'dns-default', 'multus', 'node-ca', 'tuned'])
const versions = ['4.0.12', '4.1.0', '4.1.1'].map(
  (version) => `cr.fluentbit.io/fluent/fluent-bit:${version}`,
)

/** Starts it. @returns what stops it */
export function startLife(stage: Stage, nodes: DemoNodes): () => void {
  const { clock, random } = stage.cluster
  const life = new Life(stage, nodes)
  const pause = (): number => Math.round(shortest + random() * (longest - shortest))
  return every(clock, pause, () => life.goOn())
}

class Life {
  readonly #stage: Stage
  readonly #nodes: DemoNodes

  constructor(stage: Stage, nodes: DemoNodes) {
    this.#stage = stage
    this.#nodes = nodes
  }

  /** One happening. The demo's users may have changed anything: what is impossible now is left. */
  goOn(): void {
    try {
      this.#rollOut()
      const chance = this.#stage.cluster.random()
      if (chance < 0.2) this.#changeNodes()
      else if (chance < 0.35) this.#changeLabel()
      else this.#restartPod()
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
    }
  }

  /** A worker joins, or the one that has been there longest leaves. */
  #changeNodes(): void {
    const { registry, random } = this.#stage.cluster
    const all = Array.from({ length: mostNewcomers }, (_, index) => this.#nodes.newcomer(index))
    const there = all
      .flatMap(({ name }) => this.#stage.node(name) ?? [])
      .sort((a, b) => Number(a.metadata.resourceVersion) - Number(b.metadata.resourceVersion))
    const [longestThere] = there
    const missing = all.find(({ name }) => this.#stage.node(name) === undefined)
    const joins = longestThere === undefined || (missing !== undefined && random() < 0.5)
    if (!joins) this.#stage.removeNode(longestThere.metadata.name)
    else if (missing !== undefined) createNode(registry, missing)
  }

  /** Some DaemonSets leave a worker, or come back. */
  #changeLabel(): void {
    const name = this.#nodes.name('worker', 16)
    const labels = this.#stage.node(name)?.metadata.labels ?? {}
    this.#stage.labelNode(name, 'role', labels['role'] === undefined ? 'worker' : undefined)
  }

  #restartPod(): void {
    const { store, random } = this.#stage.cluster
    const { all } = this.#nodes
    const node = all[Math.floor(random() * all.length)]
    const pods = [
      ...(nodeTable(store)
        .get(node?.name ?? '')
        ?.pods.values() ?? []),
    ].filter(isCalm)
    const pod = pods[Math.floor(random() * pods.length)]
    if (pod !== undefined) this.#stage.removePod(pod)
  }

  /** When the rollout has reached all nodes that live, the next one begins. */
  #rollOut(): void {
    const daemonSet = this.#stage.daemonSet(fluentBit)
    if (daemonSet === undefined) return
    const { status } = daemonSet
    const [desired, updated] = ['desiredNumberScheduled', 'updatedNumberScheduled'].map((key) =>
      numberOrZero(at(status, key)),
    )
    if ((desired ?? 0) - (updated ?? 0) > this.#deadNodes()) return
    const next = versions.indexOf(imageOf(daemonSet)) + 1
    this.#stage.setImage(fluentBit, versions[next % versions.length] ?? '')
  }

  #deadNodes(): number {
    let count = 0
    for (const node of this.#stage.cluster.store.all('nodes')) if (!isReady(node)) count += 1
    return count
  }
}

function isCalm(pod: KubeObject): boolean {
  const owner = pod.metadata.ownerReferences?.[0]?.name ?? ''
  return calm.has(owner) && !isBeingDeleted(pod) && isReady(pod)
}

function imageOf({ spec }: KubeObject): string {
  const [first] = listOf(at(at(at(spec, 'template'), 'spec'), 'containers'), (each) => each)
  return text(at(first, 'image')) ?? ''
}
