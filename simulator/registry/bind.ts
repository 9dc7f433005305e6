/** Binding a Pod to a node (pkg/registry/core/pod/storage, BindingREST). */
import { at, isJson, listOf, type Json } from '../../domain/decode/readJson.ts'
import type { Key, KubeObject } from '../objects.ts'
import { timeText } from '../store/store.ts'
import { existing, knownResource, type RegistryContext } from './context.ts'
import { conflictOn } from './refusals.ts'
import { without } from './without.ts'

/** @returns the Pod with its node */
export function bindPod(context: RegistryContext, key: Key, nodeName: string): KubeObject {
  const pod = existing(context, knownResource('pods'), key)
  checkBindable(pod)
  const labels = topologyLabels(context, nodeName)
  const own = { ...pod.metadata.labels, ...labels }
  return context.store.replace('pods', {
    ...pod,
    metadata: Object.keys(labels).length === 0 ? pod.metadata : { ...pod.metadata, labels: own },
    spec: { ...pod.spec, nodeName },
    status: scheduled(pod.status ?? {}, timeText(context.clock.now())),
  })
}

function checkBindable({ metadata, spec }: KubeObject): void {
  const { name } = metadata
  const refuse = (why: string): never => {
    throw conflictOn('pods/binding', { name, kind: 'pods/binding' }, why)
  }
  if (metadata.deletionTimestamp !== undefined) {
    refuse(`pod ${name} is being deleted, cannot be assigned to a host`)
  }
  const node = at(spec, 'nodeName')
  if (typeof node === 'string' && node !== '') {
    refuse(`pod ${name} is already assigned to node ${JSON.stringify(node)}`)
  }
  if (listOf(at(spec, 'schedulingGates'), (gate) => gate).length > 0) {
    refuse(`pod ${name} has non-empty .spec.schedulingGates`)
  }
}

const topologyKeys = ['topology.kubernetes.io/zone', 'topology.kubernetes.io/region']

/** The node's, which its Pods get too (plugin/pkg/admission/podtopologylabels). */
function topologyLabels(
  { store }: RegistryContext,
  nodeName: string,
): Readonly<Record<string, string>> {
  const labels = store.get('nodes', { namespace: '', name: nodeName })?.metadata.labels ?? {}
  return Object.fromEntries(Object.entries(labels).filter(([key]) => topologyKeys.includes(key)))
}

function scheduled(status: Json, now: string): Json {
  const condition = { type: 'PodScheduled', status: 'True', lastTransitionTime: now }
  const old = listOf(status['conditions'], (each) => (isJson(each) ? each : undefined))
  const isThere = old.some(({ type }) => type === condition.type)
  const conditions = isThere
    ? old.map((each) => (each['type'] === condition.type ? condition : each))
    : [...old, condition]
  return { ...without(status, 'nominatedNodeName'), conditions }
}
