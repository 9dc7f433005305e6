/** An integer of 64 bits: a bigint only where a number would not be exact. JavaScript compares the two exactly. */
export type Int64 = number | bigint

const digits = /^[+-]?0*([0-9]{1,19})$/
const min = -(2n ** 63n)
const max = 2n ** 63n - 1n

/**
 * Reads a decimal integer as Go's strconv.ParseInt(text, 10, 64) does: optional sign, digits only, leading zeros
 * allowed; undefined where that gives an error, also for what does not fit into 64 bits.
 */
export function parseInt64(text: string): Int64 | undefined {
  const significant = digits.exec(text)?.[1]
  if (significant === undefined) return undefined
  if (significant.length <= 15) return Number(text)
  const value = BigInt(text)
  return value >= min && value <= max ? value : undefined
}
