/** What is in a volume (pkg/apis/core/validation/validation.go, validateVolumeSource). */
import { isJson, number, text, textOrEmpty, type Json } from '../../../domain/decode/readJson.ts'
import { dnsSubdomainErrors } from '../../../domain/k8s/names.ts'
import {
  forbiddenField,
  invalid,
  invalids,
  required,
  unsupported,
  type FieldErrors,
} from '../fieldErrors.ts'
import { fieldRefErrors, resourceRefErrors } from './downwardApi.ts'
import { eachItem, inPart, inText, isRepeated } from './parts.ts'
import { backstepErrors, filePathErrors } from './paths.ts'

type SourceErrors = (source: Json, path: string) => FieldErrors

/** Of the kinds of volumes that DaemonSets have; others are taken as they are. */
const rules: Readonly<Record<string, SourceErrors>> = {
  emptyDir: ({ sizeLimit }, path) =>
    textOrEmpty(sizeLimit).startsWith('-')
      ? [forbiddenField(`${path}.sizeLimit`, 'SizeLimit field must be a valid resource quantity')]
      : [],
  hostPath: hostPathErrors,
  secret: (source, path) => filesOfErrors(source, 'secretName', path),
  nfs: nfsErrors,
  persistentVolumeClaim: (source, path) => missing(source, 'claimName', path),
  downwardAPI: downwardErrors,
  configMap: (source, path) => filesOfErrors(source, 'name', path),
  projected: projectedErrors,
  csi: csiErrors,
  ephemeral: ({ volumeClaimTemplate }, path) =>
    isJson(volumeClaimTemplate) ? [] : [required(`${path}.volumeClaimTemplate`)],
}

/** In the order in which Kubernetes looks for them: of two, it is the second that may not be there. */
export const volumeKinds: readonly string[] = Object.keys(rules)

/** What is wrong with a volume of a kind. */
export function volumeSourceErrors(kind: string, source: unknown, path: string): FieldErrors {
  return inPart(source, path, rules[kind] ?? (() => []))
}

function missing(source: Json, key: string, path: string): FieldErrors {
  return text(source[key]) === undefined ? [required(`${path}.${key}`)] : []
}

const hostPathTypes = [
  '',
  'BlockDevice',
  'CharDevice',
  'Directory',
  'DirectoryOrCreate',
  'File',
  'FileOrCreate',
  'Socket',
]

function hostPathErrors(hostPath: Json, path: string): FieldErrors {
  const [value = '', type = ''] = ['path', 'type'].map((field) => textOrEmpty(hostPath[field]))
  if (value === '') return [required(`${path}.path`)]
  return [
    ...backstepErrors(value, `${path}.path`),
    ...(hostPathTypes.includes(type) ? [] : [unsupported(`${path}.type`, type, hostPathTypes)]),
  ]
}

function nfsErrors(nfs: Json, path: string): FieldErrors {
  const place = textOrEmpty(nfs['path'])
  return [
    ...missing(nfs, 'server', path),
    ...missing(nfs, 'path', path),
    ...(place.startsWith('/') ? [] : [invalid(`${path}.path`, place, 'must be an absolute path')]),
  ]
}

function csiErrors(csi: Json, path: string): FieldErrors {
  const driver = textOrEmpty(csi['driver'])
  const errors = invalids(`${path}.driver`, driver, dnsSubdomainErrors(driver.toLowerCase()))
  return driver === '' ? missing(csi, 'driver', path) : errors
}

function modeErrors(value: unknown, field: string): FieldErrors {
  const mode = number(value)
  if (mode === undefined || (mode >= 0 && mode <= 0o777)) return []
  return [invalid(field, mode, 'must be a number between 0 and 0777 (octal), both inclusive')]
}

/** Of a Secret or ConfigMap. @param key where its name stands */
function filesOfErrors(source: Json, key: string, path: string): FieldErrors {
  return [
    ...missing(source, key, path),
    ...modeErrors(source['defaultMode'], `${path}.defaultMode`),
    ...eachItem(source['items'], `${path}.items`, keyToPathErrors),
  ]
}

