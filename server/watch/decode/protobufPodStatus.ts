/** corev1.PodStatus in protobuf (k8s.io/api, core/v1/generated.proto). */
import {
  type ContainerEnd,
  type ContainerStatus,
  type PodCondition,
  type PodDraft,
  addCondition,
  addContainer,
} from '../../../domain/decode/podRecord.ts'
import { setText } from '../../../domain/decode/setText.ts'
import { inField, readTime } from './protobufMeta.ts'
import type { ProtobufReader } from './protobufReader.ts'

/** Reads the field as PodStatus into the record. */
export function readStatus(reader: ProtobufReader, pod: PodDraft): void {
  for (const end = reader.open(); reader.next(end);) {
    switch (reader.field) {
      case 1:
        pod.phase = reader.text()
        break
      case 2:
        readCondition(reader, pod)
        break
      case 3:
        setText(pod, 'message', reader.text())
        break
      case 4:
        setText(pod, 'reason', reader.text())
        break
      case 5:
        setText(pod, 'hostIP', reader.text())
        break
      case 6:
        setText(pod, 'podIP', reader.text())
        break
      case 7: {
        const started = readTime(reader)
        if (started !== undefined) pod.started = started
        break
      }
      case 11:
        setText(pod, 'nominated', reader.text())
        break
      case 8:
      case 10:
        addContainer(pod, readContainer(reader))
        break
      default:
        reader.skip()
    }
  }
}

function readCondition(reader: ProtobufReader, pod: PodDraft): void {
  const condition: PodCondition = {
    type: '',
    status: '',
    reason: '',
    message: '',
    since: undefined,
  }
  for (const end = reader.open(); reader.next(end);) {
    switch (reader.field) {
      case 1:
        condition.type = reader.text()
        break
      case 2:
        condition.status = reader.text()
        break
      case 4:
        condition.since = readTime(reader)
        break
      case 5:
        condition.reason = reader.text()
        break
      case 6:
        condition.message = reader.text()
        break
      default:
        reader.skip()
    }
  }
  addCondition(pod, condition)
}

function readContainer(reader: ProtobufReader): ContainerStatus {
  const status: ContainerStatus = {
    name: '',
    image: '',
    restarts: 0,
    waiting: undefined,
    terminated: undefined,
    lastEnd: undefined,
  }
  for (const end = reader.open(); reader.next(end);) {
    switch (reader.field) {
      case 1:
        status.name = reader.text()
        break
      case 2:
        readState(reader, status)
        break
      case 3:
        inField(reader, 3, () => (status.lastEnd = readEnd(reader)))
        break
      case 5:
        status.restarts = reader.int()
        break
      case 6:
        status.image = reader.text()
        break
      default:
        reader.skip()
    }
  }
  return status
}

function readState(reader: ProtobufReader, status: ContainerStatus): void {
  for (const end = reader.open(); reader.next(end);) {
    if (reader.field === 1) status.waiting = readWaiting(reader)
    else if (reader.field === 3) status.terminated = readEnd(reader)
    else reader.skip()
  }
}

function readWaiting(reader: ProtobufReader): { reason: string; message: string } {
  const waiting = { reason: '', message: '' }
  for (const end = reader.open(); reader.next(end);) {
    if (reader.field === 1) waiting.reason = reader.text()
    else if (reader.field === 2) waiting.message = reader.text()
    else reader.skip()
  }
  return waiting
}

function readEnd(reader: ProtobufReader): ContainerEnd {
  const ended = { exitCode: 0, reason: '', message: '' }
  for (const end = reader.open(); reader.next(end);) {
    if (reader.field === 1) ended.exitCode = reader.int()
    else if (reader.field === 3) ended.reason = reader.text()
    else if (reader.field === 4) ended.message = reader.text()
    else reader.skip()
  }
  return ended
}
