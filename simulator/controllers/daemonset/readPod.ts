/** A Pod as far as the controller looks at it: neither its containers nor what the scheduler says of it matter. */
import { targetNode } from '../../../domain/decode/jsonPod.ts'
import { revisionLabel, templateGenerationLabel } from '../../../domain/decode/podRecord.ts'
import { at, text, textOrEmpty } from '../../../domain/decode/readJson.ts'
import { setText } from '../../../domain/decode/setText.ts'
import { parseTime } from '../../../domain/decode/time.ts'
import type { RolloutPod } from '../../../domain/rollout/rolloutCells.ts'
import { conditionsOf } from '../../nodes/conditions.ts'
import { hasEnded, isBeingDeleted, nodeNameOf, phaseOf } from '../../nodes/readPod.ts'
import type { KubeObject } from '../../objects.ts'

/** The node on which the controller counts a Pod; undefined: on none (getNodesToDaemonPods). */
export function countedOn(pod: KubeObject): string | undefined {
  if (hasEnded(pod) && isBeingDeleted(pod)) return undefined
  return text(nodeNameOf(pod)) ?? targetNode(pod.spec)
}

/** 150,000 Pods are read for some rollouts: what `projectPod` does beside this takes several times as long. */
export function readPod(pod: KubeObject): RolloutPod {
  const { name, labels, creationTimestamp, deletionTimestamp } = pod.metadata
  const ready = conditionsOf(pod).find(({ type }) => type === 'Ready')
  const read: { -readonly [K in keyof RolloutPod]: RolloutPod[K] } = {
    name,
    created: parseTime(creationTimestamp) ?? 0,
    phase: phaseOf(pod),
    ready: ready?.['status'] === 'True',
  }
  setText(read, 'revision', labels?.[revisionLabel])
  setText(read, 'templateGeneration', labels?.[templateGenerationLabel])
  setText(read, 'node', nodeNameOf(pod))
  if (read.node === undefined) setText(read, 'target', targetNode(pod.spec))
  const deleted = parseTime(deletionTimestamp ?? '')
  if (deleted !== undefined) read.deleted = deleted
  const readySince = parseTime(textOrEmpty(at(ready, 'lastTransitionTime')))
  if (readySince !== undefined) read.readySince = readySince
  return read
}
