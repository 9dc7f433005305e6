import type { ApiStatus } from './apiStatus.ts'
import type { ProtobufReader } from './protobufReader.ts'

/** Reads the message up to `end` as metav1.Status (apimachinery, pkg/apis/meta/v1/generated.proto). */
export function readStatus(reader: ProtobufReader, end: number): ApiStatus {
  const status = { code: 0, reason: '', message: '' }
  let details: Details = { causes: [] }
  while (reader.next(end)) {
    if (reader.field === 3) status.message = reader.text()
    else if (reader.field === 4) status.reason = reader.text()
    else if (reader.field === 5) details = readDetails(reader)
    else if (reader.field === 6) status.code = reader.int()
    else reader.skip()
  }
  return { ...status, ...details }
}

type Details = Pick<ApiStatus, 'causes' | 'retryAfterSeconds'>
type Cause = ApiStatus['causes'][number]

function readDetails(reader: ProtobufReader): Details {
  const causes: Cause[] = []
  let retryAfterSeconds = 0
  for (const end = reader.open(); reader.next(end);) {
    if (reader.field === 4) causes.push(readCause(reader))
    else if (reader.field === 5) retryAfterSeconds = reader.int()
    else reader.skip()
  }
  return retryAfterSeconds === 0 ? { causes } : { causes, retryAfterSeconds }
}

function readCause(reader: ProtobufReader): Cause {
  const cause = { reason: '', message: '' }
  for (const end = reader.open(); reader.next(end);) {
    if (reader.field === 1) cause.reason = reader.text()
    else if (reader.field === 2) cause.message = reader.text()
    else reader.skip()
  }
  return cause
}
