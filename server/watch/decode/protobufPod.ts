/** corev1.Pod in protobuf (k8s.io/api, core/v1/generated.proto), straight into the console's flat record. */
import { setText } from '../../../domain/decode/setText.ts'
import type { Labels } from '../../../domain/k8s/objects.ts'
import { DecodeError, type Projected } from '../../../domain/decode/projected.ts'
import {
  type FieldRequirement,
  type PodDraft,
  addLabels,
  newPod,
  revisionLabel,
  targetOf,
  templateGenerationLabel,
} from '../../../domain/decode/podRecord.ts'
import { demandKey, readDemandText } from './protobufDemand.ts'
import { hasEntries, inField, readEntry, readOwner, readTime } from './protobufMeta.ts'
import { readStatus } from './protobufPodStatus.ts'
import type { ProtobufReader } from './protobufReader.ts'

/** Reads the message up to `end` as a Pod. @throws DecodeError */
export function readPod(reader: ProtobufReader, end: number): Projected<PodDraft> {
  const pod = newPod()
  let version = ''
  while (reader.next(end)) {
    switch (reader.field) {
      case 1:
        version = readMeta(reader, pod)
        break
      case 2:
        readSpec(reader, pod)
        break
      case 3:
        readStatus(reader, pod)
        break
      default:
        reader.skip()
    }
  }
  if (pod.uid === '' || pod.name === '') throw new DecodeError('a Pod without name or uid')
  if (pod.node !== undefined) delete pod.target
  return { uid: pod.uid, version, object: pod }
}

/** @returns the resourceVersion */
function readMeta(reader: ProtobufReader, pod: PodDraft): string {
  let version = ''
  const end = reader.open()
  const start = reader.position
  while (reader.next(end)) {
    if (reader.field === 6) version = reader.text()
    else readMetaField(reader, pod)
  }
  if (pod.owner === undefined) {
    reader.seek(start)
    addLabels(pod, readLabels(reader, end))
  }
  return version
}

function readMetaField(reader: ProtobufReader, pod: PodDraft): void {
  switch (reader.field) {
    case 1:
      pod.name = reader.text()
      return
    case 3:
      pod.namespace = reader.text()
      return
    case 5:
      pod.uid = reader.text()
      return
    case 8:
      pod.created = readTime(reader) ?? 0
      return
    case 9: {
      const deleted = readTime(reader)
      if (deleted !== undefined) pod.deleted = deleted
      return
    }
    case 11:
      return readLabel(reader, pod)
    case 13: {
      const { kind, name, uid, controller } = readOwner(reader)
      if (controller === true) pod.owner = { kind, name, uid }
      return
    }
    default:
      reader.skip()
  }
}

/** The two labels that each record has; the others are read only where they are kept. */
function readLabel(reader: ProtobufReader, pod: PodDraft): void {
  let key: 'revision' | 'templateGeneration' | undefined
  for (const end = reader.open(); reader.next(end);) {
    if (reader.field === 1) key = fieldOfLabel(reader)
    else if (reader.field === 2 && key !== undefined) setText(pod, key, reader.text())
    else reader.skip()
  }
}

function fieldOfLabel(reader: ProtobufReader): 'revision' | 'templateGeneration' | undefined {
  const length = reader.textLength()
  if (length === revisionLabel.length || length === templateGenerationLabel.length) {
    const label = reader.text()
    if (label === revisionLabel) return 'revision'
    return label === templateGenerationLabel ? 'templateGeneration' : undefined
  }
  reader.skip()
  return undefined
}

function readLabels(reader: ProtobufReader, end: number): Labels | undefined {
  const labels: Record<string, string> = {}
  while (reader.next(end)) {
    if (reader.field === 11) readEntry(reader, labels)
    else reader.skip()
  }
  return hasEntries(labels) ? labels : undefined
}

function readSpec(reader: ProtobufReader, pod: PodDraft): void {
  const end = reader.open()
  const start = reader.position
  let key = ''
  while (reader.next(end)) {
    if (reader.field === 10) setText(pod, 'node', reader.text())
    else if (reader.field === 18 && pod.node === undefined) readAffinity(reader, pod)
    else if (reader.field !== 11) key += demandKey(reader)
    else if (reader.bool()) pod.hostNetwork = true
  }
  if (pod.hostNetwork === true) key += '|host'
  setText(pod, 'demand', readDemandText(reader, start, end, key))
}

function readAffinity(reader: ProtobufReader, pod: PodDraft): void {
  const requirements: FieldRequirement[] = []
  // affinity → nodeAffinity → requiredDuringScheduling… → nodeSelectorTerms
  inField(reader, 1, () =>
    inField(reader, 1, () =>
      inField(reader, 1, () =>
        // matchFields
        inField(reader, 2, () => requirements.push(readRequirement(reader))),
      ),
    ),
  )
  setText(pod, 'target', targetOf(requirements))
}

function readRequirement(reader: ProtobufReader): FieldRequirement {
  const values: string[] = []
  const requirement = { key: '', operator: '', values }
  for (const end = reader.open(); reader.next(end);) {
    if (reader.field === 1) requirement.key = reader.text()
    else if (reader.field === 2) requirement.operator = reader.text()
    else if (reader.field === 3) values.push(reader.text())
    else reader.skip()
  }
  return requirement
}
