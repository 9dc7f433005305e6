/** The query of GET /stream: what the client already has, and how long the answer may take. */
import { type Resource, isResource, resources } from './lines.ts'
import { isResourceVersion } from './resourceVersion.ts'

/** Of each resource the version that the client's data is complete up to. */
export type Versions = Partial<Readonly<Record<Resource, string>>>

export interface StreamQuery {
  readonly versions: Versions
  /** After how many seconds the answer ends by itself. */
  readonly seconds?: number
}

/** The longest answer that can be asked for; without `seconds` it has no end. */
const longestSeconds = 3600

/** @returns the query without `?`, empty where there is nothing to say */
export function formatStreamQuery({ versions, seconds }: StreamQuery): string {
  const known = resources.flatMap((resource) => {
    const version = versions[resource]
    return version === undefined ? [] : [`${resource}=${version}`]
  })
  return [...known, ...(seconds === undefined ? [] : [`seconds=${seconds}`])].join('&')
}

/**
 * Reads the query's parameters (a URLSearchParams has this shape).
 * @returns what was asked for, or a sentence that says what is wrong with it
 */
export function parseStreamQuery(
  parameters: Iterable<readonly [name: string, value: string]>,
): StreamQuery | { readonly error: string } {
  const given = new Map<string, string>()
  for (const [name, value] of parameters) {
    if (given.has(name)) return { error: `A parameter is given twice: ${known}.` }
    given.set(name, value)
  }
  const versions: Partial<Record<Resource, string>> = {}
  let seconds: number | undefined
  for (const [name, value] of given) {
    if (name === 'seconds' && isSeconds(value)) seconds = Number(value)
    else if (isResource(name) && isResourceVersion(value)) versions[name] = value
    else return { error: `A parameter is unknown or has no valid value: ${known}.` }
  }
  return seconds === undefined ? { versions } : { versions, seconds }
}

const known = `known are ${resources.join(', ')} (each with a resourceVersion that an earlier answer has named) and seconds (from 1 to ${longestSeconds})`

function isSeconds(value: string): boolean {
  return /^[1-9][0-9]{0,3}$/.test(value) && Number(value) <= longestSeconds
}
