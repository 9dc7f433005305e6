/** Environment variables of containers (pkg/apis/core/validation/validation.go, ValidateEnv). */
import { text, textOrEmpty, type Json } from '../../../domain/decode/readJson.ts'
import { dnsSubdomainErrors } from '../../../domain/k8s/names.ts'
import { invalid, invalids, required, type FieldErrors } from '../fieldErrors.ts'
import { keyNameErrors } from './configMapKeys.ts'
import { fieldRefErrors, resourceRefErrors } from './downwardApi.ts'
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
  return inPart(reference, path, (source) => {
    if (path.endsWith('.fieldRef')) return fieldRefErrors(source, path, podFields)
    if (path.endsWith('.resourceFieldRef')) return resourceRefErrors(source, path, false)
    if (path.endsWith('.fileKeyRef')) return []
    const [name, key] = [textOrEmpty(source['name']), textOrEmpty(source['key'])]
    return [
      ...invalids(`${path}.name`, name, dnsSubdomainErrors(name)),
      ...(key === ''
        ? [required(`${path}.key`)]
        : invalids(`${path}.key`, key, keyNameErrors(key))),
    ]
  })
}

/** What of a Pod can stand in the environment. */
const podFields = [
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

export function validateEnvFrom(list: unknown, path: string): FieldErrors {
  return eachItem(list, path, (source, each) => {
    const given = ['configMapRef', 'secretRef'].filter((kind) => source[kind] !== undefined)
    const none = 'must specify one of: `configMapRef` or `secretRef`'
    return [
      ...inText(source['prefix'], (prefix) => nameErrors(prefix, `${each}.prefix`)),
      ...given.flatMap((kind) =>
        inPart(source[kind], `${each}.${kind}`, (reference, field) => {
          const name = textOrEmpty(reference['name'])
          if (name === '') return [required(`${field}.name`)]
          return invalids(`${field}.name`, name, dnsSubdomainErrors(name))
        }),
      ),
      ...(given.length === 0 ? [invalid(path, '', none)] : []),
      ...(given.length > 1 ? [invalid(path, '', tooMany)] : []),
    ]
  })
}
