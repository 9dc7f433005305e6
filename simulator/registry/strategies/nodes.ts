/** pkg/registry/core/node/strategy.go. Whoever creates a Node may set its status. */
import { dnsSubdomainErrors } from '../../../domain/k8s/names.ts'
import { withStatusOf } from './generation.ts'
import type { Strategy } from './strategy.ts'

export const nodeStrategy: Strategy = {
  nameErrors: dnsSubdomainErrors,
  prepareUpdate: withStatusOf,
}
