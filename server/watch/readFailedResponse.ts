import type { ApiStatus } from './decode/apiStatus.ts'
import { projectStatus } from './decode/jsonStatus.ts'
import { openEnvelope } from './decode/protobufEnvelope.ts'
import { ProtobufReader } from './decode/protobufReader.ts'
import { readStatus } from './decode/protobufStatus.ts'

/** A Status is small; what is larger is none. */
const largestStatus = 64 * 1024

/** Reads an answer that is not 200 to its end. What is not a Status (a proxy's HTML, nothing) counts by its code. */
export async function readFailedResponse(response: Response): Promise<ApiStatus> {
  const body = await readBody(response)
  const status = parseStatus(body, response.headers.get('content-type') ?? '')
  const seconds = retryAfter(response.headers.get('retry-after')) ?? status.retryAfterSeconds
  return {
    ...status,
    code: response.status,
    ...(seconds === undefined ? {} : { retryAfterSeconds: seconds }),
  }
}

/** Seconds only, as client-go reads it (rest/with_retry.go); a date or nonsense counts as none. */
function retryAfter(header: string | null): number | undefined {
  return header !== null && /^[0-9]{1,9}$/.test(header) ? Number(header) : undefined
}

async function readBody(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    if (!(chunk instanceof Uint8Array)) break
    size += chunk.length
    if (size > largestStatus) return new Uint8Array()
    chunks.push(chunk)
  }
  const body = new Uint8Array(size)
  let filled = 0
  for (const chunk of chunks) {
    body.set(chunk, filled)
    filled += chunk.length
  }
  return body
}

const nothing: ApiStatus = { code: 0, reason: '', message: '', causes: [] }

function parseStatus(body: Uint8Array, contentType: string): ApiStatus {
  try {
    if (contentType.startsWith('application/json'))
      return projectStatus(JSON.parse(new TextDecoder().decode(body)))
    if (!contentType.startsWith('application/vnd.kubernetes.protobuf')) return nothing
    const reader = new ProtobufReader(body)
    const { kind, end } = openEnvelope(reader, reader.end)
    return kind === 'Status' ? readStatus(reader, end) : nothing
  } catch {
    return nothing
  }
}
