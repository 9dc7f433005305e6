/** Nodes (pkg/apis/core/validation/validation.go, ValidateNode and ValidateNodeUpdate). */
import { at, listOf, text, textOrEmpty } from '../../../domain/decode/readJson.ts'
import type { KubeObject } from '../../objects.ts'
import { isSame } from '../../store/store.ts'
import type { Draft } from '../draft.ts'
import { duplicate, forbiddenField, type FieldErrors } from '../fieldErrors.ts'
import { rangesErrors } from './addresses.ts'
import { eachItem, isRepeated } from './parts.ts'
import { validateAmounts } from './resources.ts'
import { validateTaints } from './taints.ts'

export function validateNode(draft: Draft): FieldErrors {
  return [
    // Kubernetes looks for the taints in the metadata.
    ...validateTaints(at(draft.spec, 'taints'), 'metadata.taints'),
    ...validateNodeAmounts(draft),
    ...rangesErrors(listOf(at(draft.spec, 'podCIDRs'), text), 'spec.podCIDRs'),
  ]
}

/** Of a new status. */
export function validateNodeStatus(draft: Draft): FieldErrors {
  return [...validateNodeAmounts(draft), ...addressErrors(draft)]
}

function addressErrors({ status }: Draft): FieldErrors {
  const known = new Set<string>()
  return eachItem(at(status, 'addresses'), 'status.addresses', (address, each) => {
    // Go writes the fields of its own type.
    const [Type, Address] = ['type', 'address'].map((field) => textOrEmpty(address[field]))
    return isRepeated(known, `${Type} ${Address}`) ? [duplicate(each, { Type, Address })] : []
  })
}

function validateNodeAmounts({ status }: Draft): FieldErrors {
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
