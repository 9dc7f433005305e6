/** The place of one scenario: a namespace and labelled nodes of its own, so that scenarios do not see each other. */
import { expect } from 'vitest'
import { type Answer, Client } from './client.test-kit.ts'
import { at, listAt, nameOf, numberAt, textAt } from './json.test-kit.ts'
import type { NewNode, World } from './world.test-kit.ts'

const namespaced = {
  daemonsets: 'apis/apps/v1',
  controllerrevisions: 'apis/apps/v1',
  pods: 'api/v1',
  events: 'api/v1',
  resourcequotas: 'api/v1',
  serviceaccounts: 'api/v1',
} as const

type Namespaced = keyof typeof namespaced

/** For as long something is waited for that should come by itself, in milliseconds of the cluster's clock. */
const patience = 60_000
const pause = 150

export const image = (tag: string): string => `registry.example/agent:${tag}`

/** A template whose Pods start and never become Ready: kwok reads the annotation, the simulation the image's name. */
export const neverReady = (tag: string): object => ({
  metadata: { annotations: { 'everynode.test/state': 'starting' } },
  spec: { containers: [{ name: 'main', image: `registry.example/never-ready:${tag}` }] },
})

/** What `counts` gives for that many nodes where all is well. */
export const allWell = (count: number): object => ({
  desired: count,
  current: count,
  updated: count,
  ready: count,
  available: count,
})

export class Stage {
  readonly world: World
  readonly namespace: string
  readonly admin: Client
  readonly editor: Client
  readonly viewer: Client
  readonly nobody: Client

  constructor(world: World, namespace: string) {
    this.world = world
    this.namespace = namespace
    this.admin = new Client(world.upstreamOf('admin'))
    this.editor = new Client(world.upstreamOf('editor'))
    this.viewer = new Client(world.upstreamOf('viewer'))
    this.nobody = new Client(world.upstreamOf('nobody'))
  }

  /** Makes the namespace, and waits until Pods can be created in it. */
  async open(): Promise<void> {
    done(await this.admin.post('/api/v1/namespaces', { metadata: { name: this.namespace } }))
    const account = this.path('serviceaccounts', 'default')
    await this.eventually(async () => (await this.admin.get(account)).status, 200)
  }

  /** The path of a resource in the scenario's namespace. @param rest a name, a subresource, a query */
  path(resource: Namespaced, rest = ''): string {
    const start = rest === '' || rest.startsWith('?') ? '' : '/'
    return `/${namespaced[resource]}/namespaces/${this.namespace}/${resource}${start}${rest}`
  }

  /** The path of one of the scenario's nodes, by its short name. */
  nodePath(short: string): string {
    return `/api/v1/nodes/${this.node(short)}`
  }

  node(short: string): string {
    return `${this.namespace}-${short}`
  }

  /** A DaemonSet for the scenario's nodes. @param spec over its spec, @param pod over its template's spec */
  daemonSet(name: string, spec: object = {}, pod: object = {}): object {
    return {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { name },
      spec: {
        selector: { matchLabels: { app: name } },
        template: {
          metadata: { labels: { app: name } },
          spec: {
            nodeSelector: { scenario: this.namespace },
            containers: [{ name: 'main', image: image('1') }],
            ...pod,
          },
        },
        ...spec,
      },
    }
  }

  /** Creates a DaemonSet, which must be accepted. @returns it as stored */
  async create(name: string, spec: object = {}, pod: object = {}): Promise<unknown> {
    return done(await this.admin.post(this.path('daemonsets'), this.daemonSet(name, spec, pod)))
  }

  /** Merges into the DaemonSet, which must be accepted. */
  async change(name: string, patch: object): Promise<unknown> {
    return done(await this.admin.patch(this.path('daemonsets', name), patch))
  }

