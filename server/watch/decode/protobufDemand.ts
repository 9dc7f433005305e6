/**
 * What a Pod's spec says of its demand, in protobuf (k8s.io/api, core/v1/generated.proto). Of 150,000 Pods most say the
 * same as many others: the bytes that matter are compared, and their quantities summed only where they are new.
 */
import { writeDemand } from '../../../domain/k8s/demandText.ts'
import type { Container, ContainerPort, ResourceRequirements } from '../../../domain/k8s/objects.ts'
import { type DemandSpec, podDemand } from '../../../domain/k8s/podDemand.ts'
import { readQuantity } from './protobufMeta.ts'
import type { ProtobufReader } from './protobufReader.ts'

type Draft<T> = { -readonly [K in keyof T]: T[K] }

/** Demands by the bytes that they follow from. */
const known = new Map<string, string>()
const mostKnown = 1000
const longestKey = 4096

/**
 * The demand of the spec that begins at `start`, as text; the reader is then at the spec's end.
 * @param key what demandKey has given for each field of the spec, joined; and whether it is on the host's network
 */
export function readDemandText(
  reader: ProtobufReader,
  start: number,
  end: number,
  key: string,
): string {
  const found = known.get(key)
  if (found !== undefined) return found
  reader.seek(start)
  const text = writeDemand(podDemand(readDemandSpec(reader, end)).demand)
  if (known.size >= mostKnown) known.clear()
  if (key.length <= longestKey) known.set(key, text)
  return text
}

/** What a field of a PodSpec adds to the demand, to be compared; empty for most fields, which are passed over. */
export function demandKey(reader: ProtobufReader): string {
  const { field } = reader
  switch (field) {
    case 2:
    case 20:
      return `|${field}${containerKey(reader)}`
    case 25:
      return `|${field}:${reader.int()}`
    case 31:
    case 32:
    case 40:
      return `|${field}:${reader.raw()}`
    default:
      reader.skip()
      return ''
  }
}

function containerKey(reader: ProtobufReader): string {
  let key = ''
  for (const end = reader.open(); reader.next(end);) {
    const { field } = reader
    if (field === 6 || field === 8 || field === 24) key += `,${field}:${reader.raw()}`
    else reader.skip()
  }
  return key
}

function readDemandSpec(reader: ProtobufReader, end: number): DemandSpec {
  const containers: Container[] = []
  const initContainers: Container[] = []
  const overhead: Record<string, string> = {}
  const spec: Draft<DemandSpec> = { containers, initContainers, overhead }
  while (reader.next(end)) {
    if (reader.field === 2) containers.push(readContainer(reader))
    else if (reader.field === 11) spec.hostNetwork = reader.bool()
    else if (reader.field === 20) initContainers.push(readContainer(reader))
    else if (reader.field === 25) spec.priority = reader.int()
    else if (reader.field === 31) spec.preemptionPolicy = reader.text()
    else if (reader.field === 32) readQuantity(reader, overhead)
    else if (reader.field === 40) spec.resources = readResources(reader)
    else reader.skip()
  }
  return spec
}

function readContainer(reader: ProtobufReader): Container {
  const ports: ContainerPort[] = []
  const container: Draft<Container> = { name: '', ports }
  for (const end = reader.open(); reader.next(end);) {
    if (reader.field === 6) ports.push(readPort(reader))
    else if (reader.field === 8) container.resources = readResources(reader)
    else if (reader.field === 24) container.restartPolicy = reader.text()
    else reader.skip()
  }
  return container
}

function readPort(reader: ProtobufReader): ContainerPort {
  const port: Draft<ContainerPort> = { containerPort: 0 }
  for (const end = reader.open(); reader.next(end);) {
    if (reader.field === 2) port.hostPort = reader.int()
    else if (reader.field === 3) port.containerPort = reader.int()
    else if (reader.field === 4) port.protocol = reader.text()
    else if (reader.field === 5) port.hostIP = reader.text()
    else reader.skip()
  }
  return port
}

function readResources(reader: ProtobufReader): ResourceRequirements {
  const limits: Record<string, string> = {}
  const requests: Record<string, string> = {}
  for (const end = reader.open(); reader.next(end);) {
    if (reader.field === 1) readQuantity(reader, limits)
    else if (reader.field === 2) readQuantity(reader, requests)
    else reader.skip()
  }
  return { limits, requests }
}
