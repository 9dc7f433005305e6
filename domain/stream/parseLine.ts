/** Reading one line of the placement stream, at the client's border. */
import { type Freshness, type Line, type Resource, isResource } from './lines.ts'

/** Thrown for a line that is none: the connection is broken, and the client opens another one. */
export class LineError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'LineError'
  }
}

/**
 * Reads a line, without its line break. It checks what applyLine relies on (the kind of the line, the resource, lists,
 * and that every object has a uid), and trusts the server with the rest of each object: there may be 150,000 of them.
 * @throws LineError where the text is no line of this protocol
 */
export function parseLine(text: string): Line {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new LineError(`not JSON: ${text.slice(0, 80)}`)
  }
  if (isLine(value)) return value
  throw new LineError(`not a line of protocol 1: ${text.slice(0, 80)}`)
}

function isLine(value: unknown): value is Line {
  if (!isRecord(value)) return false
  if (value['type'] === 'hello') return value['protocol'] === 1 && isNumber(value['at'])
  if (value['type'] === 'heartbeat') return isNumber(value['at'])
  return isResource(value['resource']) && isResourceLine(value['resource'], value)
}

function isResourceLine(resource: Resource, line: Readonly<Record<string, unknown>>): boolean {
  switch (line['type']) {
    case 'reset':
      return true
    case 'items':
      return isObjects(resource, line['objects'])
    case 'end':
      return typeof line['resourceVersion'] === 'string'
    case 'delta':
      return (
        isObjects(resource, line['upserts']) &&
        isTexts(line['deletes']) &&
        typeof line['resourceVersion'] === 'string'
      )
    case 'freshness':
      return isFreshness(line['freshness'])
    default:
      return false
  }
}

function isObjects(resource: Resource, value: unknown): boolean {
  if (!Array.isArray(value)) return false
  return value.every((object: unknown) => {
    const identified = resource === 'pods' || !isRecord(object) ? object : object['metadata']
    return isRecord(identified) && typeof identified['uid'] === 'string'
  })
}

const states: ReadonlySet<unknown> = new Set<Freshness['state']>([
  'loading',
  'live',
  'polling',
  'retrying',
  'stale',
  'denied',
])

function isFreshness(value: unknown): boolean {
  return (
    isRecord(value) &&
    states.has(value['state']) &&
    isNumber(value['asOf']) &&
    isNumber(value['since']) &&
    (value['why'] === undefined || isTrouble(value['why']))
  )
}

function isTrouble(value: unknown): boolean {
  return (
    isRecord(value) && typeof value['code'] === 'string' && typeof value['message'] === 'string'
  )
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number'
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
