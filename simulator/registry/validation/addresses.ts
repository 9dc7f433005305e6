/** Addresses of the older fields, whose numbers may begin with zeros (IsValidIPForLegacyField, IsValidCIDRForLegacyField). */
import { invalid, type FieldErrors } from '../fieldErrors.ts'

type Family = 4 | 6

/** @returns undefined for what is no address */
function familyOf(address: string): Family | undefined {
  const numbers = address.split('.')
  if (numbers.length === 4 && numbers.every((each) => isUpTo(each, 255))) return 4
  return address.includes(':') && URL.canParse(`http://[${address}]/`) ? 6 : undefined
}

function isUpTo(digits: string, most: number): boolean {
  return /^\d+$/.test(digits) && Number(digits) <= most
}

function familyOfRange(range: string): Family | undefined {
  const [address = '', bits = ''] = range.split('/', 2)
  const family = familyOf(address)
  return family !== undefined && isUpTo(bits, family === 4 ? 32 : 128) ? family : undefined
}

export function ipErrors(value: string, field: string): FieldErrors {
  if (familyOf(value) !== undefined) return []
  return [invalid(field, value, 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)')]
}

/** Ranges of addresses, of which there may be one of each family. */
export function rangesErrors(ranges: readonly string[], field: string): FieldErrors {
  const families = ranges.map(familyOfRange)
  const why = 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)'
  const isPair = ranges.length < 2 || (ranges.length === 2 && families[0] !== families[1])
  return [
    ...ranges.flatMap((range, index) =>
      families[index] === undefined ? [invalid(`${field}[${index}]`, range, why)] : [],
    ),
    ...(isPair || families.includes(undefined)
      ? []
      : [invalid(field, ranges, 'may specify no more than one CIDR for each IP family')]),
  ]
}
