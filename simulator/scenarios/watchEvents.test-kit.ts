/** The events that are in the bytes of a watch, whatever chunks they come in. */
import { ProtobufReader } from '../../server/watch/decode/protobufReader.ts'
import { readProtobuf } from '../schema/readProtobuf.ts'

/** @returns the events that end with the chunk */
export type ReadEvents = (chunk: Uint8Array) => readonly unknown[]

export function eventReader(contentType: string): ReadEvents {
  return contentType === 'application/vnd.kubernetes.protobuf;stream=watch'
    ? readFrames()
    : readLines()
}

function readLines(): ReadEvents {
  const decoder = new TextDecoder()
  let text = ''
  return (chunk) => {
    text += decoder.decode(chunk, { stream: true })
    const lines = text.split('\n')
    text = lines.pop() ?? ''
    return lines.map((line): unknown => JSON.parse(line))
  }
}

/** Each behind its length, four bytes. */
function readFrames(): ReadEvents {
  let bytes = new Uint8Array()
  return (chunk) => {
    bytes = Uint8Array.from([...bytes, ...chunk])
    const events: unknown[] = []
    for (;;) {
      const end = bytes.length < 4 ? Infinity : 4 + new DataView(bytes.buffer).getUint32(0)
      if (bytes.length < end) return events
      events.push(readEvent(bytes.subarray(4, end)))
      bytes = bytes.slice(end)
    }
  }
}

/** A WatchEvent: its type, and a RawExtension, whose one field is the object in its envelope. */
function readEvent(frame: Uint8Array): unknown {
  const reader = new ProtobufReader(frame)
  let type = ''
  let object: unknown
  while (reader.next(frame.length))
    if (reader.field === 1) type = reader.text()
    else {
      reader.next(reader.open())
      const end = reader.open()
      object = readProtobuf(frame.subarray(reader.position, end))
      reader.seek(end)
    }
  return { type, object }
}
