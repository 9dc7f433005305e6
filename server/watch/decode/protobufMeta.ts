/** metav1.ObjectMeta and its parts in protobuf (apimachinery, pkg/apis/meta/v1/generated.proto). */
import { setText } from '../../../domain/decode/setText.ts'
import type { ObjectMeta, OwnerReference } from '../../../domain/k8s/objects.ts'
import { DecodeError } from '../../../domain/decode/projected.ts'
import type { ProtobufReader } from './protobufReader.ts'
import { formatTime } from '../../../domain/decode/time.ts'

type Draft<T> = { -readonly [K in keyof T]: T[K] }

/** Reads the field as ObjectMeta, without annotations: nobody reads a Node's. @throws DecodeError where it has no name or uid */
export function readObjectMeta(reader: ProtobufReader): ObjectMeta {
  const meta: Draft<ObjectMeta> = { name: '', uid: '' }
  const labels: Record<string, string> = {}
  const owners: OwnerReference[] = []
  for (const end = reader.open(); reader.next(end);) {
    readMetaField(reader, meta, labels, owners)
  }
  if (meta.name === '' || meta.uid === '') throw new DecodeError('an object without name or uid')
  if (hasEntries(labels)) meta.labels = labels
  if (owners.length > 0) meta.ownerReferences = owners
  return meta
}

function readMetaField(
  reader: ProtobufReader,
  meta: Draft<ObjectMeta>,
  labels: Record<string, string>,
  owners: OwnerReference[],
): void {
  switch (reader.field) {
    case 1:
      meta.name = reader.text()
      return
    case 3:
      return setText(meta, 'namespace', reader.text())
    case 5:
      meta.uid = reader.text()
      return
    case 6:
      return setText(meta, 'resourceVersion', reader.text())
    case 7: {
      const generation = reader.int()
      if (generation !== 0) meta.generation = generation
      return
    }
    case 8:
      return setText(meta, 'creationTimestamp', readTimeText(reader))
    case 9:
      return setText(meta, 'deletionTimestamp', readTimeText(reader))
    case 11:
      return readEntry(reader, labels)
    case 13:
      owners.push(readOwner(reader))
      return
    default:
      reader.skip()
  }
}

export function readOwner(reader: ProtobufReader): OwnerReference {
  const owner: Draft<OwnerReference> = { apiVersion: '', kind: '', name: '', uid: '' }
  for (const end = reader.open(); reader.next(end);) {
    switch (reader.field) {
      case 1:
        owner.kind = reader.text()
        break
      case 3:
        owner.name = reader.text()
        break
      case 4:
        owner.uid = reader.text()
        break
      case 5:
        owner.apiVersion = reader.text()
        break
      case 6:
        if (reader.bool()) owner.controller = true
        break
      default:
        reader.skip()
    }
  }
  return owner
}

/** One entry of a map<string, string>. `__proto__` would be a legal key of the protocol: it becomes an own property. */
export function readEntry(reader: ProtobufReader, map: Record<string, string>): void {
  let key = ''
  let value = ''
  for (const end = reader.open(); reader.next(end);) {
    if (reader.field === 1) key = reader.text()
    else if (reader.field === 2) value = reader.text()
    else reader.skip()
  }
  if (key === '__proto__') Object.defineProperty(map, key, { value, ...plain })
  else map[key] = value
}

const plain = { configurable: true, enumerable: true, writable: true }

/** One entry of a map<string, Quantity>. */
export function readQuantity(reader: ProtobufReader, map: Record<string, string>): void {
  let key = ''
  let quantity = ''
  for (const end = reader.open(); reader.next(end);) {
    if (reader.field === 1) key = reader.text()
    else if (reader.field === 2) quantity = readQuantityText(reader)
    else reader.skip()
  }
  if (key !== '__proto__') map[key] = quantity
}

/** A Quantity is a message with its text. */
function readQuantityText(reader: ProtobufReader): string {
  let text = ''
  for (const end = reader.open(); reader.next(end);) {
    if (reader.field === 1) text = reader.text()
    else reader.skip()
  }
  return text
}

export function hasEntries(map: object): boolean {
  for (const _ in map) return true
  return false
}

/** metav1.Time: seconds since the epoch; undefined where it is not set (an empty message). */
export function readTime(reader: ProtobufReader): number | undefined {
  let seconds: number | undefined
  for (const end = reader.open(); reader.next(end);) {
    if (reader.field === 1) seconds = reader.int()
    else reader.skip()
  }
  return seconds
}

export function readTimeText(reader: ProtobufReader): string | undefined {
  const seconds = readTime(reader)
  return seconds === undefined ? undefined : formatTime(seconds)
}

/** Reads the field as a message, and calls `read` for each of its fields with this number. */
export function inField(reader: ProtobufReader, field: number, read: () => void): void {
  for (const end = reader.open(); reader.next(end);) {
    if (reader.field === field) read()
    else reader.skip()
  }
}
