/** What Kubernetes wraps every protobuf object in (apimachinery, pkg/runtime/generated.proto, Unknown). */
import { DecodeError } from '../../../domain/decode/projected.ts'
import type { ProtobufReader } from './protobufReader.ts'

/** `k8s` and a zero byte (runtime/serializer/protobuf/protobuf.go). */
const magic = [0x6b, 0x38, 0x73, 0x00] as const
export const magicLength = magic.length

/** @throws DecodeError */
export function checkMagic(bytes: Uint8Array): void {
  if (magic.some((byte, i) => bytes[i] !== byte)) throw new DecodeError('not Kubernetes protobuf')
}

/** Reads the message up to `end` as TypeMeta. @returns the kind */
export function readKind(reader: ProtobufReader, end: number): string {
  let kind = ''
  while (reader.next(end)) {
    if (reader.field === 2) kind = reader.text()
    else reader.skip()
  }
  return kind
}

export interface Enveloped {
  readonly kind: string
  /** Where the object's own message ends; the reader stands at its start. */
  readonly end: number
}

/** Opens the envelope that reaches to `end`. @throws DecodeError */
export function openEnvelope(reader: ProtobufReader, end: number): Enveloped {
  checkMagic(reader.ahead(magicLength))
  reader.seek(reader.position + magicLength)
  let kind = ''
  let start = end
  let rawEnd = end
  while (reader.next(end)) {
    if (reader.field === 1) kind = readKind(reader, reader.open())
    else if (reader.field === 2) {
      rawEnd = reader.open()
      start = reader.position
      reader.seek(rawEnd)
    } else reader.skip()
  }
  reader.seek(start)
  return { kind, end: rawEnd }
}
