/** The rules for metadata that all kinds share (apimachinery, pkg/api/validation/objectmeta.go). */
import { labelKeyErrors, labelValueErrors } from '../../domain/k8s/labels.ts'
import { dnsLabelErrors } from '../../domain/k8s/names.ts'
import type { KubeObject, Meta, Owner, Texts } from '../objects.ts'
import type { DraftMeta } from './draft.ts'
import { remembering } from './remember.ts'
import {
  forbiddenField,
  invalid,
  invalids,
  required,
  tooLong,
  type FieldErrors,
} from './fieldErrors.ts'

/** What is wrong with a name. */
export type NameErrors = (name: string) => readonly string[]

const standardFinalizers = new Set(['kubernetes', 'orphan', 'foregroundDeletion'])
const maxAnnotationBytes = 256 * 1024

/** @param nameErrors the rule for names of this kind */
export function validateMeta(
  meta: DraftMeta,
  namespaced: boolean,
  nameErrors: NameErrors,
): FieldErrors {
  return [
    ...nameFieldErrors(meta, nameErrors),
    ...namespaceErrors(meta.namespace ?? '', namespaced),
    ...sharedErrors(meta),
    ...finalizerErrors(meta.finalizers ?? []),
    ...unknownFinalizerErrors(meta.finalizers ?? []),
  ]
}

/** What an update of metadata may not do. What nobody can change has been restored before. */
export function validateMetaUpdate(meta: DraftMeta, { metadata: old }: KubeObject): FieldErrors {
  return [...newFinalizerErrors(meta, old), ...immutableErrors(meta, old), ...sharedErrors(meta)]
}

/** What nobody may set; left out, it is as it was. */
function immutableErrors(meta: DraftMeta, old: Meta): FieldErrors {
  return (['uid', 'deletionTimestamp', 'deletionGracePeriodSeconds'] as const)
    .filter((field) => (meta[field] ?? old[field]) !== old[field])
    .map((field) => invalid(`metadata.${field}`, meta[field], 'field is immutable'))
}

function newFinalizerErrors(meta: DraftMeta, old: Meta): FieldErrors {
  const added = (meta.finalizers ?? []).filter((each) => !(old.finalizers ?? []).includes(each))
  if (old.deletionTimestamp === undefined || added.length === 0) return []
  const list = added.toSorted().map((each) => JSON.stringify(each))
  const why = `no new finalizers can be added if the object is being deleted, found new finalizers []string{${list.join(', ')}}`
  return [forbiddenField('metadata.finalizers', why)]
}

function nameFieldErrors(meta: DraftMeta, nameErrors: NameErrors): FieldErrors {
  const { name, generateName = '' } = meta
  const generating =
    generateName === ''
      ? []
      : invalids('metadata.generateName', generateName, nameErrors(asWhole(generateName)))
  if (name === '')
    return [...generating, required('metadata.name', 'name or generateName is required')]
  return [...generating, ...invalids('metadata.name', name, nameErrors(name))]
}

/** A prefix may end with a dash (maskTrailingDash). */
function asWhole(prefix: string): string {
  return prefix.length > 1 && prefix.endsWith('-') ? `${prefix.slice(0, -2)}a` : prefix
}

function namespaceErrors(namespace: string, namespaced: boolean): FieldErrors {
  if (!namespaced || namespace === '') return []
  return invalids('metadata.namespace', namespace, dnsLabelErrors(namespace))
}

function sharedErrors(meta: DraftMeta): FieldErrors {
  return [
    ...validateLabels(meta.labels, 'metadata.labels'),
    ...validateAnnotations(meta.annotations, 'metadata.annotations'),
    ...ownerErrors(meta.ownerReferences ?? []),
  ]
}

const keyErrors = remembering(labelKeyErrors)
const valueErrors = remembering(labelValueErrors)

/** Also for templates, whose paths lack `metadata`. */
export function validateLabels(labels: Texts | undefined, path: string): FieldErrors {
  return Object.entries(labels ?? {}).flatMap(([key, value]) => [
    ...invalids(path, key, keyErrors(key)),
    ...invalids(path, value, valueErrors(value)),
  ])
}

export function validateAnnotations(annotations: Texts | undefined, path: string): FieldErrors {
  const entries = Object.entries(annotations ?? {})
  const errors = entries.flatMap(([key]) => invalids(path, key, keyErrors(key.toLowerCase())))
  return isTooLarge(entries) ? [...errors, tooLong(path, maxAnnotationBytes)] : errors
}

function isTooLarge(entries: readonly (readonly [string, string])[]): boolean {
  const characters = entries.reduce((sum, [key, value]) => sum + key.length + value.length, 0)
  if (characters * 3 <= maxAnnotationBytes) return false
  return new TextEncoder().encode(entries.flat().join('')).length > maxAnnotationBytes
}

function ownerErrors(owners: readonly Owner[]): FieldErrors {
  const path = 'metadata.ownerReferences'
  const errors = owners.flatMap((owner) => [
    ...(/^([^/]*\/)?[^/]+$/.test(owner.apiVersion)
      ? []
      : [invalid(`${path}.apiVersion`, owner.apiVersion, 'version must not be empty')]),
    ...(['kind', 'name', 'uid'] as const)
      .filter((key) => owner[key] === '')
      .map((key) => invalid(`${path}.${key}`, '', 'must not be empty')),
    ...(owner.apiVersion === 'v1' && owner.kind === 'Event'
      ? [invalid(path, owner, '/v1, Kind=Event is disallowed from being an owner')]
      : []),
  ])
  const [first, ...others] = owners
    .filter(({ controller }) => controller === true)
    .map(({ kind, name }) => `${kind}/${name}`)
  const why = `Only one reference can have Controller set to true. Found "true" in references for ${first} and `
  return [...errors, ...others.map((other) => invalid(path, owners, `${why}${other}`))]
}

function finalizerErrors(finalizers: readonly string[]): FieldErrors {
  const path = 'metadata.finalizers'
  const errors = finalizers.flatMap((each) => invalids(path, each, labelKeyErrors(each)))
  const isBoth = finalizers.includes('orphan') && finalizers.includes('foregroundDeletion')
  const why = 'finalizer orphan and foregroundDeletion cannot be both set'
  return isBoth ? [...errors, invalid(path, finalizers, why)] : errors
}

/** Without a prefix there are only Kubernetes' own (pkg/apis/core/validation, validateKubeFinalizerName). */
function unknownFinalizerErrors(finalizers: readonly string[]): FieldErrors {
  return finalizers.flatMap((each, index) => unknownErrors(each, `metadata.finalizers[${index}]`))
}

function unknownErrors(finalizer: string, field: string): FieldErrors {
  const why = 'name is neither a standard finalizer name nor is it fully qualified'
  const isKnown = finalizer.includes('/') || standardFinalizers.has(finalizer)
  return isKnown ? [] : [invalid(field, finalizer, why)]
}

/** Of those that stand elsewhere than in the metadata (validateFinalizerName). */
export function finalizerNameErrors(finalizer: string, field: string): FieldErrors {
  return [
    ...invalids(field, finalizer, labelKeyErrors(finalizer)),
    ...unknownErrors(finalizer, field),
  ]
}
