/** A Pod in JSON, as the console's flat record. */
import { setText } from './setText.ts'
import type { Pod } from '../k8s/objects.ts'
import { demandSpec } from './jsonObjects.ts'
import type { Projected } from './projected.ts'
import {
  type ContainerEnd,
  type ContainerStatus,
  type FieldRequirement,
  type PodDraft,
  addCondition,
  addContainer,
  addDemand,
  addLabels,
  newPod,
  revisionLabel,
  targetOf,
  templateGenerationLabel,
} from './podRecord.ts'
import { at, isJson, listOf, numberOrZero, requiredText, textOrEmpty, texts } from './readJson.ts'
import { parseTime } from './time.ts'

/** Projects a Pod of the API. @throws DecodeError where it has no name or uid */
export function projectPod(value: unknown): Projected<Pod> {
  const pod = newPod()
  const metadata = at(value, 'metadata')
  addMeta(pod, metadata)
  addSpec(pod, at(value, 'spec'))
  addStatus(pod, at(value, 'status'))
  return { uid: pod.uid, version: textOrEmpty(at(metadata, 'resourceVersion')), object: pod }
}

function addMeta(pod: PodDraft, metadata: unknown): void {
  pod.name = requiredText(at(metadata, 'name'))
  pod.uid = requiredText(at(metadata, 'uid'))
  pod.namespace = textOrEmpty(at(metadata, 'namespace'))
  pod.created = timeAt(metadata, 'creationTimestamp') ?? 0
  const deleted = timeAt(metadata, 'deletionTimestamp')
  if (deleted !== undefined) pod.deleted = deleted
  const owner = listOf(at(metadata, 'ownerReferences'), (item) =>
    at(item, 'controller') === true ? item : undefined,
  )[0]
  if (owner !== undefined) {
    const [kind, name, uid] = ['kind', 'name', 'uid'].map((key) => textOrEmpty(at(owner, key)))
    pod.owner = { kind: kind ?? '', name: name ?? '', uid: uid ?? '' }
  }
  const labels = at(metadata, 'labels')
  setText(pod, 'revision', textOrEmpty(at(labels, revisionLabel)))
  setText(pod, 'templateGeneration', textOrEmpty(at(labels, templateGenerationLabel)))
  addLabels(pod, texts(labels))
}

function addSpec(pod: PodDraft, spec: unknown): void {
  setText(pod, 'node', textOrEmpty(at(spec, 'nodeName')))
  if (at(spec, 'hostNetwork') === true) pod.hostNetwork = true
  addDemand(pod, demandSpec(spec) ?? {})
  if (pod.node === undefined) setText(pod, 'target', targetNode(spec))
}

/** The node that a Pod's spec names as the one it waits for. */
export function targetNode(spec: unknown): string | undefined {
  const nodeAffinity = at(at(spec, 'affinity'), 'nodeAffinity')
  const required = at(nodeAffinity, 'requiredDuringSchedulingIgnoredDuringExecution')
  const requirements = listOf(at(required, 'nodeSelectorTerms'), (term) =>
    listOf(at(term, 'matchFields'), readRequirement),
  ).flat()
  return targetOf(requirements)
}

function readRequirement(value: unknown): FieldRequirement {
  return {
    key: textOrEmpty(at(value, 'key')),
    operator: textOrEmpty(at(value, 'operator')),
    values: listOf(at(value, 'values'), textOrEmpty),
  }
}

function addStatus(pod: PodDraft, status: unknown): void {
  pod.phase = textOrEmpty(at(status, 'phase'))
  for (const key of ['reason', 'message', 'hostIP', 'podIP'] as const) {
    setText(pod, key, textOrEmpty(at(status, key)))
  }
  setText(pod, 'nominated', textOrEmpty(at(status, 'nominatedNodeName')))
  const started = timeAt(status, 'startTime')
  if (started !== undefined) pod.started = started
  for (const condition of listOf(at(status, 'conditions'), (item) => item)) {
    addCondition(pod, {
      type: textOrEmpty(at(condition, 'type')),
      status: textOrEmpty(at(condition, 'status')),
      reason: textOrEmpty(at(condition, 'reason')),
      message: textOrEmpty(at(condition, 'message')),
      since: timeAt(condition, 'lastTransitionTime'),
    })
  }
  for (const key of ['containerStatuses', 'initContainerStatuses']) {
    for (const container of listOf(at(status, key), readContainer)) addContainer(pod, container)
  }
}

function readContainer(value: unknown): ContainerStatus {
  const state = at(value, 'state')
  const waiting = at(state, 'waiting')
  return {
    name: textOrEmpty(at(value, 'name')),
    image: textOrEmpty(at(value, 'image')),
    restarts: numberOrZero(at(value, 'restartCount')),
    waiting: isJson(waiting)
      ? {
          reason: textOrEmpty(at(waiting, 'reason')),
          message: textOrEmpty(at(waiting, 'message')),
        }
      : undefined,
    terminated: readEnd(at(state, 'terminated')),
    lastEnd: readEnd(at(at(value, 'lastState'), 'terminated')),
  }
}

function readEnd(value: unknown): ContainerEnd | undefined {
  if (!isJson(value)) return undefined
  return {
    exitCode: numberOrZero(at(value, 'exitCode')),
    reason: textOrEmpty(at(value, 'reason')),
    message: textOrEmpty(at(value, 'message')),
  }
}

function timeAt(value: unknown, key: string): number | undefined {
  return parseTime(textOrEmpty(at(value, key)))
}
