/** pkg/registry/core/node/strategy.go. Whoever creates a Node may set its status. */
import type { Json } from '../../../domain/decode/readJson.ts'
import { dnsSubdomainErrors } from '../../../domain/k8s/names.ts'
import { readingQuantities, resourceLists } from '../defaults/quantities.ts'
import { validateNode, validateNodeUpdate } from '../validation/node.ts'
import { withStatusOf } from './generation.ts'
import type { Strategy } from './strategy.ts'

const amounts = resourceLists('capacity', 'allocatable')

/** What is there is there for Pods, unless said otherwise (pkg/apis/core/v1/defaults.go, SetDefaults_NodeStatus). */
function statusDefaults(status: Json): Json {
  const { capacity, allocatable = capacity } = status
  return amounts(allocatable === undefined ? status : { ...status, allocatable })
}

const withStatusDefaults = readingQuantities({ kind: 'Node', version: 'v1' }, (draft) =>
  draft.status === undefined ? draft : { ...draft, status: statusDefaults(draft.status) },
)

export const nodeStrategy: Strategy = {
  nameErrors: dnsSubdomainErrors,
  defaults: withStatusDefaults,
  prepareUpdate: withStatusOf,
  validate: validateNode,
  validateUpdate: validateNodeUpdate,
  prepareStatus: withStatusDefaults,
}
