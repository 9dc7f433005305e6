/** Probes and hooks (pkg/apis/core/validation/validation.go, validateProbe and validateLifecycle). */
import { number, textOrEmpty, type Json } from '../../../domain/decode/readJson.ts'
import { forbiddenField, invalid, required, unsupported, type FieldErrors } from '../fieldErrors.ts'
import { nonNegative, portNumber, portNumberOrName } from './numbers.ts'
import { inPart, textsOf } from './parts.ts'

const kinds = ['exec', 'httpGet', 'tcpSocket', 'grpc', 'sleep']
const counts = [
  'initialDelaySeconds',
  'timeoutSeconds',
  'periodSeconds',
  'successThreshold',
  'failureThreshold',
]

/** Those of a container, or of an init container that keeps running. */
export function validateHandlers(container: Json, path: string): FieldErrors {
  const lifecycle = `${path}.lifecycle`
  return [
    ...inPart(container['lifecycle'], lifecycle, ({ postStart, preStop }) => [
      ...inPart(postStart, `${lifecycle}.postStart`, validateHandler),
      ...inPart(preStop, `${lifecycle}.preStop`, validateHandler),
    ]),
    ...inPart(container['livenessProbe'], `${path}.livenessProbe`, validateOneSuccess),
    ...inPart(container['readinessProbe'], `${path}.readinessProbe`, validateReadiness),
    ...inPart(container['startupProbe'], `${path}.startupProbe`, validateOneSuccess),
  ]
}

function validateOneSuccess(probe: Json, path: string): FieldErrors {
  const { successThreshold } = probe
  const isOne = successThreshold === 1
  return [
    ...validateProbe(probe, path),
    ...(isOne ? [] : [invalid(`${path}.successThreshold`, successThreshold, 'must be 1')]),
  ]
}

function validateReadiness(probe: Json, path: string): FieldErrors {
  const { terminationGracePeriodSeconds: seconds } = probe
  const field = `${path}.terminationGracePeriodSeconds`
  return [
    ...validateProbe(probe, path),
    ...(seconds === undefined
      ? []
      : [invalid(field, seconds, 'must not be set for readinessProbes')]),
  ]
}

function validateProbe(probe: Json, path: string): FieldErrors {
  const seconds = number(probe['terminationGracePeriodSeconds'])
  const field = `${path}.terminationGracePeriodSeconds`
  return [
    ...validateHandler(probe, path),
    ...counts.flatMap((count) => nonNegative(probe[count], `${path}.${count}`)),
    ...(seconds !== undefined && seconds <= 0
      ? [invalid(field, seconds, 'must be greater than 0')]
      : []),
  ]
}

function validateHandler(handler: Json, path: string): FieldErrors {
  const [first, ...others] = kinds.filter((kind) => handler[kind] !== undefined)
  if (first === undefined) return [required(path, 'must specify a handler type')]
  return [
    ...inPart(handler[first], `${path}.${first}`, (action, field) =>
      actionErrors(first, action, field),
    ),
    ...others.map((kind) =>
      forbiddenField(`${path}.${kind}`, 'may not specify more than 1 handler type'),
    ),
  ]
}

function actionErrors(kind: string, action: Json, path: string): FieldErrors {
  switch (kind) {
    case 'exec':
      return textsOf(action['command']).length > 0 ? [] : [required(`${path}.command`)]
    case 'httpGet':
      return [...portNumberOrName(action['port'], `${path}.port`), ...schemeErrors(action, path)]
    case 'tcpSocket':
      return portNumberOrName(action['port'], `${path}.port`)
    case 'grpc':
      return portNumber(number(action['port']) ?? 0, `${path}.port`)
    default:
      return []
  }
}

function schemeErrors(action: Json, path: string): FieldErrors {
  const scheme = textOrEmpty(action['scheme'])
  const schemes = ['HTTP', 'HTTPS']
  return schemes.includes(scheme) ? [] : [unsupported(`${path}.scheme`, scheme, schemes)]
}
