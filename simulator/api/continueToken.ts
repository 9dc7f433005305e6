/** Where the next page of a list begins (apiserver, pkg/storage/continue.go). */
import { at, isJson, number, textOrEmpty } from '../../domain/decode/readJson.ts'
import { badRequest } from '../registry/refusals.ts'
import { parseOr } from './requestBody.ts'

export interface Continue {
  /** -1: whatever is there now. */
  readonly version: number
  /** The path of the last object of the page before, and a NUL: what comes after it. */
  readonly start: string
}

const encodedAs = 'meta.k8s.io/v1'

export function encodeContinue({ version, start }: Continue): string {
  const json = JSON.stringify({ v: encodedAs, rv: version, start })
  return btoa(json).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** @throws ApiError 400 */
export function decodeContinue(token: string): Continue {
  const json = parse(token)
  const encoded = textOrEmpty(at(json, 'v'))
  const version = number(at(json, 'rv')) ?? 0
  const start = textOrEmpty(at(json, 'start'))
  if (encoded !== encodedAs)
    throw invalid(`: server does not recognize this encoded version ${encoded}`)
  if (version === 0)
    throw invalid(`: incorrect encoded start resourceVersion (version ${encodedAs})`)
  if (start === '') throw invalid(`: encoded start key empty (version ${encodedAs})`)
  return { version, start }
}

function parse(token: string): unknown {
  let text: string
  try {
    text = atob(token.replaceAll('-', '+').replaceAll('_', '/'))
  } catch {
    throw invalid('')
  }
  const { value } = parseOr(text, (why) => invalidText(`: ${why}`))
  if (isJson(value)) return value
  throw invalid('')
}

function invalid(why: string): Error {
  return badRequest(invalidText(why))
}

function invalidText(why: string): string {
  return `invalid continue token: continue key is not valid${why}`
}
