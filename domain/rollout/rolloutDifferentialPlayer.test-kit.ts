/** One DaemonSet of the differential test, with the test in the place of its kubelets. */
import type { DaemonSet, Node, Pod } from '../k8s/objects.ts'
import { isAvailable, nodeOf } from '../k8s/pods.ts'
import { compilePlacement } from '../placement/compilePlacement.ts'
import { type Api, patience } from '../placement/differentialApi.test-kit.ts'
import { nodeFacts } from '../placement/nodeFacts.ts'
import { verdict } from '../placement/placementVerdict.ts'
import { currentRevision } from './revisions.ts'
import type { RolloutInput, RolloutNode, RolloutTrouble } from './rolloutCells.ts'
import * as looks from './rolloutDifferentialLook.test-kit.ts'
import {
  type Before,
  comeToRest,
  describe,
  differences,
  printStep,
  type Rest,
} from './rolloutDifferentialModel.test-kit.ts'
import { firstVersion, fullNode, type RolloutPlan } from './rolloutDifferentialPlan.test-kit.ts'
import { currentTarget, editedTarget, type RolloutTarget } from './rolloutTarget.ts'
import { expectedTrouble } from './rolloutTrouble.ts'

/** The nodes of a round. */
export interface Cluster {
  readonly nodes: readonly Node[]
  readonly dead: ReadonlySet<string>
  readonly isNodeFull: boolean
}

/** Where controller and forecast differ, as a story. */
export class Mismatch extends Error {
  override name = 'Mismatch'
}

/** Pods become ready so long ago that every minReadySeconds is over, in seconds. */
const longAgo = 7200

export class Player {
  readonly #api: Api
  readonly #decode: looks.Decode
  readonly #next: () => Promise<looks.Look>
  /** Of revisions, by their template. */
  readonly #hashes = new Map<string, string>()
  #template = templateKey(firstVersion, false)
  daemonSet: DaemonSet
  pods: readonly Pod[] = []
  #target: RolloutTarget
  #cluster: Cluster
  #plan: RolloutPlan | undefined
  #refused = new Set<string>()
  #limit = 10

  constructor(
    tools: {
      readonly api: Api
      readonly decode: looks.Decode
      readonly next: () => Promise<looks.Look>
    },
    daemonSet: DaemonSet,
    cluster: Cluster,
  ) {
    this.#api = tools.api
    this.#decode = tools.decode
    this.#next = tools.next
    this.daemonSet = daemonSet
    this.#target = { hash: undefined, templateGeneration: '1' }
    this.#cluster = cluster
  }

