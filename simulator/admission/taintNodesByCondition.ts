/** A new Node is not ready until the node controller says so (plugin/pkg/admission/nodetaint). */
import { at, listOf } from '../../domain/decode/readJson.ts'
import type { AdmissionPlugin } from './admission.ts'
import { withSpec } from './podPlugin.ts'

const notReady = { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }

export const taintNodesByCondition: AdmissionPlugin = {
  admit: ({ resource, operation, object }) => {
    if (resource.plural !== 'nodes' || operation !== 'CREATE') return object
    return withSpec(object, (spec) => {
      const taints = listOf(spec['taints'], (taint) => taint)
      const isThere = taints.some(
        (taint) => at(taint, 'key') === notReady.key && at(taint, 'effect') === notReady.effect,
      )
      return isThere ? spec : { ...spec, taints: [...taints, notReady] }
    })
  },
}
