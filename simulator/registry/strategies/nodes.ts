/** pkg/registry/core/node/strategy.go. Whoever creates a Node may set its status. */
import { listOf, text, type Json } from '../../../domain/decode/readJson.ts'
import { dnsSubdomainErrors } from '../../../domain/k8s/names.ts'
import { withField } from '../defaults/defaulting.ts'
import { readingQuantities, resourceLists } from '../defaults/quantities.ts'
import { validateNode, validateNodeStatus, validateNodeUpdate } from '../validation/node.ts'
import { withStatusOf } from './generation.ts'
import type { Strategy } from './strategy.ts'

const amounts = resourceLists('capacity', 'allocatable')

/** What is there is there for Pods, unless said otherwise (pkg/apis/core/v1/defaults.go, SetDefaults_NodeStatus). */
function statusDefaults(status: Json): Json {
  const { capacity, allocatable = capacity } = status
  return amounts({ ...unknown, ...status, ...(allocatable !== undefined && { allocatable }) })
}

/** What Go writes of a Node that no kubelet has told of. */
const unknown = {
  daemonEndpoints: { kubeletEndpoint: { Port: 0 } },
  nodeInfo: {
    architecture: '',
    bootID: '',
    containerRuntimeVersion: '',
    kernelVersion: '',
    kubeProxyVersion: '',
    kubeletVersion: '',
    machineID: '',
    operatingSystem: '',
    osImage: '',
    systemUUID: '',
  },
}

/** The older field names the first of the ranges (pkg/apis/core/v1/conversion.go). */
function bothRanges(spec: Json): Json {
  const [first] = listOf(spec['podCIDRs'], text)
  const own = text(spec['podCIDR']) ?? first
  if (own === undefined) return spec
  const ranges = own === first ? spec['podCIDRs'] : [own]
  return withField(withField(spec, 'podCIDR', own), 'podCIDRs', ranges)
}

const withStatusDefaults = readingQuantities({ kind: 'Node', version: 'v1' }, (draft) => ({
  ...draft,
  status: statusDefaults(draft.status ?? {}),
}))

export const nodeStrategy: Strategy = {
  nameErrors: dnsSubdomainErrors,
  defaults: (draft) => {
    const filled = withStatusDefaults(draft)
    return filled.spec === undefined ? filled : { ...filled, spec: bothRanges(filled.spec) }
  },
  prepareUpdate: withStatusOf,
  validateStatus: validateNodeStatus,
  validate: validateNode,
  validateUpdate: validateNodeUpdate,
  prepareStatus: withStatusDefaults,
}