  /** Gives its Pods' container another image, which runs well. */
  async rollTo(name: string, tag: string): Promise<unknown> {
    const metadata = { annotations: { 'everynode.test/state': null } }
    const spec = { containers: [{ name: 'main', image: image(tag) }] }
    return this.change(name, { spec: { template: { metadata, spec } } })
  }

  async get(name: string): Promise<unknown> {
    return done(await this.admin.get(this.path('daemonsets', name)))
  }

  /** Nodes with these short names join, all alike, and become Ready. */
  async nodes(names: readonly string[], node: NewNode = {}): Promise<void> {
    const labels = { scenario: this.namespace, ...node.labels }
    await Promise.all(names.map((name) => this.world.addNode(this.node(name), { ...node, labels })))
    for (const name of names) await this.eventually(() => this.#startupState(name), 'ready')
  }

  async #startupState(short: string): Promise<string> {
    const { body } = await this.admin.get(this.nodePath(short))
    const conditions = listAt(body, 'status', 'conditions')
    const ready = conditions.find((condition) => at(condition, 'type') === 'Ready')
    const taints = listAt(body, 'spec', 'taints').map((taint) => textAt(taint, 'key'))
    if (at(ready, 'status') !== 'True') return 'not Ready'
    return taints.includes('node.kubernetes.io/not-ready') ? 'still tainted' : 'ready'
  }

  /** Merges into one of the scenario's nodes. */
  async changeNode(short: string, patch: object): Promise<unknown> {
    return done(await this.admin.patch(this.nodePath(short), patch))
  }

  /** The Pods with this label `app`, sorted by name. */
  pods(app: string): Promise<readonly unknown[]> {
    return this.admin.list(this.path('pods', `?labelSelector=app=${app}`))
  }

  /** The uids of these Pods, sorted: whether they are still the same. */
  async uids(app: string): Promise<readonly string[]> {
    return (await this.pods(app)).map((pod) => textAt(pod, 'metadata', 'uid')).sort()
  }

  /** A Pod of its own by the short name of its node. */
  async podOn(app: string, short: string): Promise<unknown> {
    const pod = (await this.pods(app)).find((each) => targetOf(each) === this.node(short))
    if (pod === undefined) throw new Error(`${app} has no Pod on ${short}`)
    return pod
  }

  /** The path of a Pod of its own by the short name of its node. */
  async podPath(app: string, short: string): Promise<string> {
    return this.path('pods', nameOf(await this.podOn(app, short)))
  }

  /** What runs where: by the node's short name, `IMAGE-TAG STATE` of its Pods. */
  async placement(app: string): Promise<Readonly<Record<string, string>>> {
    const pods = await this.pods(app)
    const byNode = Map.groupBy(pods, (pod) => targetOf(pod).replace(`${this.namespace}-`, ''))
    const texts = [...byNode].map(([node, here]) => [node, here.map(stateOf).sort().join(' + ')])
    return Object.fromEntries(texts)
  }

  /** The counters of a DaemonSet's status that are not 0, and whether they are about its newest spec. */
  async counts(name: string): Promise<Readonly<Record<string, number | boolean>>> {
    const daemonSet = await this.get(name)
    const status = Object.entries(counters).map(
      ([short, field]) => [short, numberAt(daemonSet, 'status', field)] as const,
    )
    const isCurrent =
      numberAt(daemonSet, 'status', 'observedGeneration') ===
      numberAt(daemonSet, 'metadata', 'generation')
    return {
      ...Object.fromEntries(status.filter(([, count]) => count !== 0)),
      ...(isCurrent ? {} : { isCurrent }),
    }
  }

  /** Waits until what is read, without an error, equals what is expected. Fails with the difference. */
  async eventually<T>(read: () => Promise<T>, expected: unknown, within = patience): Promise<T> {
    const begun = this.world.now()
    for (;;) {
      try {
        const found = await read()
        expect(found).toEqual(expected)
        return found
      } catch (error) {
        if (this.world.now() > begun + within) throw error
      }
      // What takes long is looked at less often.
      await this.world.pass(Math.max(pause, Math.round((this.world.now() - begun) / 50)))
    }
  }

