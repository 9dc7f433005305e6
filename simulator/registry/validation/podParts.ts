/** Smaller parts of a Pod's spec (pkg/apis/core/validation/validation.go, ValidatePodSpec). */
import { text, textOrEmpty, type Json } from '../../../domain/decode/readJson.ts'
import { labelKeyErrors } from '../../../domain/k8s/labels.ts'
import { dnsSubdomainErrors, regexError } from '../../../domain/k8s/names.ts'
import {
  duplicate,
  forbiddenField,
  invalid,
  invalids,
  required,
  unsupported,
  type FieldErrors,
} from '../fieldErrors.ts'
import { ipErrors } from './addresses.ts'
import { eachItem, inPart, isRepeated, textsOf } from './parts.ts'

/** validatePodDNSConfig */
export function validateDns({ dnsPolicy, dnsConfig }: Json, path: string): FieldErrors {
  const field = `${path}.dnsConfig`
  const servers = `${field}.nameservers`
  if (dnsPolicy === 'None' && dnsConfig === undefined) {
    return [required(field, 'must provide `dnsConfig` when `dnsPolicy` is None')]
  }
  return inPart(dnsConfig, field, ({ nameservers, searches, options }) => {
    const list = textsOf(nameservers)
    if (dnsPolicy === 'None' && list.length === 0) {
      const why = 'must provide at least one DNS nameserver when `dnsPolicy` is None'
      return [required(servers, why)]
    }
    return [
      ...(list.length > 3 ? [invalid(servers, list, 'must not have more than 3 nameservers')] : []),
      ...list.flatMap((server, index) => ipErrors(server, `${servers}[${index}]`)),
      ...searchErrors(textsOf(searches), `${field}.searches`),
      ...eachItem(options, `${field}.options`, ({ name }, each) =>
        text(name) === undefined ? [required(each, 'must not be empty')] : [],
      ),
    ]
  })
}

function searchErrors(searches: readonly string[], path: string): FieldErrors {
  const letters = 'must not have more than 2048 characters (including spaces) in the search list'
  return [
    ...(searches.length > 32
      ? [invalid(path, searches, 'must not have more than 32 search paths')]
      : []),
    ...(searches.join(' ').length > 2048 ? [invalid(path, searches, letters)] : []),
    ...searches.flatMap((search, index) =>
      search === '.' ? [] : searchPathErrors(search.replace(/\.$/, ''), `${path}[${index}]`),
    ),
  ]
}

const searchPart = '_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?'
const searchPath = `${searchPart}(\\.${searchPart})*`
const searchPattern = new RegExp(`^${searchPath}$`)

/** IsDNS1123SubdomainWithUnderscore */
function searchPathErrors(search: string, field: string): FieldErrors {
  if (searchPattern.test(search)) return []
  const rule =
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', " +
    'and must start and end with an alphanumeric character'
  return [invalid(field, search, regexError(rule, searchPath, ['example.com']))]
}

export function validateHostAliases(aliases: unknown, path: string): FieldErrors {
  return eachItem(aliases, path, ({ ip, hostnames }, each) => [
    ...ipErrors(textOrEmpty(ip), `${each}.ip`),
    ...textsOf(hostnames).flatMap((name, index) =>
      invalids(`${each}.hostnames[${index}]`, name, dnsSubdomainErrors(name)),
    ),
  ])
}

export function validateReadinessGates(gates: unknown, path: string): FieldErrors {
  return eachItem(gates, path, (gate, each) => {
    const type = textOrEmpty(gate['conditionType'])
    return invalids(`${each}.conditionType`, type, labelKeyErrors(type))
  })
}

export function validateSchedulingGates(gates: unknown, path: string): FieldErrors {
  const names = new Set<string>()
  return eachItem(gates, path, (gate, each) => {
    const name = textOrEmpty(gate['name'])
    return [
      ...invalids(each, name, labelKeyErrors(name)),
      ...(isRepeated(names, name) ? [duplicate(each, name)] : []),
    ]
  })
}

/** A Pod with users of its own shares nothing else with its node; the names are Kubernetes' own (validateHostUsers). */
export function validateHostUsers(spec: Json, path: string): FieldErrors {
  if (spec['hostUsers'] !== false) return []
  return [
    ['hostNetwork', 'hostNetwork'],
    ['hostPID', 'HostPID'],
    ['hostIPC', 'HostIPC'],
  ].flatMap(([field = '', name]) =>
    spec[field] === true ? [forbiddenField(`${path}.${name}`, 'when `hostUsers` is false')] : [],
  )
}

/** What Windows forbids is not looked at. */
export function validateOs({ name }: Json, path: string): FieldErrors {
  const systems = ['linux', 'windows']
  const value = text(name)
  if (value === undefined) return [required(`${path}.name`)]
  return systems.includes(value) ? [] : [unsupported(path, value, systems)]
}
