/** The options of lists and watches (apimachinery, pkg/apis/meta/internalversion). */
import {
  type FieldError,
  type FieldErrors,
  forbiddenField,
  unsupported,
} from '../registry/fieldErrors.ts'
import { badRequest } from '../registry/refusals.ts'
import { invalidOptions } from './refusals.ts'
import { isSet } from './requestInfo.ts'

export interface ListOptions {
  /** 0: no limit. */
  readonly limit: number
  readonly continueToken: string
  readonly resourceVersion: string
  readonly resourceVersionMatch: string
  readonly sendInitialEvents: boolean | undefined
  readonly allowWatchBookmarks: boolean
  readonly timeoutSeconds: number | undefined
}

/** @throws ApiError 400 for what cannot be read, 422 for what does not go together */
export function readListOptions(query: URLSearchParams, watches: boolean): ListOptions {
  const options: ListOptions = {
    limit: readInteger(query.get('limit')) ?? 0,
    continueToken: query.get('continue') ?? '',
    resourceVersion: query.get('resourceVersion') ?? '',
    resourceVersionMatch: query.get('resourceVersionMatch') ?? '',
    sendInitialEvents: query.has('sendInitialEvents')
      ? isSet(query.get('sendInitialEvents'))
      : undefined,
    allowWatchBookmarks: isSet(query.get('allowWatchBookmarks')),
    timeoutSeconds: readInteger(query.get('timeoutSeconds')),
  }
  const errors = watches ? watchErrors(options) : listErrors(options)
  if (errors.length > 0) throw invalidOptions('ListOptions', errors)
  return options
}

/** @returns undefined where there is none. @throws ApiError 400, in Go's words */
export function readInteger(text: string | null): number | undefined {
  if (text === null || text === '') return undefined
  if (/^[+-]?\d+$/.test(text)) return Number(text)
  throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`)
}

/** @returns the version as a number; undefined for '' */
export function readVersion(text: string, refusal: (message: string) => Error): number | undefined {
  if (text === '') return undefined
  if (/^\d+$/.test(text)) return Number(text)
  const value = JSON.stringify(text)
  throw refusal(
    `resourceVersion: Invalid value: ${value}: strconv.ParseUint: parsing ${value}: invalid syntax`,
  )
}

const matchField = 'resourceVersionMatch'
const sendsInitial = 'sendInitialEvents'
const withContinue = forbiddenField(
  matchField,
  `${matchField} is forbidden when continue is provided`,
)

/** validation.go, ValidateListOptions */
function listErrors(options: ListOptions): FieldErrors {
  const { resourceVersionMatch: match, resourceVersion, continueToken } = options
  const known = ['', 'Exact', 'NotOlderThan']
  const checks: readonly (readonly [boolean, FieldError])[] = [
    [
      match !== '' && resourceVersion === '',
      forbiddenField(matchField, `${matchField} is forbidden unless resourceVersion is provided`),
    ],
    [match !== '' && continueToken !== '', withContinue],
    [!known.includes(match), unsupported(matchField, match, ['Exact', 'NotOlderThan', ''])],
    [
      match === 'Exact' && resourceVersion === '0',
      forbiddenField(matchField, `${matchField} "exact" is forbidden for resourceVersion "0"`),
    ],
    [
      options.sendInitialEvents !== undefined,
      forbiddenField(sendsInitial, `${sendsInitial} is forbidden for list`),
    ],
  ]
  return checks.flatMap(([applies, error]) => (applies ? [error] : []))
}

/** validation.go, validateWatchOptions */
function watchErrors(options: ListOptions): FieldErrors {
  const { resourceVersionMatch: match, sendInitialEvents, continueToken } = options
  const checks: readonly (readonly [boolean, FieldError])[] = [
    [
      sendInitialEvents !== undefined && match !== 'NotOlderThan',
      forbiddenField(matchField, `${sendsInitial} requires setting ${matchField} to NotOlderThan`),
    ],
    [
      match !== '' && sendInitialEvents === undefined,
      forbiddenField(
        matchField,
        `${matchField} is forbidden for watch unless ${sendsInitial} is provided`,
      ),
    ],
    [match !== '' && match !== 'NotOlderThan', unsupported(matchField, match, ['NotOlderThan'])],
    [match !== '' && continueToken !== '', withContinue],
  ]
  return checks.flatMap(([applies, error]) => (applies ? [error] : []))
}
