/** Requests, limits and other amounts (pkg/apis/core/validation/validation.go, validateResourceRequirements). */
import { texts, type Json } from '../../../domain/decode/readJson.ts'
import { labelKeyErrors } from '../../../domain/k8s/labels.ts'
import {
  compareQuantities,
  parseQuantity,
  printQuantity,
  quantityValue,
  type Quantity,
} from '../../../domain/k8s/quantity.ts'
import {
  forbiddenField,
  invalid,
  invalids,
  required,
  unsupported,
  type FieldErrors,
} from '../fieldErrors.ts'

type Amounts = ReadonlyMap<string, Quantity>

const containerResources = new Set(['cpu', 'memory', 'ephemeral-storage'])
const otherResources = [
  'configmaps persistentvolumeclaims pods replicationcontrollers resourcequotas secrets services',
  'services.loadbalancers services.nodeports',
].flatMap((line) => line.split(' '))
const quotaResources = new Set([
  ...['', 'requests.', 'limits.'].flatMap((prefix) =>
    [...containerResources].map((name) => `${prefix}${name}`),
  ),
  'requests.storage',
  ...otherResources,
])

type NamesErrors = (name: string, field: string) => FieldErrors

/** Of a container. */
export function validateRequirements(resources: Json, path: string): FieldErrors {
  return requirementsErrors(resources, path, containerNameErrors)
}

/** Of a Pod as a whole; it is not held against those of its containers. */
export function validatePodRequirements(resources: Json, path: string): FieldErrors {
  return requirementsErrors(resources, path, podNameErrors)
}

function requirementsErrors(resources: Json, path: string, namesErrors: NamesErrors): FieldErrors {
  const limits = amountsIn(resources['limits'])
  const requests = amountsIn(resources['requests'])
  return [
    ...[...limits].flatMap(([name, amount]) =>
      amountErrors(name, amount, `${path}.limits[${name}]`, namesErrors),
    ),
    ...[...requests].flatMap(([name, amount]) => [
      ...amountErrors(name, amount, `${path}.requests[${name}]`, namesErrors),
      ...limitErrors(name, amount, limits.get(name), path),
    ]),
    ...hugePagesErrors([...limits.keys(), ...requests.keys()], path),
  ]
}

/** Amounts of a quota. */
export function validateHard(hard: unknown, path: string): FieldErrors {
  return [...amountsIn(hard)].flatMap(([name, amount]) => {
    const field = `${path}[${name}]`
    return [...quotaNameErrors(name, field), ...valueErrors(name, amount, field)]
  })
}

/** ValidateResourceQuotaResourceName */
function quotaNameErrors(name: string, field: string): FieldErrors {
  const errors = nameErrors(name, field)
  const isKnown = name.includes('/') || quotaResources.has(name) || isHugePages(name)
  return isKnown
    ? errors
    : [...errors, invalid(field, name, 'must be a standard resource for quota')]
}

/** capacity and allocatable of a Node: any names. */
export function validateAmounts(amounts: unknown, path: string): FieldErrors {
  return [...amountsIn(amounts)].flatMap(([name, amount]) =>
    valueErrors(name, amount, `${path}.${name}`),
  )
}

function amountErrors(
  name: string,
  amount: Quantity,
  field: string,
  namesErrors: NamesErrors,
): FieldErrors {
  return [
    ...namesErrors(name, field),
    ...valueErrors(name, amount, field),
    ...pageErrors(name, amount, field),
  ]
}

/** A whole number of pages (IsHugePageResourceValueDivisible). */
function pageErrors(name: string, amount: Quantity, field: string): FieldErrors {
  if (!isHugePages(name)) return []
  const page = parseQuantity(name.slice('hugepages-'.length))
  const size = 'error' in page ? 0n : quantityValue(page, 0)
  if (size > 0n && quantityValue(amount, 0) % size === 0n) return []
  const value = printQuantity(amount)
  return [invalid(field, value, `${value} is not positive integer multiple of ${name}`)]
}

/** validateContainerResourceName */
function containerNameErrors(name: string, field: string): FieldErrors {
  const errors = nameErrors(name, field)
  if (!name.includes('/')) {
    if (containerResources.has(name) || isHugePages(name)) return errors
    return [...errors, invalid(field, name, 'must be a standard resource for containers')]
  }
  if (isNative(name) || isExtended(name)) return errors
  return [...errors, invalid(field, name, "doesn't follow extended resource name standard")]
}

/** validatePodResourceName */
function podNameErrors(name: string, field: string): FieldErrors {
  const errors = nameErrors(name, field)
  if (errors.length > 0 || name === 'cpu' || name === 'memory' || isHugePages(name)) return errors
  return [unsupported(field, name, ['cpu', 'hugepages-', 'memory'])]
}

function nameErrors(name: string, field: string): FieldErrors {
  const errors = invalids(field, name, labelKeyErrors(name))
  if (errors.length > 0 || name.includes('/')) return errors
  if (quotaResources.has(name) || name === 'storage' || isHugePages(name)) return []
  return [invalid(field, name, 'must be a standard resource type or fully qualified')]
}

function isNative(name: string): boolean {
  return !name.includes('/') || name.includes('kubernetes.io/')
}

function isExtended(name: string): boolean {
  return !name.startsWith('requests.') && labelKeyErrors(`requests.${name}`).length === 0
}

function isHugePages(name: string): boolean {
  return name.startsWith('hugepages-')
}

/** Of extended resources and huge pages a node has no more than it has (IsOvercommitAllowed). */
function mayOvercommit(name: string): boolean {
  return isNative(name) && !isHugePages(name)
}

function valueErrors(name: string, amount: Quantity, field: string): FieldErrors {
  const isWhole = quantityValue(amount, -3) % 1000n === 0n
  const needsWhole = !isNative(name) || otherResources.includes(name)
  return [
    ...(amount.unscaled < 0n
      ? [invalid(field, printQuantity(amount), 'must be greater than or equal to 0')]
      : []),
    ...(needsWhole && !isWhole
      ? [invalid(field, printQuantity(amount), 'must be an integer')]
      : []),
  ]
}

function limitErrors(
  name: string,
  request: Quantity,
  limit: Quantity | undefined,
  path: string,
): FieldErrors {
  if (limit === undefined) {
    if (mayOvercommit(name)) return []
    return [required(`${path}.limits`, 'Limit must be set for non overcommitable resources')]
  }
  const order = compareQuantities(request, limit)
  const [value, bound] = [request, limit].map(printQuantity)
  const field = `${path}.requests`
  if (order !== 0 && !mayOvercommit(name)) {
    return [invalid(field, value, `must be equal to ${name} limit of ${bound}`)]
  }
  if (order <= 0) return []
  return [invalid(field, value, `must be less than or equal to ${name} limit of ${bound}`)]
}

function hugePagesErrors(names: readonly string[], path: string): FieldErrors {
  if (!names.some(isHugePages) || names.includes('cpu') || names.includes('memory')) return []
  return [forbiddenField(path, 'HugePages require cpu or memory')]
}

/** They have been read before: what cannot be read is not there any more. */
function amountsIn(list: unknown): Amounts {
  const amounts = new Map<string, Quantity>()
  for (const [name, value] of Object.entries(texts(list) ?? {})) {
    const quantity = parseQuantity(value)
    if (!('error' in quantity)) amounts.set(name, quantity)
  }
  return amounts
}
