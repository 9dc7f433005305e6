/** Kinds that the registry has no rules for but those for metadata. */
import { dnsSubdomainErrors } from '../../../domain/k8s/names.ts'
import type { Strategy } from './strategy.ts'

export const plainStrategy: Strategy = { nameErrors: dnsSubdomainErrors }

/** Kinds whose names only have to fit into a path (apimachinery, pkg/api/validate/content/path.go). */
export const pathNamedStrategy: Strategy = { nameErrors: pathSegmentErrors }

/** What is wrong with a name that stands in a URL. */
export function pathSegmentErrors(name: string): readonly string[] {
  if (name === '.' || name === '..') return [`may not be '${name}'`]
  return ['/', '%'].filter((sign) => name.includes(sign)).map((sign) => `may not contain '${sign}'`)
}
