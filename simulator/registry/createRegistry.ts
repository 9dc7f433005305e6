/** The registry: what a request comes to, below HTTP. */
import { createAdmission, type AdmissionOptions } from '../admission/createAdmission.ts'
import type { Clock } from '../clock.ts'
import type { Store } from '../store/store.ts'
import { bindPod } from './bind.ts'
import { existing, knownResource, type RegistryContext } from './context.ts'
import { createObject } from './create.ts'
import { deleteObject } from './delete.ts'
import type { Registry } from './registry.ts'
import { finalizeObject, updateObject, updateObjectStatus } from './update.ts'

/** What a registry is made of. */
export interface RegistryParts extends AdmissionOptions {
  readonly store: Store
  readonly clock: Clock
  /** In [0, 1): for generated names. */
  readonly random: () => number
  readonly newUid: () => string
}

export function createRegistry(parts: RegistryParts): Registry {
  const context: RegistryContext = { ...parts, admission: createAdmission(parts.store, parts) }
  return {
    get: (plural, key) => existing(context, knownResource(plural), key),
    create: (...request) => createObject(context, ...request),
    update: (...request) => updateObject(context, ...request),
    updateStatus: (...request) => updateObjectStatus(context, ...request),
    finalize: (...request) => finalizeObject(context, ...request),
    bind: (...request) => bindPod(context, ...request),
    delete: (...request) => deleteObject(context, ...request),
  }
}
