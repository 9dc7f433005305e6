/** One turn of the DaemonSet controller for one DaemonSet (pkg/controller/daemon/daemon_controller.go, syncDaemonSet). */
import { isJson, numberOrZero, textOrEmpty } from '../../../domain/decode/readJson.ts'
import { rolloutNumbers, type RolloutNumbers } from '../../../domain/rollout/budget.ts'
import type { PodDeletion } from '../../../domain/rollout/manageNode.ts'
import type { Clock } from '../../clock.ts'
import type { KubeObject } from '../../objects.ts'
import { claim } from '../ownership.ts'
import type { ClusterIndex } from './clusterIndex.ts'
import type { DaemonSetView } from './daemonSetView.ts'
import type { FailedPodsBackoff } from './failedPodsBackoff.ts'
import { cleanUpHistory, constructHistory, type History } from './history.ts'
import { podManifests } from './podManifest.ts'
import { type NodesToSync, rollingUpdate } from './rollingUpdate.ts'
import { storeStatus } from './status.ts'
import { type Subject, type SubjectWorld, targetOf } from './subject.ts'
import { type PodControl, syncNodes } from './syncNodes.ts'

export interface SyncWorld extends SubjectWorld, PodControl {
  readonly clock: Clock
  readonly random: () => number
  readonly index: ClusterIndex
  readonly backoff: FailedPodsBackoff
  readonly again: (milliseconds: number) => void
}

/**
 * Does what there is to do now, then writes the status.
 * @param view of the same DaemonSet
 * @throws ApiError, SyncError where something could not be done; the status is written all the same
 */
export function syncDaemonSet(world: SyncWorld, subject: Subject, view: DaemonSetView): void {
  const { raw } = subject
  if (selectsAll(raw)) {
    const message = 'This daemon set is selecting all pods. A non-empty selector is required.'
    world.record(raw, 'Warning', 'SelectingAll', message)
    return
  }
  // Its history may be deleted before its Pods are: nothing reliable can be said.
  if (raw.metadata.deletionTimestamp !== undefined) return
  const turn = new Turn(world, subject, view)
  try {
    turn.work()
  } finally {
    turn.storeStatus()
  }
}

function selectsAll({ spec }: KubeObject): boolean {
  const selector = spec?.['selector']
  return isJson(selector) && Object.keys(selector).length === 0
}

class Turn {
  readonly #world: SyncWorld
  readonly #subject: Subject
  readonly #view: DaemonSetView
  readonly #history: History
  readonly #numbers: RolloutNumbers

  constructor(world: SyncWorld, subject: Subject, view: DaemonSetView) {
    this.#world = world
    this.#subject = subject
    this.#view = view
    this.#history = constructHistory(world, subject, this.#ownPods())
    this.#claimPods()
    this.#numbers = this.#refresh()
  }

  /** The rolling update waits until there is nothing else to do, as it does for what the controller expects to see. */
  work(): void {
    const { updateStrategy } = this.#subject.daemonSet.spec
    const isBusy = this.#sync(this.#toManage())
    if (!isBusy && updateStrategy?.type !== 'OnDelete') {
      this.#sync(rollingUpdate(this.#view, this.#numbers, this.#world.random))
    }
    cleanUpHistory(this.#world, this.#subject, this.#history, () => this.#ownPods())
  }

  /** What has been done in this turn counts in the next one, when the controller sees it. */
  storeStatus(): void {
    const { counts } = this.#view.readings
    storeStatus(this.#world.registry, this.#subject.raw, counts)
    const { minReadySeconds = 0 } = this.#subject.daemonSet.spec
    if (minReadySeconds > 0 && counts.ready !== counts.available) {
      this.#world.again(minReadySeconds * 1000)
    }
  }

  #refresh(): RolloutNumbers {
    const { daemonSet } = this.#subject
    const target = targetOf(this.#subject, this.#history.hash)
    const judge = { subject: this.#subject, target, now: this.#world.clock.now() / 1000 }
    const { allowsSurge } = rolloutNumbers(daemonSet, 1)
    this.#view.refresh({ ...judge, surges: allowsSurge })
    return rolloutNumbers(daemonSet, this.#view.readings.counts.desired)
  }

  *#ownPods(): Iterable<KubeObject> {
    const { store, index } = this.#world
    const { namespace = '', uid } = this.#subject.raw.metadata
    for (const name of index.podsOf(uid)) {
      const pod = store.get('pods', { namespace, name })
      if (pod !== undefined) yield pod
    }
  }

  #claimPods(): void {
    const { store, index, registry } = this.#world
    const { raw, selector } = this.#subject
    const { namespace = '' } = raw.metadata
    this.#view.takePods(this.#subject)
    const names = [...index.orphans(namespace), ...this.#view.strangers]
    for (const name of names) {
      const pod = store.get('pods', { namespace, name })
      if (pod !== undefined) claim(registry, pod, { resource: 'pods', owner: raw, selector })
    }
  }

  #toManage(): NodesToSync {
    const acting = [...this.#view.readings.acting]
    return {
      creates: acting.filter(([, { creates }]) => creates).map(([node]) => node),
      deletes: acting.flatMap(([node, { deletes }]) =>
        deletes.filter((deletion) => this.#mayDelete(node, deletion)).map(({ pod }) => pod.name),
      ),
    }
  }

  #mayDelete(node: string, { pod, cause }: PodDeletion): boolean {
    if (cause !== 'ended') return true
    const { store, record, backoff, clock, again } = this.#world
    const { raw } = this.#subject
    const { namespace = '', uid } = raw.metadata
    const ended = store.get('pods', { namespace, name: pod.name })
    const where = `daemon pod ${namespace}/${pod.name} on node ${node}`
    if (textOrEmpty(ended?.status?.['phase']) === 'Succeeded') {
      const message = `Found succeeded ${where}, will try to delete it`
      record(raw, 'Normal', 'SucceededDaemonPod', message)
      return true
    }
    const generation = numberOrZero(raw.status?.['observedGeneration'])
    const wait = backoff.wait(`${uid}/${generation}/${node}`, clock.now())
    if (wait > 0) {
      again(wait)
      return false
    }
    record(raw, 'Warning', 'FailedDaemonPod', `Found failed ${where}, will try to kill it`)
    return true
  }

  #sync({ creates, deletes }: NodesToSync): boolean {
    if (creates.length === 0 && deletes.length === 0) return false
    const { raw, daemonSet } = this.#subject
    const podFor = podManifests(raw, daemonSet, this.#history.hash)
    return syncNodes(this.#world, { daemonSet: raw, creates, deletes, podFor })
  }
}
