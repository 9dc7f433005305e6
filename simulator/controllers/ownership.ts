/** Who controls an object, and taking or giving that up (pkg/controller/controller_ref_manager.go). */
import { matchesSelectorRequirements, type Requirement } from '../../domain/k8s/requirement.ts'
import type { KubeObject, Owner } from '../objects.ts'
import { keyOf } from '../objects.ts'
import { ApiError } from '../registry/apiError.ts'
import type { Registry } from '../registry/registry.ts'

export function controllerOf({ metadata }: KubeObject): Owner | undefined {
  return metadata.ownerReferences?.find(({ controller }) => controller === true)
}

/** The reference by which a controller owns what it makes. */
export function controllerReference({ apiVersion, kind, metadata }: KubeObject): Owner {
  const { name, uid } = metadata
  return { apiVersion, kind, name, uid, controller: true, blockOwnerDeletion: true }
}

export interface Claim {
  readonly resource: string
  readonly owner: KubeObject
  /** Of the owner's selector; none select nothing here. */
  readonly selector: readonly Requirement[]
}

/**
 * Adopts what the owner selects and nobody controls, and releases what it controls but does not select any more.
 * @returns whether the object is the owner's afterwards
 */
export function claim(registry: Registry, object: KubeObject, claim: Claim): boolean {
  const controller = controllerOf(object)
  const isSelected = matches(object, claim.selector)
  if (controller !== undefined) {
    if (controller.uid !== claim.owner.metadata.uid) return false
    return isSelected || (write(registry, claim.resource, released(object, controller.uid)), false)
  }
  if (!isSelected || object.metadata.deletionTimestamp !== undefined) return false
  return write(registry, claim.resource, adopted(object, claim.owner))
}

/** Does a selector select the object? An empty one selects nothing (GetPodDaemonSets). */
export function matches({ metadata }: KubeObject, selector: readonly Requirement[]): boolean {
  return selector.length > 0 && matchesSelectorRequirements(selector, metadata.labels)
}

function adopted(object: KubeObject, owner: KubeObject): KubeObject {
  return withOwners(object, [
    ...(object.metadata.ownerReferences ?? []),
    controllerReference(owner),
  ])
}

/** The object without its references to that owner. */
export function released(object: KubeObject, ownerUid: string): KubeObject {
  const owners = object.metadata.ownerReferences ?? []
  return withOwners(
    object,
    owners.filter(({ uid }) => uid !== ownerUid),
  )
}

function withOwners(object: KubeObject, ownerReferences: readonly Owner[]): KubeObject {
  const { ownerReferences: _before, ...metadata } = object.metadata
  const owners = ownerReferences.length === 0 ? {} : { ownerReferences }
  return { ...object, metadata: { ...metadata, ...owners } }
}

/** @returns false where the object has gone meanwhile */
function write(registry: Registry, resource: string, object: KubeObject): boolean {
  try {
    registry.update(resource, keyOf(object), object)
    return true
  } catch (error) {
    if (error instanceof ApiError && error.code === 404) return false
    throw error
  }
}
