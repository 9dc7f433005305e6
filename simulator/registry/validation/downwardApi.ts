/** What a container is told of its Pod (pkg/apis/core/validation/validation.go, validateObjectFieldSelector). */
import { text, textOrEmpty, type Json } from '../../../domain/decode/readJson.ts'
import { labelKeyErrors } from '../../../domain/k8s/labels.ts'
import { invalid, invalids, required, unsupported, type FieldErrors } from '../fieldErrors.ts'

/** All that can be told: nothing else can even be read (ConvertDownwardAPIFieldLabel). */
const fields = new Set([
  'metadata.annotations',
  'metadata.labels',
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.restartPolicy',
  'spec.schedulerName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.phase',
  'status.podIP',
  'status.podIPs',
])

/** @param supported what can be told in this place */
export function fieldRefErrors(
  { apiVersion, fieldPath }: Json,
  path: string,
  supported: readonly string[],
): FieldErrors {
  const field = `${path}.fieldPath`
  const value = textOrEmpty(fieldPath)
  const version = textOrEmpty(apiVersion)
  const unreadable = (why: string): FieldErrors => [
    invalid(field, value, `error converting fieldPath: ${why}`),
  ]
  if (value === '') return [required(field)]
  if (version !== 'v1') return unreadable(`unsupported pod version: ${version}`)
  const [, map, key = ''] = /^metadata\.(annotations|labels)\['(.*)'\]$/.exec(value) ?? []
  // Keys of annotations are compared in lower case.
  const errors = labelKeyErrors(map === 'annotations' ? key.toLowerCase() : key)
  if (map !== undefined) return invalids(path, key, errors)
  if (!fields.has(value)) return unreadable(`field label not supported: ${value}`)
  return supported.includes(value) ? [] : [unsupported(field, value, supported)]
}

const resources = ['limits', 'requests'].flatMap((kind) =>
  ['cpu', 'ephemeral-storage', 'memory'].map((name) => `${kind}.${name}`),
)
const ofBytes = '1 1k 1M 1G 1T 1P 1E 1Ki 1Mi 1Gi 1Ti 1Pi 1Ei'.split(' ')

/** @param needsContainer a file in a volume is no container's own */
export function resourceRefErrors(
  { resource, containerName, divisor }: Json,
  path: string,
  needsContainer: boolean,
): FieldErrors {
  const name = textOrEmpty(resource)
  return [
    ...(needsContainer && text(containerName) === undefined
      ? [required(`${path}.containerName`)]
      : nameErrors(name, `${path}.resource`)),
    ...divisorErrors(name, textOrEmpty(divisor), `${path}.divisor`),
  ]
}

function nameErrors(name: string, field: string): FieldErrors {
  if (name === '') return [required(field)]
  const isKnown = resources.includes(name) || isHugePages(name)
  return isKnown ? [] : [unsupported(field, name, resources)]
}

function isHugePages(name: string): boolean {
  return /^(limits|requests)\.hugepages-/.test(name)
}

/** validateContainerResourceDivisor */
function divisorErrors(name: string, divisor: string, field: string): FieldErrors {
  if (divisor === '' || divisor === '0') return []
  const kind = isHugePages(name) ? 'hugepages' : name.replace(/^(limits|requests)\./, '')
  if (kind === 'cpu') {
    if (divisor === '1m' || divisor === '1') return []
    const only = "only divisor's values 1m and 1 are supported with the cpu resource"
    return [invalid(field, name, only)]
  }
  const isKnown = isHugePages(name) || resources.includes(name)
  if (!isKnown || ofBytes.includes(divisor)) return []
  const called = kind === 'ephemeral-storage' ? 'local ephemeral storage' : kind
  const only = `only divisor's values ${ofBytes.join(', ')} are supported with the ${called} resource`
  return [invalid(field, name, only)]
}
