/** Lists of resources, such as requests and allocatable, as the scheduler reads them (api/core/v1, ResourceList). */
import { parseQuantity, quantityValue } from './quantity.ts'

/** Resource name → thousandths, exactly: the API server rounds every quantity up to them (SetDefaults_ResourceList). */
export type MilliAmounts = Map<string, bigint>

/** A quantity that the API server would refuse, with its own text. */
export interface QuantityProblem {
  /** Such as spec.containers[0].resources.requests[cpu]. */
  readonly field: string
  readonly error: string
}

/** Beyond this, Kubernetes' 64 bits overflow; no node has so much of anything. */
const most = (2n ** 63n - 1n) * 1000n

/**
 * Reads a list of quantities. What cannot be read, or is negative, is left out and told to `report`.
 * @param field the list's path, for reports
 */
export function readResourceList(
  list: Readonly<Record<string, string>> | null | undefined,
  field: string,
  report: (problem: QuantityProblem) => void,
): MilliAmounts {
  const amounts: MilliAmounts = new Map()
  for (const [name, text] of Object.entries(list ?? {})) {
    const amount = readMilli(text)
    if (typeof amount === 'bigint') amounts.set(name, amount)
    else report({ field: `${field}[${name}]`, error: amount.error })
  }
  return amounts
}

function readMilli(text: string): bigint | { readonly error: string } {
  const quantity = parseQuantity(text)
  if ('error' in quantity) return quantity
  const milli = quantityValue(quantity, -3)
  if (milli < 0n) return { error: 'must be greater than or equal to 0' }
  return milli < most ? milli : most
}

/** The amount that the scheduler counts with, rounded up; exact up to 2^53. */
export function roundedAmount(name: string, milli: bigint): number {
  return Number(name === 'cpu' ? milli : (milli + 999n) / 1000n)
}