  /** As it is now, or with other Pods. */
  input(pods: readonly Pod[] = this.pods): RolloutInput {
    const { daemonSet } = this
    const placement = compilePlacement(daemonSet.spec.template.spec)
    const nodes = this.#cluster.nodes.map((node): RolloutNode => {
      const { shouldRun, shouldContinueRunning } = verdict(placement, nodeFacts(node))
      const isReady = node.status?.conditions?.some(
        ({ type, status }) => type === 'Ready' && status === 'True',
      )
      return {
        name: node.metadata.name,
        shouldRun,
        shouldContinueRunning,
        isReady: isReady === true,
      }
    })
    // A minReadySeconds of 1 is over when the controller has come to rest.
    const now = this.#now() + (daemonSet.spec.minReadySeconds === 1 ? 3 : 0)
    return { daemonSet, target: this.#target, nodes, pods, now }
  }

  trouble(): RolloutTrouble {
    const full = this.#cluster.isNodeFull ? ([[fullNode, 'pending']] as const) : []
    const crashing = this.#plan?.crashing.map((node) => [node, 'failing'] as const) ?? []
    return {
      deadNodes: this.#cluster.dead,
      stuckNodes: new Map([...crashing, ...full]),
      isPortTaken: expectedTrouble(this.input()).isPortTaken,
    }
  }

  /** Its nodes have changed, and no rollout of it is planned; something may have happened to its Pods too. */
  async enter(cluster: Cluster, happened: readonly looks.PodAction[]): Promise<void> {
    this.#cluster = cluster
    await looks.act(this.#api, happened)
    await this.#nudge()
    await this.settle('nodes and Pods changed', looks.after(this.pods, happened))
  }

  /** A spec that leaves the template as it is: the controller has a fresh look. */
  async #nudge(): Promise<void> {
    this.#limit = this.#limit === 10 ? 11 : 10
    await this.#patch({ spec: { revisionHistoryLimit: this.#limit } })
  }

  async hold(): Promise<void> {
    await this.#patch({ spec: { updateStrategy: { rollingUpdate: null, type: 'OnDelete' } } })
    await this.settle('held with OnDelete')
  }

  async rest(): Promise<void> {
    await this.#nudge()
    await this.settle('at rest')
  }

  /** Saves another template, and another strategy with it. @returns what it was about to be saved as, for a forecast */
  async save(plan: RolloutPlan, patch: unknown): Promise<RolloutInput> {
    this.#plan = plan
    this.#refused = new Set()
    if (plan.minReadySeconds === 1) await this.#api.pause(3000)
    await this.#outliveSecond()
    this.#template = templateKey(plan.version, plan.isPooled)
    const hash = this.#hashes.get(this.#template)
    const target = editedTarget(this.daemonSet, hash)
    await this.#patch(patch)
    this.#target = target
    const input = this.input()
    await this.settle('template saved')
    if (hash !== undefined && hash !== this.#target.hash)
      throw new Mismatch(`${this.daemonSet.metadata.name}: the earlier revision did not come back`)
    if (target.templateGeneration !== this.#target.templateGeneration)
      throw new Mismatch(`${this.daemonSet.metadata.name}: not the generation that was foreseen`)
    return input
  }

  /**
   * The status counts the older Pod of a node, and of two that are of one second the one whose name comes first
   * (pkg/controller/daemon/daemon_controller.go, podByCreationTimestampAndPhase): chance, which no forecast can know.
   */
  async #outliveSecond(): Promise<void> {
    const newest = Math.max(0, ...this.pods.map(({ created }) => created))
    while (this.#now() <= newest) await this.#api.pause(100)
  }

  async #patch(patch: unknown): Promise<void> {
    const path = `${looks.daemonSetsPath}/${this.daemonSet.metadata.name}`
    this.daemonSet = this.#decode.daemonSet(await this.#api.ask('PATCH', path, patch))
  }

  /** @returns whether there was anything to do */
  async finishDeleted(): Promise<boolean> {
    const names = new Set(this.#cluster.nodes.map(({ metadata }) => metadata.name))
    return this.perform(
      'deleted Pods gone',
      this.pods
        .filter((pod) => {
          const isGone = pod.node !== undefined && !names.has(pod.node)
          return isGone || (pod.deleted !== undefined && this.#isAlive(pod))
        })
        .map(looks.finish),
    )
  }

  /** @returns whether there was anything to do */
  async startNew(): Promise<boolean> {
    const actions = this.pods.flatMap((pod) => this.#start(pod))
    await looks.act(this.#api, actions)
    if (actions.length > 0 && this.daemonSet.spec.minReadySeconds === 1) await this.#awaken()
    if (actions.length > 0) await this.settle('new Pods started', looks.after(this.pods, actions))
    return actions.length > 0
  }

  /**
   * The controller sets itself one timer at a time. A Pod that becomes ready while it runs gets none of its own, and
   * a surge's new Pod is then overlooked until something else happens (client-go, util/workqueue/delaying_queue.go).
   */
  async #awaken(): Promise<void> {
    await this.#api.pause(2500)
    await this.#patch({ metadata: { annotations: { awakened: String(this.#api.now()) } } })
  }

  #start(pod: Pod): readonly looks.PodAction[] {
    const { minReadySeconds = 0 } = this.daemonSet.spec
    const { node, deleted, phase } = pod
    const now = this.#now()
    const isDone = isAvailable(pod, minReadySeconds, now + 3) || phase === 'Failed'
    if (node === undefined || deleted !== undefined || isDone || !this.#isAlive(pod)) return []
    if (this.#plan?.crashing.includes(node) === true)
      return pod.trouble === undefined ? [looks.becomeCrashing(pod, now)] : []
    if (this.#plan?.refusing.includes(node) === true && phase === 'Pending') {
      const isFirst = !this.#refused.has(node)
      this.#refused.add(node)
      if (isFirst) return [looks.becomeFailed(pod, now)]
    }
    const settles = minReadySeconds > 0 && this.#plan?.settling.includes(node) === true
    return [looks.becomeReady(pod, settles && !pod.ready ? now : now - longAgo)]
  }

  #isAlive(pod: Pod): boolean {
    return !this.#cluster.dead.has(nodeOf(pod) ?? '')
  }

  /** Does something to Pods, and waits for what the controller makes of it. @returns whether there was anything to do */
  async perform(what: string, actions: readonly looks.PodAction[]): Promise<boolean> {
    if (actions.length === 0) return false
    await looks.act(this.#api, actions)
    await this.settle(what, looks.after(this.pods, actions))
    return true
  }

  /** Waits until all is as forecast, in two looks. @throws Mismatch where it does not become so */
  async settle(what: string, pods = this.pods): Promise<void> {
    const deadline = this.#api.now() + patience / 2
    for (let agreed = 0; agreed < 2;) {
      const look = await this.#next()
      const actual = look.daemonSets.get(this.daemonSet.metadata.name) ?? this.daemonSet
      const seen = look.pods.get(this.daemonSet.metadata.uid) ?? []
      const before = this.#before(pods)
      const rest = comeToRest(before, seen)
      const found = differences(before, rest, actual, seen)
      agreed = found.length === 0 ? agreed + 1 : 0
      if (agreed === 2) this.#adopt(actual, seen, look)
      else if (this.#api.now() > deadline)
        throw new Mismatch(this.#story(what, before, rest, found))
    }
  }

  #adopt(actual: DaemonSet, seen: readonly Pod[], { revisions }: looks.Look): void {
    this.daemonSet = actual
    this.pods = seen
    const hash = currentRevision(actual, revisions)?.hash
    if (hash === undefined) return
    this.#target = currentTarget(actual, hash)
    this.#hashes.set(this.#template, hash)
  }

  #before(pods: readonly Pod[]): Before {
    return {
      input: this.input(pods),
      trouble: this.trouble(),
      fullNode: this.#cluster.isNodeFull ? fullNode : undefined,
      hasHostPort: expectedTrouble(this.input()).isPortTaken,
    }
  }

  #story(what: string, { input }: Before, { steps }: Rest, found: readonly string[]): string {
    return [
      this.tell(what, input),
      'forecast:',
      ...steps.map((step) => `  ${printStep(step)}`),
      'differences:',
      ...found.map((line) => `  ${line}`),
    ].join('\n')
  }

  /** The beginning of a story: the DaemonSet, and what there was on each node. */
  tell(what: string, { daemonSet, nodes, pods, target }: RolloutInput): string {
    const { metadata, spec } = daemonSet
    const all = new Set(pods.map((pod) => pod.name))
    const names = new Set([
      ...nodes.map(({ name }) => name),
      ...pods.map((pod) => nodeOf(pod) ?? ''),
    ])
    const states = [...names].map((name) => {
      const own = pods.filter((pod) => nodeOf(pod) === name)
      const told = own.map((pod) => describe(target, pod, all)).join(', ')
      const node = nodes.find((each) => each.name === name)
      const verdict =
        node === undefined ? 'gone' : `${node.shouldRun}, ${node.shouldContinueRunning}`
      const isDead = this.#cluster.dead.has(name)
      return `  ${name} (${verdict})${isDead ? ' silent' : ''}: ${told}`
    })
    const seconds = `minReadySeconds ${spec.minReadySeconds ?? 0}`
    const heading = `${metadata.name}, ${what}: ${JSON.stringify(spec.updateStrategy)}, ${seconds}`
    return [heading, JSON.stringify(this.#plan), 'before:', ...states].join('\n')
  }

  #now(): number {
    return Math.floor(Date.now() / 1000)
  }
}

function templateKey(version: number, isPooled: boolean): string {
  return `${version} ${isPooled}`
}
