/**
 * The node selector that a namespace puts on its Pods: Kubernetes' plugin PodNodeSelector
 * (plugin/pkg/admission/podnodeselector), which is off by default, and OpenShift's for projects.
 */
import { at, texts, textOrEmpty, type Json } from '../../domain/decode/readJson.ts'
import { projectNamespace } from '../../domain/decode/jsonObjects.ts'
import { projectSelector, type ProjectSelector } from '../../domain/placement/projectSelector.ts'
import { ApiError } from '../registry/apiError.ts'
import { forbidden } from '../registry/refusals.ts'
import type { Store } from '../store/store.ts'
import type { AdmissionPlugin, WriteRequest } from './admission.ts'
import { onPodCreate } from './podPlugin.ts'

/** For OpenShift: the cluster's default is in schedulers.config.openshift.io/cluster. */
export function openShiftNodeSelector(store: Store): AdmissionPlugin {
  return onPodCreate((spec, request) => {
    const scheduler = store.get('schedulers', { namespace: '', name: 'cluster' })
    const clusterDefault = textOrEmpty(at(scheduler?.spec, 'defaultNodeSelector'))
    return merged(spec, request, selectorOf(store, request, 'openshift', clusterDefault))
  })
}

/** @param clusterDefault for namespaces that say nothing (clusterDefaultNodeSelector of the plugin's configuration) */
export function podNodeSelector(store: Store, clusterDefault: string): AdmissionPlugin {
  return onPodCreate((spec, request) =>
    merged(spec, request, selectorOf(store, request, 'podNodeSelector', clusterDefault)),
  )
}

/** Namespace → what was last found for it: one that has not changed asks for the same. */
const known = new WeakMap<
  object,
  {
    readonly flavour: string
    readonly clusterDefault: string
    readonly selector: ProjectSelector
  }
>()

function selectorOf(
  store: Store,
  { namespace }: WriteRequest,
  flavour: 'openshift' | 'podNodeSelector',
  clusterDefault: string,
): ProjectSelector {
  const found = store.get('namespaces', { namespace: '', name: namespace })
  const last = found === undefined ? undefined : known.get(found)
  if (last?.flavour === flavour && last.clusterDefault === clusterDefault) return last.selector
  const object = found === undefined ? undefined : projectNamespace(found).object
  const selector = projectSelector({ flavour, namespace: object, clusterDefault })
  if (found !== undefined) known.set(found, { flavour, clusterDefault, selector })
  return selector
}

function merged(spec: Json, request: WriteRequest, selector: ProjectSelector): Json {
  if ('error' in selector.merged) throw new ApiError(500, '', selector.merged.error)
  const own = texts(spec['nodeSelector']) ?? {}
  const pairs = selector.merged.requirements.map(({ key, values: [value = ''] }) => ({
    key,
    value,
  }))
  if (pairs.some(({ key, value }) => Object.hasOwn(own, key) && own[key] !== value)) {
    const owner = selector.admission === 'PodNodeSelector' ? 'namespace' : 'project'
    const why = `pod node label selector conflicts with its ${owner} node label selector`
    throw forbidden(request.resource, request.object.metadata.name, why)
  }
  if (pairs.every(({ key }) => Object.hasOwn(own, key))) return spec
  const added = Object.fromEntries(pairs.map(({ key, value }) => [key, value]))
  return { ...spec, nodeSelector: { ...added, ...own } }
}
