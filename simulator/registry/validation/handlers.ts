/** Probes and hooks (pkg/apis/core/validation/validation.go, validateProbe and validateLifecycle). */
import { number, textOrEmpty, type Json } from '../../../domain/decode/readJson.ts'
import { regexError } from '../../../domain/k8s/names.ts'
import { forbiddenField, invalid, required, unsupported, type FieldErrors } from '../fieldErrors.ts'
import { nonNegative, portNumber, portNumberOrName } from './numbers.ts'
import { eachItem, inPart, textsOf } from './parts.ts'

const kinds = ['exec', 'httpGet', 'tcpSocket', 'grpc', 'sleep']
const counts = [
  'initialDelaySeconds',
  'timeoutSeconds',
  'periodSeconds',
  'successThreshold',
  'failureThreshold',
]

/**
 * Those of a container, or of an init container that keeps running.
 * @param grace the Pod's terminationGracePeriodSeconds
 */
export function validateHandlers(
  container: Json,
  path: string,
  grace: number | undefined,
): FieldErrors {
  const lifecycle = `${path}.lifecycle`
  return [
    ...inPart(container['lifecycle'], lifecycle, (hooks) =>
      ['postStart', 'preStop'].flatMap((hook) =>
        inPart(hooks[hook], `${lifecycle}.${hook}`, (handler, field) =>
          validateHandler(handler, field, grace),
        ),
      ),
    ),
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

function validateHandler(handler: Json, path: string, grace?: number): FieldErrors {
  const [first, ...others] = kinds.filter((kind) => handler[kind] !== undefined)
  if (first === undefined) return [required(path, 'must specify a handler type')]
  return [
    ...inPart(handler[first], `${path}.${first}`, (action, field) =>
      actionErrors(first, action, field, grace),
    ),
    ...others.map((kind) =>
      forbiddenField(`${path}.${kind}`, 'may not specify more than 1 handler type'),
    ),
  ]
}

function actionErrors(
  kind: string,
  action: Json,
  path: string,
  grace: number | undefined,
): FieldErrors {
  switch (kind) {
    case 'exec':
      return textsOf(action['command']).length > 0 ? [] : [required(`${path}.command`)]
    case 'httpGet':
      return [
        ...portNumberOrName(action['port'], `${path}.port`),
        ...schemeErrors(action, path),
        ...eachItem(action['httpHeaders'], `${path}.httpHeaders`, headerErrors),
      ]
    case 'tcpSocket':
      return portNumberOrName(action['port'], `${path}.port`)
    case 'grpc':
      return portNumber(number(action['port']) ?? 0, `${path}.port`)
    case 'sleep':
      return sleepErrors(action['seconds'], path, grace)
    default:
      return []
  }
}

/** IsHTTPHeaderName; Kubernetes does not say which of them it is. */
function headerErrors({ name }: Json, path: string): FieldErrors {
  const value = textOrEmpty(name)
  if (/^[-A-Za-z0-9]+$/.test(value)) return []
  const rule = "a valid HTTP header must consist of alphanumeric characters or '-'"
  const why = regexError(rule, '[-A-Za-z0-9]+', ['X-Header-Name'])
  return [invalid(path.replace(/\[\d+\]$/, ''), value, why)]
}

function sleepErrors(value: unknown, path: string, grace: number | undefined): FieldErrors {
  const seconds = number(value) ?? 0
  if (grace === undefined || (seconds >= 0 && seconds <= grace)) return []
  const why = `must be non-negative and less than terminationGracePeriodSeconds (${grace})`
  return [invalid(path, seconds, why)]
}

function schemeErrors(action: Json, path: string): FieldErrors {
  const scheme = textOrEmpty(action['scheme'])
  const schemes = ['HTTP', 'HTTPS']
  return schemes.includes(scheme) ? [] : [unsupported(`${path}.scheme`, scheme, schemes)]
}