function keyToPathErrors(item: Json, path: string): FieldErrors {
  return [
    ...missing(item, 'key', path),
    ...missing(item, 'path', path),
    ...filePathErrors(textOrEmpty(item['path']), `${path}.path`),
    ...modeErrors(item['mode'], `${path}.mode`),
  ]
}

/** What of a Pod can be a file. */
const fileFields = ['annotations', 'labels', 'name', 'namespace', 'uid'].map(
  (field) => `metadata.${field}`,
)

function downwardErrors(volume: Json, path: string): FieldErrors {
  return [
    ...modeErrors(volume['defaultMode'], `${path}.defaultMode`),
    ...eachItem(volume['items'], path, (file) => downwardFileErrors(file, path)),
  ]
}

/** Kubernetes does not say which of the files it is. */
function downwardFileErrors(file: Json, path: string): FieldErrors {
  const { fieldRef, resourceFieldRef } = file
  const none = 'one of fieldRef and resourceFieldRef is required'
  const both = 'fieldRef and resourceFieldRef can not be specified simultaneously'
  return [
    ...missing(file, 'path', path),
    ...filePathErrors(textOrEmpty(file['path']), `${path}.path`),
    ...(isJson(fieldRef)
      ? [
          ...fieldRefErrors(fieldRef, `${path}.fieldRef`, fileFields),
          ...(isJson(resourceFieldRef) ? [invalid(path, 'resource', both)] : []),
        ]
      : isJson(resourceFieldRef)
        ? resourceRefErrors(resourceFieldRef, `${path}.resourceFieldRef`, true)
        : [required(path, none)]),
    ...modeErrors(file['mode'], `${path}.mode`),
  ]
}

const projections = ['secret', 'configMap', 'downwardAPI', 'serviceAccountToken']

function projectedErrors(projected: Json, path: string): FieldErrors {
  const paths = new Set<string>()
  return [
    ...modeErrors(projected['defaultMode'], `${path}.defaultMode`),
    ...eachItem(projected['sources'], `${path}.sources`, (source, each) => [
      ...projections.flatMap((kind) =>
        inPart(source[kind], `${each}.${kind}`, (part, field) => [
          ...(kind === 'serviceAccountToken'
            ? tokenErrors(part, field, path)
            : projectionErrors(kind, part, field)),
          ...conflictErrors(kind, part, paths, path),
        ]),
      ),
      ...(Object.keys(source).length > 1
        ? [forbiddenField(each, 'may not specify more than 1 volume type per source')]
        : []),
    ]),
  ]
}

function projectionErrors(kind: string, part: Json, path: string): FieldErrors {
  if (kind === 'downwardAPI') {
    return eachItem(part['items'], path, (file) => downwardFileErrors(file, path))
  }
  return [
    ...missing(part, 'name', path),
    ...eachItem(part['items'], `${path}.items`, keyToPathErrors),
  ]
}

/** @param volume the path of the volume, at which Kubernetes looks for the token's path */
function tokenErrors(token: Json, path: string, volume: string): FieldErrors {
  const seconds = number(token['expirationSeconds']) ?? 0
  const field = `${path}.expirationSeconds`
  return [
    ...(seconds < 600
      ? [invalid(field, seconds, 'may not specify a duration less than 10 minutes')]
      : []),
    ...(seconds > 2 ** 32
      ? [invalid(field, seconds, 'may not specify a duration larger than 2^32 seconds')]
      : []),
    ...missing(token, 'path', volume),
    ...inText(token['path'], (value) => filePathErrors(value, `${volume}.path`)),
  ]
}

/** Two files of the same path: only those of lists are compared. */
function conflictErrors(kind: string, part: Json, paths: Set<string>, volume: string): FieldErrors {
  return eachItem(part['items'], volume, (item) => {
    const path = textOrEmpty(item['path'])
    const told = kind === 'downwardAPI' ? path : textOrEmpty(part['name'])
    const isTaken = path !== '' && isRepeated(paths, path)
    return isTaken ? [invalid(volume, told, 'conflicting duplicate paths')] : []
  })
}
