/** pkg/registry/scheduling/priorityclass/strategy.go and pkg/apis/scheduling/v1/defaults.go */
import { dnsSubdomainErrors } from '../../../domain/k8s/names.ts'
import { firstGeneration } from './generation.ts'
import type { Strategy } from './strategy.ts'

export const priorityClassStrategy: Strategy = {
  nameErrors: dnsSubdomainErrors,
  defaults: (draft) => ({ preemptionPolicy: 'PreemptLowerPriority', value: 0, ...draft }),
  prepareCreate: firstGeneration,
}
