/** Volumes and where they are mounted (pkg/apis/core/validation/validation.go, ValidateVolumes). */
import { text, textOrEmpty, type Json } from '../../../domain/decode/readJson.ts'
import { dnsLabelErrors } from '../../../domain/k8s/names.ts'
import {
  duplicate,
  forbiddenField,
  invalid,
  invalids,
  notFoundValue,
  required,
  unsupported,
  type FieldErrors,
} from '../fieldErrors.ts'
import { eachItem, inPart, isRepeated, itemsOf } from './parts.ts'

/** @returns what is wrong, and the names of those with which nothing is */
export function validateVolumes(
  volumes: unknown,
  path: string,
): { readonly errors: FieldErrors; readonly names: ReadonlySet<string> } {
  const names = new Set<string>()
  const errors = eachItem(volumes, path, (volume, each) => {
    const found = volumeErrors(volume, each, names)
    if (found.length === 0) names.add(textOrEmpty(volume['name']))
    return found
  })
  return { errors, names }
}

function volumeErrors(volume: Json, path: string, names: ReadonlySet<string>): FieldErrors {
  const name = textOrEmpty(volume['name'])
  const field = `${path}.name`
  const [, ...others] = Object.keys(volume).filter((key) => key !== 'name')
  return [
    ...sourceErrors(volume, path),
    ...others.map((kind) =>
      forbiddenField(`${path}.${kind}`, 'may not specify more than 1 volume type'),
    ),
    ...(name === '' ? [required(field)] : invalids(field, name, dnsLabelErrors(name))),
    ...(names.has(name) ? [duplicate(field, name)] : []),
  ]
}

/** Of the kinds of volumes that DaemonSets have; others are taken as they are. */
function sourceErrors(volume: Json, path: string): FieldErrors {
  const needs = (kind: string, key: string): FieldErrors =>
    inPart(volume[kind], `${path}.${kind}`, (source, each) =>
      text(source[key]) === undefined ? [required(`${each}.${key}`)] : [],
    )
  return [
    ...needs('hostPath', 'path'),
    ...inPart(volume['hostPath'], `${path}.hostPath`, hostPathErrors),
    ...needs('secret', 'secretName'),
    ...needs('configMap', 'name'),
    ...needs('persistentVolumeClaim', 'claimName'),
    ...needs('csi', 'driver'),
  ]
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
  const [value, type] = ['path', 'type'].map((field) => textOrEmpty(hostPath[field]))
  if (value === undefined || value === '') return []
  const goesBack = value.split('/').includes('..')
  return [
    ...(goesBack ? [invalid(`${path}.path`, value, "must not contain '..'")] : []),
    ...(hostPathTypes.includes(type ?? '')
      ? []
      : [unsupported(`${path}.type`, type, hostPathTypes)]),
  ]
}

/** @param volumes names of the Pod's volumes with which nothing is wrong */
export function validateMounts(
  container: Json,
  path: string,
  volumes: ReadonlySet<string>,
): FieldErrors {
  const places = new Set<string>()
  const devices = itemsOf(container['volumeDevices']).map(({ name }) => textOrEmpty(name))
  return eachItem(container['volumeMounts'], `${path}.volumeMounts`, (mount, each) => {
    const [name, place] = [textOrEmpty(mount['name']), textOrEmpty(mount['mountPath'])]
    const taken = 'must not already exist in volumeDevices'
    return [
      ...(name === '' ? [required(`${each}.name`)] : []),
      ...(volumes.has(name) ? [] : [notFoundValue(`${each}.name`, name)]),
      ...(place === '' ? [required(`${each}.mountPath`)] : []),
      ...(isRepeated(places, place) ? [invalid(`${each}.mountPath`, place, 'must be unique')] : []),
      ...(devices.includes(name) ? [invalid(`${each}.name`, name, taken)] : []),
    ]
  })
}
