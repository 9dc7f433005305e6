/** Events, with the fields that Go writes also where they are empty (api/core/v1, Event). */
import { dnsSubdomainErrors } from '../../../domain/k8s/names.ts'
import type { Strategy } from './strategy.ts'

export const eventStrategy: Strategy = {
  nameErrors: dnsSubdomainErrors,
  defaults: (draft) => ({
    source: {},
    firstTimestamp: null,
    lastTimestamp: null,
    eventTime: null,
    reportingComponent: '',
    reportingInstance: '',
    ...draft,
  }),
}
