/** pods/log (kubernetes, pkg/registry/core/pod/rest/log.go and pkg/apis/core/validation, ValidatePodLogOptions). */
import { at, text } from '../../domain/decode/readJson.ts'
import { type FieldError, forbiddenField, invalid } from '../registry/fieldErrors.ts'
import { invalidObject } from '../registry/refusals.ts'
import { type Call, keyOf } from './call.ts'
import { readInteger } from './listOptions.ts'
import type { LogOptions } from './podLogs.ts'
import { leftOut } from './refusals.ts'
import { isSet } from './requestInfo.ts'

export function answerLog(call: Call): Response {
  const { logs, registry } = call.cluster
  if (logs === undefined) throw leftOut('pods/log')
  const pod = registry.get('pods', keyOf(call))
  const options = readOptions(call)
  const body = logs(pod, text(call.query.get('container')), options)
  // No node has it yet: there is nothing to read, also later.
  if (text(at(pod.spec, 'nodeName')) === undefined) {
    void body.cancel()
    return new Response(null, { status: 204 })
  }
  return new Response(body, { headers: { 'content-type': 'text/plain' } })
}

function readOptions({ query, request, info }: Call): LogOptions {
  const [tailLines, sinceSeconds, limitBytes] = ['tailLines', 'sinceSeconds', 'limitBytes'].map(
    (name) => readInteger(query.get(name)),
  )
  const sinceTime = query.get('sinceTime') ?? ''
  const errors = [
    ...atLeast('tailLines', tailLines, 0),
    ...atLeast('limitBytes', limitBytes, 1),
    ...(sinceSeconds !== undefined && sinceTime !== ''
      ? [forbiddenField('', 'at most one of `sinceTime` or `sinceSeconds` may be specified')]
      : []),
    ...atLeast('sinceSeconds', sinceSeconds, 1),
  ]
  if (errors.length > 0)
    throw invalidObject({ group: '', kind: 'PodLogOptions' }, info.name, errors)
  return {
    follow: isSet(query.get('follow')),
    previous: isSet(query.get('previous')),
    timestamps: isSet(query.get('timestamps')),
    ...(tailLines === undefined ? {} : { tailLines }),
    ...(sinceSeconds === undefined ? {} : { sinceSeconds }),
    ...(sinceTime === '' ? {} : { sinceTime: Date.parse(sinceTime) }),
    ...(limitBytes === undefined ? {} : { limitBytes }),
    signal: request.signal,
  }
}

function atLeast(field: string, value: number | undefined, least: 0 | 1): readonly FieldError[] {
  if (value === undefined || value >= least) return []
  const detail = least === 0 ? 'must be greater than or equal to 0' : 'must be greater than 0'
  return [invalid(field, value, detail)]
}
