/** The order of merged lists (strategicpatch/patch.go, normalizeElementOrder and validatePatchWithSetOrderList). */
import { at } from '../../../domain/decode/readJson.ts'
import { isSame } from '../../store/store.ts'
import { printGo, StrategicError } from './strategicError.ts'

type List = readonly unknown[]

/** @param mergeKey '' where elements are texts */
export function matchesItem(a: unknown, b: unknown, mergeKey: string): boolean {
  return mergeKey === '' ? a === b : isSame(at(a, mergeKey), at(b, mergeKey))
}

/**
 * Elements that the patch names come in its order, others in the order that they had; where the two meet, the order
 * that they had decides.
 */
export function inOrderOf(merged: List, patch: List, present: List, mergeKey: string): List {
  const indexIn = (list: List, item: unknown): number =>
    list.findIndex((each) => matchesItem(each, item, mergeKey))
  const sorted = (items: List, order: List): List =>
    items.toSorted((a, b) => indexIn(order, a) - indexIn(order, b))
  const named = sorted(
    merged.filter((item) => indexIn(patch, item) >= 0),
    patch,
  )
  const others = sorted(
    merged.filter((item) => indexIn(patch, item) < 0),
    present,
  )
  const result: unknown[] = []
  let next = 0
  for (const item of named) {
    const place = indexIn(present, item)
    const before = others.slice(next).findIndex((other) => indexIn(present, other) >= place)
    const end = before === -1 ? others.length : next + before
    result.push(...others.slice(next, end), item)
    next = end
  }
  return [...result, ...others.slice(next)]
}

/** @throws StrategicError where the elements of the patch stand in another order than its own list of the order */
export function requireOrder(patch: List, order: List, mergeKey: string): void {
  if (patch.length === 0 || order.length === 0) return
  let next = 0
  for (const item of order) if (matchesItem(item, patch[next], mergeKey)) next += 1
  if (next < patch.length)
    throw new StrategicError(
      `The order in patch list:\n${printGo(patch)}\n doesn't match $setElementOrder list:\n${printGo(order)}\n`,
    )
}
