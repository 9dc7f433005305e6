/** Environment variables of containers (pkg/apis/core/validation/validation.go, ValidateEnv). */
import { text, textOrEmpty, type Json } from '../../../domain/decode/readJson.ts'
import { dnsSubdomainErrors } from '../../../domain/k8s/names.ts'
import { invalid, invalids, required, unsupported, type FieldErrors } from '../fieldErrors.ts'
import { eachItem, inPart, inText } from './parts.ts'

const sources = ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef']
const wrongName =
  "a valid environment variable name must consist only of printable ASCII characters other than '='"
const tooMany = 'may not have more than one field specified at a time'

export function validateEnv(env: unknown, path: string): FieldErrors {
  return eachItem(env, path, (variable, each) => [
    ...(text(variable['name']) === undefined ? [required(`${each}.name`)] : []),
    ...inText(variable['name'], (name) => nameErrors(name, `${each}.name`)),
    ...inPart(variable['valueFrom'], `${each}.valueFrom`, (source, field) =>
      sourceErrors(variable, source, field),
    ),
  ])
}

function nameErrors(name: string, field: string): FieldErrors {
  return /^[ -<>-~]+$/.test(name) ? [] : [invalid(field, name, wrongName)]
}

function sourceErrors({ value }: Json, source: Json, path: string): FieldErrors {
  const given = sources.filter((each) => source[each] !== undefined)
  if (given.length === 0) {
    const list = sources.map((each) => `\`${each}\``)
    const why = `must specify one of: ${list.slice(0, -1).join(', ')} or ${list.at(-1)}`
    return [invalid(path, '', why)]
  }
  const both = 'may not be specified when `value` is not empty'
  return [
    ...given.flatMap((each) => keyErrors(source[each], `${path}.${each}`)),
    ...(text(value) !== undefined
      ? [invalid(path, '', both)]
      : given.length > 1
        ? [invalid(path, '', tooMany)]
        : []),
  ]
}

function keyErrors(reference: unknown, path: string): FieldErrors {
  return inPart(reference, path, ({ name, key, resource, fieldPath }) => {
    if (path.endsWith('.fieldRef')) return fieldPathErrors(textOrEmpty(fieldPath), path)
    if (path.endsWith('.resourceFieldRef')) return missingErrors(resource, `${path}.resource`)
    if (path.endsWith('.fileKeyRef')) return []
    return [
      ...invalids(`${path}.name`, textOrEmpty(name), dnsSubdomainErrors(textOrEmpty(name))),
      ...missingErrors(key, `${path}.key`),
    ]
  })
}

function missingErrors(value: unknown, field: string): FieldErrors {
  return text(value) === undefined ? [required(field)] : []
}

/** What of a Pod can stand in the environment. */
const supported = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
]

/** Other things that can be told of a Pod: all else cannot even be read (ConvertDownwardAPIFieldLabel). */
const others = new Set([
  'metadata.annotations',
  'metadata.labels',
  'spec.restartPolicy',
  'spec.schedulerName',
  'status.phase',
])

function fieldPathErrors(value: string, path: string): FieldErrors {
  const field = `${path}.fieldPath`
  if (value === '') return [required(field)]
  if (/^metadata\.(annotations|labels)\['.+'\]$/.test(value)) return []
  if (supported.includes(value)) return []
  if (others.has(value)) return [unsupported(field, value, supported)]
  return [invalid(field, value, `error converting fieldPath: field label not supported: ${value}`)]
}

export function validateEnvFrom(list: unknown, path: string): FieldErrors {
  return eachItem(list, path, (source, each) => {
    const given = ['configMapRef', 'secretRef'].filter((kind) => source[kind] !== undefined)
    const none = 'must specify one of: `configMapRef` or `secretRef`'
    return [
      ...inText(source['prefix'], (prefix) => nameErrors(prefix, `${each}.prefix`)),
      ...given.flatMap((kind) =>
        inPart(source[kind], `${each}.${kind}`, ({ name }, field) =>
          text(name) === undefined ? [required(`${field}.name`)] : [],
        ),
      ),
      ...(given.length === 0 ? [invalid(path, '', none)] : []),
      ...(given.length > 1 ? [invalid(path, '', tooMany)] : []),
    ]
  })
}
