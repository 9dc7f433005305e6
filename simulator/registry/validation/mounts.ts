/** Where a container has volumes (pkg/apis/core/validation/validation.go, ValidateVolumeMounts). */
import { at, text, textOrEmpty, type Json } from '../../../domain/decode/readJson.ts'
import {
  forbiddenField,
  invalid,
  notFoundValue,
  required,
  unsupported,
  type FieldErrors,
} from '../fieldErrors.ts'
import { eachItem, inText, isRepeated, itemsOf } from './parts.ts'
import { relativePathErrors } from './paths.ts'

const propagations = ['Bidirectional', 'HostToContainer', 'None']
const readOnlyModes = ['Disabled', 'Enabled', 'IfPossible']

/** @param volumes names of the Pod's volumes with which nothing is wrong */
export function validateMounts(
  container: Json,
  path: string,
  volumes: ReadonlySet<string>,
): FieldErrors {
  const places = new Set<string>()
  const devices = itemsOf(container['volumeDevices']).map(({ name }) => textOrEmpty(name))
  const all = `${path}.volumeMounts`
  return eachItem(container['volumeMounts'], all, (mount, each) => {
    const [name, place] = [textOrEmpty(mount['name']), textOrEmpty(mount['mountPath'])]
    const taken = 'must not already exist in volumeDevices'
    return [
      ...(name === '' ? [required(`${each}.name`)] : []),
      ...(volumes.has(name) ? [] : [notFoundValue(`${each}.name`, name)]),
      ...(place === '' ? [required(`${each}.mountPath`)] : []),
      ...(isRepeated(places, place) ? [invalid(`${each}.mountPath`, place, 'must be unique')] : []),
      ...(devices.includes(name) ? [invalid(`${each}.name`, name, taken)] : []),
      ...subPathErrors(mount, each, all),
      ...inText(mount['mountPropagation'], (mode) =>
        propagationErrors(mode, container, `${all}.mountPropagation`),
      ),
      ...recursionErrors(mount, `${all}.recursiveReadOnly`),
    ]
  })
}

/** @param all the path of all mounts, which Kubernetes names for some errors of one */
function subPathErrors({ subPath, subPathExpr }: Json, each: string, all: string): FieldErrors {
  const both = 'subPathExpr and subPath are mutually exclusive'
  return [
    ...inText(subPath, (value) => relativePathErrors(value, `${all}.subPath`)),
    ...inText(subPathExpr, (value) => [
      ...(text(subPath) === undefined ? [] : [invalid(`${each}.subPathExpr`, value, both)]),
      ...relativePathErrors(value, `${all}.subPathExpr`),
    ]),
  ]
}

/** validateMountPropagation */
function propagationErrors(mode: string, container: Json, field: string): FieldErrors {
  if (!propagations.includes(mode)) return [unsupported(field, mode, propagations)]
  const isPrivileged = at(container['securityContext'], 'privileged') === true
  if (mode !== 'Bidirectional' || isPrivileged) return []
  const why = 'Bidirectional mount propagation is available only to privileged containers'
  return [forbiddenField(field, why)]
}

/** validateMountRecursiveReadOnly */
function recursionErrors(
  { recursiveReadOnly, readOnly, mountPropagation }: Json,
  field: string,
): FieldErrors {
  return inText(recursiveReadOnly, (mode) => {
    if (!readOnlyModes.includes(mode)) return [unsupported(field, mode, readOnlyModes)]
    if (mode === 'Disabled') return []
    const propagation = textOrEmpty(mountPropagation)
    const isKept = propagation === '' || propagation === 'None'
    return [
      ...(readOnly === true
        ? []
        : [forbiddenField(field, 'may only be specified when readOnly is true')]),
      ...(isKept
        ? []
        : [
            forbiddenField(
              field,
              'may only be specified when mountPropagation is None or not specified',
            ),
          ]),
    ]
  })
}
