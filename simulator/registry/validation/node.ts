/** Nodes (pkg/apis/core/validation/validation.go, ValidateNode and ValidateNodeUpdate). */
import { at, listOf, text, textOrEmpty } from '../../../domain/decode/readJson.ts'
import type { KubeObject } from '../../objects.ts'
import { isSame } from '../../store/store.ts'
import type { Draft } from '../draft.ts'
import { forbiddenField, type FieldErrors } from '../fieldErrors.ts'
import { validateAmounts } from './resources.ts'
import { validateTaints } from './taints.ts'

export function validateNode(draft: Draft): FieldErrors {
  return [
    // Kubernetes looks for the taints in the metadata.
    ...validateTaints(at(draft.spec, 'taints'), 'metadata.taints'),
    ...validateNodeAmounts(draft),
  ]
}

/** Also of a new status. */
export function validateNodeAmounts({ status }: Draft): FieldErrors {
  return [
    ...validateAmounts(at(status, 'capacity'), 'status.capacity'),
    ...validateAmounts(at(status, 'allocatable'), 'status.allocatable'),
  ]
}

export function validateNodeUpdate(draft: Draft, old: KubeObject): FieldErrors {
  const [addresses, before] = [draft, old].map(({ spec }) => listOf(at(spec, 'podCIDRs'), text))
  const [provider, oldProvider] = [draft, old].map(({ spec }) =>
    textOrEmpty(at(spec, 'providerID')),
  )
  const cidr = 'node updates may not change podCIDR except from "" to valid'
  const identity = 'node updates may not change providerID except from "" to valid'
  const isMoved = (before ?? []).length > 0 && !isSame(addresses, before)
  return [
    ...validateNode(draft),
    ...(isMoved ? [forbiddenField('spec.podCIDRs', cidr)] : []),
    ...(oldProvider !== '' && provider !== oldProvider
      ? [forbiddenField('spec.providerID', identity)]
      : []),
  ]
}
