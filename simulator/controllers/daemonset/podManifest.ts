/** The Pod that a DaemonSet's controller sends to the API server for one node. */
import { at, isJson, type Json } from '../../../domain/decode/readJson.ts'
import type { DaemonSet } from '../../../domain/k8s/objects.ts'
import { effectivePod } from '../../../domain/placement/effectivePod.ts'
import { templateGeneration } from '../../../domain/rollout/revisions.ts'
import type { KubeObject } from '../../objects.ts'
import { controllerReference } from '../ownership.ts'

/**
 * @param daemonSet the same as `raw`, in domain's types
 * @param hash of its current revision
 * @returns a manifest with all of the template's fields (pkg/controller/daemon/util, CreatePodTemplate;
 *   pkg/controller/controller_utils.go, GetPodFromTemplate)
 */
export function podManifest(
  raw: KubeObject,
  daemonSet: DaemonSet,
  nodeName: string,
  hash: string,
): Json {
  const { template } = daemonSet.spec
  const stamp = { hash, templateGeneration: templateGeneration(daemonSet) }
  const { labels, annotations, spec } = effectivePod(template, nodeName, stamp)
  const rawTemplate = at(raw.spec, 'template')
  const rawSpec = fields(at(rawTemplate, 'spec'))
  const affinity = fields(rawSpec['affinity'])
  const nodeAffinity = fields(affinity['nodeAffinity'])
  const finalizers = at(at(rawTemplate, 'metadata'), 'finalizers')
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      generateName: `${raw.metadata.name}-`,
      namespace: raw.metadata.namespace,
      labels,
      ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
      ...(finalizers === undefined ? {} : { finalizers }),
      ownerReferences: [controllerReference(raw)],
    },
    spec: {
      ...rawSpec,
      affinity: { ...affinity, nodeAffinity: { ...nodeAffinity, ...spec.affinity?.nodeAffinity } },
      tolerations: spec.tolerations,
    },
  }
}

function fields(value: unknown): Json {
  return isJson(value) ? value : {}
}
