/** corev1.Node in protobuf (k8s.io/api, core/v1/generated.proto). */
import { setText } from '../../../domain/decode/setText.ts'
import type { Node, NodeCondition, ObjectMeta, Taint } from '../../../domain/k8s/objects.ts'
import { DecodeError, type Projected } from '../../../domain/decode/projected.ts'
import { hasEntries, readObjectMeta, readQuantity, readTimeText } from './protobufMeta.ts'
import type { ProtobufReader } from './protobufReader.ts'

type Draft<T> = { -readonly [K in keyof T]: T[K] }
type NodeSpec = Draft<Node['spec']>
type NodeStatus = NonNullable<Node['status']>
type NodeInfo = Draft<NonNullable<NodeStatus['nodeInfo']>>
type Address = NonNullable<NodeStatus['addresses']>[number]

/** Reads the message up to `end` as a Node. @throws DecodeError */
export function readNode(reader: ProtobufReader, end: number): Projected<Node> {
  let metadata: ObjectMeta | undefined
  let spec: NodeSpec = {}
  let status: NodeStatus | undefined
  while (reader.next(end)) {
    if (reader.field === 1) metadata = readObjectMeta(reader)
    else if (reader.field === 2) spec = readSpec(reader)
    else if (reader.field === 3) status = readStatus(reader)
    else reader.skip()
  }
  if (metadata === undefined) throw new DecodeError('a Node without metadata')
  const object = { metadata, spec, ...(status === undefined ? {} : { status }) }
  return { uid: metadata.uid, version: metadata.resourceVersion ?? '', object }
}

function readSpec(reader: ProtobufReader): NodeSpec {
  const spec: NodeSpec = {}
  const taints: Taint[] = []
  for (const end = reader.open(); reader.next(end);) {
    if (reader.field === 5) taints.push(readTaint(reader))
    else if (reader.field === 4) {
      if (reader.bool()) spec.unschedulable = true
    } else reader.skip()
  }
  if (taints.length > 0) spec.taints = taints
  return spec
}

function readTaint(reader: ProtobufReader): Taint {
  const taint: Draft<Taint> = { key: '', effect: '' }
  for (const end = reader.open(); reader.next(end);) {
    if (reader.field === 1) taint.key = reader.text()
    else if (reader.field === 2) setText(taint, 'value', reader.text())
    else if (reader.field === 3) taint.effect = reader.text()
    else if (reader.field === 4) setText(taint, 'timeAdded', readTimeText(reader))
    else reader.skip()
  }
  return taint
}

function readStatus(reader: ProtobufReader): NodeStatus {
  const allocatable: Record<string, string> = {}
  const conditions: NodeCondition[] = []
  const addresses: Address[] = []
  let nodeInfo: NodeInfo | undefined
  for (const end = reader.open(); reader.next(end);) {
    if (reader.field === 2) readQuantity(reader, allocatable)
    else if (reader.field === 4) conditions.push(readCondition(reader))
    else if (reader.field === 5) addresses.push(readAddress(reader))
    else if (reader.field === 7) nodeInfo = readInfo(reader)
    else reader.skip()
  }
  return {
    ...(hasEntries(allocatable) ? { allocatable } : {}),
    ...(conditions.length > 0 ? { conditions } : {}),
    ...(addresses.length > 0 ? { addresses } : {}),
    ...(nodeInfo !== undefined && hasEntries(nodeInfo) ? { nodeInfo } : {}),
  }
}

function readCondition(reader: ProtobufReader): NodeCondition {
  const condition: Draft<NodeCondition> = { type: '', status: '' }
  for (const end = reader.open(); reader.next(end);) {
    switch (reader.field) {
      case 1:
        condition.type = reader.text()
        break
      case 2:
        condition.status = reader.text()
        break
      case 4:
        setText(condition, 'lastTransitionTime', readTimeText(reader))
        break
      case 5:
        setText(condition, 'reason', reader.text())
        break
      case 6:
        setText(condition, 'message', reader.text())
        break
      default:
        reader.skip()
    }
  }
  return condition
}

function readAddress(reader: ProtobufReader): Address {
  const address = { type: '', address: '' }
  for (const end = reader.open(); reader.next(end);) {
    if (reader.field === 1) address.type = reader.text()
    else if (reader.field === 2) address.address = reader.text()
    else reader.skip()
  }
  return address
}

function readInfo(reader: ProtobufReader): NodeInfo {
  const info: NodeInfo = {}
  for (const end = reader.open(); reader.next(end);) {
    if (reader.field === 5) setText(info, 'osImage', reader.text())
    else if (reader.field === 6) setText(info, 'containerRuntimeVersion', reader.text())
    else if (reader.field === 7) setText(info, 'kubeletVersion', reader.text())
    else if (reader.field === 9) setText(info, 'operatingSystem', reader.text())
    else if (reader.field === 10) setText(info, 'architecture', reader.text())
    else reader.skip()
  }
  return info
}
