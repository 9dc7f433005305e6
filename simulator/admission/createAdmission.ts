/** The plugins of this cluster, in Kubernetes' order (pkg/kubeapiserver/options/plugins.go). */
import type { Flavour } from '../registry/registry.ts'
import type { Store } from '../store/store.ts'
import { admissionChain, type AdmissionPlugin } from './admission.ts'
import { defaultTolerationSeconds } from './defaultTolerationSeconds.ts'
import { namespaceLifecycle } from './namespaceLifecycle.ts'
import { priority } from './priority.ts'
import { openShiftNodeSelector, podNodeSelector } from './projectNodeSelector.ts'
import { resourceQuota } from './resourceQuota.ts'
import { serviceAccount } from './serviceAccount.ts'
import { taintNodesByCondition } from './taintNodesByCondition.ts'

export interface AdmissionOptions {
  /** Absent: kubernetes. */
  readonly flavour?: Flavour
  /** Kubernetes' plugin of that name is on, with this selector for namespaces that have none; '' for none. */
  readonly podNodeSelector?: string
}

export function createAdmission(
  store: Store,
  { flavour = 'kubernetes', podNodeSelector: clusterDefault }: AdmissionOptions,
): Required<AdmissionPlugin> {
  return admissionChain([
    namespaceLifecycle(store),
    serviceAccount(store),
    taintNodesByCondition,
    ...(clusterDefault === undefined ? [] : [podNodeSelector(store, clusterDefault)]),
    ...(flavour === 'openshift' ? [openShiftNodeSelector(store)] : []),
    priority(store),
    defaultTolerationSeconds,
    resourceQuota(store),
  ])
}
