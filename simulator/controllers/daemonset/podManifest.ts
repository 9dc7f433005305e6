/** The Pods that a DaemonSet's controller sends to the API server. */
import { at, isJson, type Json } from '../../../domain/decode/readJson.ts'
import type { DaemonSet } from '../../../domain/k8s/objects.ts'
import { effectivePod, onlyNode } from '../../../domain/placement/effectivePod.ts'
import { templateGeneration } from '../../../domain/rollout/revisions.ts'
import type { KubeObject } from '../../objects.ts'
import { controllerReference } from '../ownership.ts'

/**
 * A manifest with all of the template's fields (pkg/controller/daemon/util, CreatePodTemplate;
 * pkg/controller/controller_utils.go, GetPodFromTemplate). The Pods of all nodes share what is the same.
 * @param daemonSet the same as `raw`, in domain's types
 * @param hash of its current revision
 * @returns what makes the manifest for a node
 */
export function podManifests(
  raw: KubeObject,
  daemonSet: DaemonSet,
  hash: string,
): (node: string) => Json {
  const stamp = { hash, templateGeneration: templateGeneration(daemonSet) }
  const { labels, annotations, spec } = effectivePod(daemonSet.spec.template, '', stamp)
  const template = at(raw.spec, 'template')
  const finalizers = at(at(template, 'metadata'), 'finalizers')
  const metadata = {
    generateName: `${raw.metadata.name}-`,
    namespace: raw.metadata.namespace,
    labels,
    ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
    ...(finalizers === undefined ? {} : { finalizers }),
    ownerReferences: [controllerReference(raw)],
  }
  const shared = { ...fields(at(template, 'spec')), tolerations: spec.tolerations }
  const affinity = fields(at(shared, 'affinity'))
  return (node) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata,
    spec: { ...shared, affinity: { ...affinity, nodeAffinity: nodeAffinity(affinity, node) } },
  })
}

function nodeAffinity(affinity: Json, node: string): Json {
  return {
    ...fields(affinity['nodeAffinity']),
    requiredDuringSchedulingIgnoredDuringExecution: onlyNode(node),
  }
}

function fields(value: unknown): Json {
  return isJson(value) ? value : {}
}
