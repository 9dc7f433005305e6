/** Volumes (pkg/apis/core/validation/validation.go, ValidateVolumes). */
import { textOrEmpty, type Json } from '../../../domain/decode/readJson.ts'
import { dnsLabelErrors } from '../../../domain/k8s/names.ts'
import { duplicate, forbiddenField, invalids, required, type FieldErrors } from '../fieldErrors.ts'
import { eachItem } from './parts.ts'
import { volumeKinds, volumeSourceErrors } from './volumeSources.ts'

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
  const [kind, ...others] = Object.keys(volume)
    .filter((key) => key !== 'name')
    .sort((a, b) => volumeKinds.indexOf(a) - volumeKinds.indexOf(b))
  return [
    ...(kind === undefined ? [] : volumeSourceErrors(kind, volume[kind], `${path}.${kind}`)),
    ...others.map((other) =>
      forbiddenField(`${path}.${other}`, 'may not specify more than 1 volume type'),
    ),
    ...(name === '' ? [required(field)] : invalids(field, name, dnsLabelErrors(name))),
    ...(names.has(name) ? [duplicate(field, name)] : []),
  ]
}
