/** Events, with the fields that Go writes also where they are empty (api/core/v1, Event). */
import { at, textOrEmpty } from '../../../domain/decode/readJson.ts'
import { dnsSubdomainErrors } from '../../../domain/k8s/names.ts'
import type { Draft } from '../draft.ts'
import { invalid, type FieldErrors } from '../fieldErrors.ts'
import type { Strategy } from './strategy.ts'

/** Of an event of the older kind, without eventTime (legacyValidateEvent). */
function validate({ metadata, involvedObject, eventTime }: Draft): FieldErrors {
  const namespace = textOrEmpty(at(involvedObject, 'namespace'))
  const isRight =
    namespace === '' ? metadata.namespace === 'default' : metadata.namespace === namespace
  if (isRight || eventTime !== null) return []
  return [invalid('involvedObject.namespace', namespace, 'does not match event.namespace')]
}

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
  validate,
}
