/** The options of writes (apimachinery, pkg/apis/meta/v1/validation/validation.go). */
import { at, number, text } from '../../domain/decode/readJson.ts'
import { type FieldErrors, unsupported } from '../registry/fieldErrors.ts'
import { badRequest } from '../registry/refusals.ts'
import type { DeleteOptions, WriteOptions } from '../registry/registry.ts'
import { readInteger } from './listOptions.ts'
import { invalidOptions } from './refusals.ts'
import {
  type FieldValidation,
  fieldValidations,
  noSuchKind,
  parseOr,
  readBody,
} from './requestBody.ts'

const propagations = ['Foreground', 'Background', 'Orphan'] as const

/** @param kind such as CreateOptions. @throws ApiError 422 */
export function readWriteOptions(
  query: URLSearchParams,
  kind: string,
): Required<WriteOptions> & { readonly fieldValidation: FieldValidation } {
  const asked = query.get('fieldValidation') ?? ''
  const fieldValidation = fieldValidations.find((value) => value === asked)
  const errors = [
    ...dryRunErrors(query.getAll('dryRun')),
    ...(fieldValidation === undefined
      ? [unsupported('fieldValidation', asked, fieldValidations)]
      : []),
  ]
  if (errors.length > 0) throw invalidOptions(kind, errors)
  return { dryRun: query.has('dryRun'), fieldValidation: fieldValidation || 'Warn' }
}

/**
 * Those of the body, or where it is empty those of the query.
 * @throws ApiError 400, 415, 422
 */
export async function readDeleteOptions(request: Request): Promise<DeleteOptions> {
  const body = await readBody(request)
  return body === ''
    ? checked(ofQuery(new URL(request.url).searchParams))
    : readDeleteOptionsOf(parse(body))
}

/** DeleteOptions as an object has them. @throws ApiError 400, 422 */
export function readDeleteOptionsOf(json: unknown): DeleteOptions {
  return checked(ofObject(json))
}

function checked(options: Raw): DeleteOptions {
  const { propagationPolicy: policy, dryRun, gracePeriodSeconds, preconditions } = options
  const propagationPolicy = propagations.find((value) => value === policy)
  const errors = [
    ...dryRunErrors(dryRun),
    ...(policy !== undefined && propagationPolicy === undefined
      ? [unsupported('propagationPolicy', policy, [...propagations, 'nil'])]
      : []),
  ]
  if (errors.length > 0) throw invalidOptions('DeleteOptions', errors)
  return {
    dryRun: dryRun.length > 0,
    ...(propagationPolicy === undefined ? {} : { propagationPolicy }),
    ...(gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds }),
    ...(preconditions === undefined ? {} : { preconditions }),
  }
}

interface Raw {
  readonly dryRun: readonly string[]
  readonly propagationPolicy: string | undefined
  readonly gracePeriodSeconds: number | undefined
  readonly preconditions?: NonNullable<DeleteOptions['preconditions']>
}

function ofQuery(query: URLSearchParams): Raw {
  const orphan = query.get('orphanDependents')
  const policy = orphan === null ? undefined : orphan === 'true' ? 'Orphan' : 'Background'
  return {
    dryRun: query.getAll('dryRun'),
    propagationPolicy: query.get('propagationPolicy') ?? policy,
    gracePeriodSeconds: readInteger(query.get('gracePeriodSeconds')),
  }
}

function ofObject(json: unknown): Raw {
  const [kind, version] = [text(at(json, 'kind')), text(at(json, 'apiVersion'))]
  if (kind !== undefined && kind !== 'DeleteOptions')
    throw badRequest(noSuchKind(kind, version ?? ''))
  const dryRun = at(json, 'dryRun')
  const preconditions = at(json, 'preconditions')
  return {
    dryRun: Array.isArray(dryRun) ? dryRun.map(String) : [],
    propagationPolicy:
      text(at(json, 'propagationPolicy')) ?? legacyPolicy(at(json, 'orphanDependents')),
    gracePeriodSeconds: number(at(json, 'gracePeriodSeconds')),
    preconditions: {
      ...named('uid', text(at(preconditions, 'uid'))),
      ...named('resourceVersion', text(at(preconditions, 'resourceVersion'))),
    },
  }
}

function legacyPolicy(orphanDependents: unknown): string | undefined {
  if (typeof orphanDependents !== 'boolean') return undefined
  return orphanDependents ? 'Orphan' : 'Background'
}

function named(name: string, value: string | undefined): Readonly<Record<string, string>> {
  return value === undefined ? {} : { [name]: value }
}

function parse(body: string): unknown {
  const prefix = "couldn't get version/kind; json parse error: "
  return parseOr(body, (why) => `${prefix}${why}`).value
}

function dryRunErrors(values: readonly string[]): FieldErrors {
  return values.every((value) => value === 'All') ? [] : [unsupported('dryRun', values, ['All'])]
}
