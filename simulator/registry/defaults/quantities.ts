/** Quantities in the form in which Kubernetes writes them. */
import { isJson, type Json } from '../../../domain/decode/readJson.ts'
import { parseQuantity, printQuantity, quantityValue } from '../../../domain/k8s/quantity.ts'
import type { Draft } from '../draft.ts'
import { badRequest } from '../refusals.ts'
import { withField, type Defaults } from './defaulting.ts'

/** Thrown where a quantity cannot be read; who knows the kind makes a refusal of it. */
class QuantityError extends Error {}

/**
 * The fields that are lists of resources, such as limits, with each amount rounded up to thousandths
 * (pkg/apis/core/v1/defaults.go, SetDefaults_ResourceList).
 */
export function resourceLists(...fields: readonly string[]): Defaults {
  return (object) =>
    fields.reduce((result, field) => {
      const list = object[field]
      return isJson(list) ? withField(result, field, canonicalList(list)) : result
    }, object)
}

/** A field that is one quantity. */
export function quantityField(field: string): Defaults {
  return (object) => {
    const value = object[field]
    return value === undefined ? object : withField(object, field, canonical(value))
  }
}

function canonicalList(list: Json): Json {
  const entries = Object.entries(list).map(([name, value]) => [name, toMilli(value)] as const)
  return entries.every(([name, text]) => list[name] === text) ? list : Object.fromEntries(entries)
}

/** Most are written as Kubernetes would write them: whole numbers, perhaps with a suffix that they are too small to lose. */
const plain = /^[1-9]\d{0,2}(m|k|M|G|Ki|Mi|Gi)?$/

function toMilli(value: unknown): string {
  if (typeof value === 'string' && plain.test(value)) return value
  const quantity = read(value)
  if (quantity.scale >= -3) return printQuantity(quantity)
  return printQuantity({ ...quantity, unscaled: quantityValue(quantity, -3), scale: -3 })
}

function canonical(value: unknown): string {
  return printQuantity(read(value))
}

function read(value: unknown): Exclude<ReturnType<typeof parseQuantity>, { error: string }> {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value : ''
  const quantity = parseQuantity(text.trim())
  if ('error' in quantity) throw new QuantityError(quantity.error)
  return quantity
}

/** Defaults of a kind; a quantity that cannot be read is refused as the API server's decoder does. */
export function readingQuantities(
  { kind, version }: { readonly kind: string; readonly version: string },
  defaults: (draft: Draft) => Draft,
): (draft: Draft) => Draft {
  return (draft) => {
    try {
      return defaults(draft)
    } catch (error) {
      if (!(error instanceof QuantityError)) throw error
      const what = `${kind} in version ${JSON.stringify(version)} cannot be handled as a ${kind}`
      throw badRequest(`${what}: ${error.message}`)
    }
  }
}