  /** Waits as eventually does. All that is read before must pass a check, which an error in `read` would not end. */
  async onTheWayTo<T>(
    read: () => Promise<T>,
    expected: unknown,
    check: (seen: T) => void,
  ): Promise<void> {
    const seen: T[] = []
    await this.eventually(async () => {
      const found = await read()
      seen.push(found)
      return found
    }, expected)
    for (const each of seen) check(each)
  }

  /** Waits until nothing has changed in the namespace for a while: for what must not happen. */
  async rest(): Promise<void> {
    const deadline = this.world.now() + patience
    let before = ''
    for (let quiet = 0; quiet < 10; quiet += 1) {
      const now = JSON.stringify(await this.#versions())
      if (now !== before) quiet = 0
      if (this.world.now() > deadline) throw new Error(`${this.namespace} never comes to rest`)
      before = now
      await this.world.pass(pause)
    }
  }

  async #versions(): Promise<readonly string[]> {
    const lists = [this.path('daemonsets'), this.path('pods'), this.path('controllerrevisions')]
    const objects = await Promise.all(lists.map((path) => this.admin.list(path)))
    return objects.flat().map((each) => textAt(each, 'metadata', 'resourceVersion'))
  }

  /** `REASON: MESSAGE` of all events about an object, sorted. */
  async events(name: string): Promise<readonly string[]> {
    const events = await this.admin.list(
      this.path('events', `?fieldSelector=involvedObject.name=${name}`),
    )
    return events.map((each) => `${textAt(each, 'reason')}: ${textAt(each, 'message')}`).sort()
  }

  /** `REVISION IMAGE-TAG` of the DaemonSet's history, oldest first. */
  async history(name: string): Promise<readonly string[]> {
    const revisions = await this.admin.list(
      this.path('controllerrevisions', `?labelSelector=app=${name}`),
    )
    return revisions
      .toSorted((a, b) => numberAt(a, 'revision') - numberAt(b, 'revision'))
      .map((each) => `${numberAt(each, 'revision')} ${tagOf(at(each, 'data', 'spec', 'template'))}`)
  }
}

/** The answer's body; the request must have been accepted. */
export function done(answer: Answer): unknown {
  if (answer.status >= 300) expect(answer).toEqual('accepted')
  return answer.body
}

const counters = {
  desired: 'desiredNumberScheduled',
  current: 'currentNumberScheduled',
  updated: 'updatedNumberScheduled',
  ready: 'numberReady',
  available: 'numberAvailable',
  unavailable: 'numberUnavailable',
  misscheduled: 'numberMisscheduled',
} as const

/** The node of a Pod, or the one it is meant for. */
function targetOf(pod: unknown): string {
  const affinity = at(pod, 'spec', 'affinity', 'nodeAffinity')
  const required = 'requiredDuringSchedulingIgnoredDuringExecution'
  const [term] = listAt(affinity, required, 'nodeSelectorTerms')
  return textAt(pod, 'spec', 'nodeName') || textAt(term, 'matchFields', 0, 'values', 0)
}

function tagOf(pod: unknown): string {
  return textAt(pod, 'spec', 'containers', 0, 'image').split(':').at(-1) ?? ''
}

function stateOf(pod: unknown): string {
  return `${tagOf(pod)} ${wordOf(pod)}`
}

function wordOf(pod: unknown): string {
  if (at(pod, 'metadata', 'deletionTimestamp') !== undefined) return 'Terminating'
  const conditions = listAt(pod, 'status', 'conditions')
  const ready = conditions.find((condition) => at(condition, 'type') === 'Ready')
  if (at(ready, 'status') === 'True') return 'Ready'
  if (textAt(pod, 'spec', 'nodeName') === '') return 'unscheduled'
  const phase = textAt(pod, 'status', 'phase')
  return phase === 'Failed' || phase === 'Succeeded' ? phase : 'waiting'
}
