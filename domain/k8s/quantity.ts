/** Quantities such as 100m or 1.5Gi, exactly (apimachinery, pkg/api/resource/quantity.go and suffix.go). */
import { parseInt64 } from './int64.ts'

/** unscaled × 10^scale; scale is at least -9. */
export interface Quantity {
  readonly unscaled: bigint
  readonly scale: number
  /** How it is printed: 12M, 12Mi or 12e6. */
  readonly format: 'DecimalSI' | 'BinarySI' | 'DecimalExponent'
}

type Suffix = Pick<Quantity, 'format'> & { readonly base: 2n | 10n; readonly exponent: number }

const decimalSuffixes: ReadonlyMap<string, number> = new Map([
  ['n', -9],
  ['u', -6],
  ['m', -3],
  ['', 0],
  ['k', 3],
  ['M', 6],
  ['G', 9],
  ['T', 12],
  ['P', 15],
  ['E', 18],
])
const binarySuffixes = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei']
const nano = -9
const maxBinary = 2n ** 63n - 1n

const wrongFormat =
  "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
const wrongSuffix = "unable to parse quantity's suffix"
const wrongNumber = 'unable to parse numeric part of quantity'
/** A suffix begins with a letter or a sign: else digits could be shared out in many ways, and long ones take for ever. */
const pattern = /^([+-]?)([0-9]*)(?:\.([0-9]*))?((?:[eEinumkKMGTP]+[-+]?[0-9]*|[-+][0-9]*)?)$/

/** Reads a quantity; the error is Kubernetes' text. Digits beyond nano round away from zero. */
export function parseQuantity(text: string): Quantity | { readonly error: string } {
  const [all, sign, whole = '', fraction = '', suffixText = ''] = pattern.exec(text) ?? []
  if (all === undefined || text === '') return { error: wrongFormat }
  const suffix = parseSuffix(suffixText)
  if (suffix === undefined) return { error: wrongSuffix }
  const digits = whole + fraction
  if (digits === '' && isOffFastPath(suffix)) return { error: wrongNumber }
  const magnitude = scaled(BigInt(digits === '' ? '0' : digits), -fraction.length, suffix)
  return sign === '-' ? { ...magnitude, unscaled: -magnitude.unscaled } : magnitude
}

/** Kubernetes reads no digits at all, as in `-` or `Ki`, as 0, unless the suffix is too large or too small for 64 bits. */
function isOffFastPath({ base, exponent }: Suffix): boolean {
  return base === 10n ? exponent < nano : exponent >= 50
}

function parseSuffix(text: string): Suffix | undefined {
  const decimal = decimalSuffixes.get(text)
  if (decimal !== undefined) return { base: 10n, exponent: decimal, format: 'DecimalSI' }
  const binary = binarySuffixes.indexOf(text)
  if (binary > 0) return { base: 2n, exponent: binary * 10, format: 'BinarySI' }
  const exponent = /^[eE]/.test(text) ? parseInt64(text.slice(1)) : undefined
  if (exponent === undefined) return undefined
  // Kubernetes cuts the exponent to 32 bits.
  const cut = Number(BigInt.asIntN(32, BigInt(exponent)))
  return { base: 10n, exponent: cut, format: 'DecimalExponent' }
}

function scaled(unscaled: bigint, scale: number, { base, exponent, format }: Suffix): Quantity {
  if (base === 10n) return roundTo(nano, { unscaled, scale: scale + exponent, format })
  const quantity = roundTo(nano, { unscaled: unscaled << BigInt(exponent), scale, format })
  if (compareQuantities(quantity, { ...quantity, unscaled: maxBinary, scale: 0 }) > 0) {
    return { unscaled: maxBinary, scale: 0, format }
  }
  const isFraction = compareQuantities(quantity, { ...quantity, unscaled: 1n, scale: 0 }) < 0
  return isFraction && unscaled !== 0n ? { ...quantity, format: 'DecimalSI' } : quantity
}

/** The same quantity with a scale of at least `scale`: what is cut off rounds away from zero. */
function roundTo(scale: number, quantity: Quantity): Quantity {
  if (quantity.scale >= scale) return quantity
  const divisor = powerOfTen(scale - quantity.scale)
  const { unscaled, format } = quantity
  const rest = unscaled % divisor
  const away = rest === 0n ? 0n : unscaled > 0n ? 1n : -1n
  return { unscaled: unscaled / divisor + away, scale, format }
}

/** Exponents can be as large as text allows; no number that matters is beyond this one. */
function powerOfTen(exponent: number): bigint {
  return 10n ** BigInt(Math.min(exponent, 1000))
}

/** Both unscaled values for one scale. */
function aligned(a: Quantity, b: Quantity): readonly [bigint, bigint, number] {
  const scale = Math.min(a.scale, b.scale)
  return [a.unscaled * powerOfTen(a.scale - scale), b.unscaled * powerOfTen(b.scale - scale), scale]
}

/** Negative, zero or positive, as in sorting. */
export function compareQuantities(a: Quantity, b: Quantity): number {
  const [left, right] = aligned(a, b)
  return left < right ? -1 : left > right ? 1 : 0
}

/** The sum; printed in the way of the first one, unless that is zero. */
export function addQuantities(a: Quantity, b: Quantity): Quantity {
  const [left, right, scale] = aligned(a, b)
  return { unscaled: left + right, scale, format: a.unscaled === 0n ? b.format : a.format }
}

/** In units of 10^scale, rounded up: 0 for whole units, -3 for milli. */
export function quantityValue(quantity: Quantity, scale: 0 | -3 = 0): bigint {
  const rounded = roundTo(scale, quantity)
  return rounded.unscaled * powerOfTen(rounded.scale - scale)
}

/** In Kubernetes' canonical form: the largest suffix that needs no fraction. */
export function printQuantity(quantity: Quantity): string {
  if (quantity.unscaled === 0n) return '0'
  return (
    (quantity.format === 'BinarySI' ? printBinary(quantity) : undefined) ?? printDecimal(quantity)
  )
}

/** undefined below 1024 and for fractions: they are printed as decimals. */
function printBinary(quantity: Quantity): string | undefined {
  let value = quantityValue(quantity)
  const isWhole = compareQuantities(quantity, { ...quantity, unscaled: value, scale: 0 }) === 0
  if (!isWhole || (value > -1024n && value < 1024n)) return undefined
  let power = 0
  while (value % 1024n === 0n && power < binarySuffixes.length - 1) {
    value /= 1024n
    power += 1
  }
  return `${value}${binarySuffixes[power]}`
}

function printDecimal({ unscaled, scale, format }: Quantity): string {
  const digits = String(unscaled)
  let end = digits.length
  while (digits[end - 1] === '0') end -= 1
  const exponent = scale + digits.length - end
  const largest = format === 'DecimalSI' ? 18 : Infinity
  const printed = Math.min(Math.floor(exponent / 3) * 3, largest)
  return digits.slice(0, end) + '0'.repeat(exponent - printed) + printExponent(printed, format)
}

function printExponent(exponent: number, format: Quantity['format']): string {
  if (format === 'DecimalExponent') return exponent === 0 ? '' : `e${exponent}`
  for (const [suffix, value] of decimalSuffixes) if (value === exponent) return suffix
  return ''
}
