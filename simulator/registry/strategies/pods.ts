/** pkg/registry/core/pod/strategy.go */
import { at, listOf, type Json } from '../../../domain/decode/readJson.ts'
import { dnsSubdomainErrors } from '../../../domain/k8s/names.ts'
import { podSpecDefaults } from '../defaults/podSpec.ts'
import { readingQuantities } from '../defaults/quantities.ts'
import type { Draft } from '../draft.ts'
import { validatePod, validatePodStatus, validatePodUpdate } from '../validation/pod.ts'
import { firstGeneration, nextGeneration, withStatusOf } from './generation.ts'
import { qosClass } from './qosClass.ts'
import type { Strategy } from './strategy.ts'

export const podStrategy: Strategy = {
  nameErrors: dnsSubdomainErrors,
  defaults: readingQuantities({ kind: 'Pod', version: 'v1' }, (draft) => ({
    ...draft,
    spec: podSpecDefaults(draft.spec ?? {}),
  })),
  prepareCreate: (draft) => ({ ...firstGeneration(draft), status: firstStatus(draft) }),
  prepareUpdate: (draft, old) => nextGeneration(withStatusOf(draft, old), old),
  validateStatus: validatePodStatus,
  validate: validatePod,
  validateUpdate: validatePodUpdate,
  prepareStatus: (draft, old) => {
    const kept = { qosClass: at(old.status, 'qosClass') }
    return { ...draft, status: { ...kept, ...draft.status } }
  },
}

function firstStatus(draft: Draft): Json {
  const status = { phase: 'Pending', qosClass: qosClass(draft.spec ?? {}) }
  const gates = listOf(at(draft.spec, 'schedulingGates'), (gate) => gate)
  return gates.length === 0 ? status : { ...status, conditions: [gated] }
}

const gated = {
  type: 'PodScheduled',
  status: 'False',
  reason: 'SchedulingGated',
  message: 'Scheduling is blocked due to non-empty scheduling gates',
}
