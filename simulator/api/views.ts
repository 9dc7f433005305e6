/** Resources that show what is stored as another one. */
import { at, isJson } from '../../domain/decode/readJson.ts'
import type { KubeObject } from '../objects.ts'
import { apiVersionOf } from '../registry/resources.ts'
import { decide } from './authorization/authorize.ts'
import type { Call } from './call.ts'
import type { Present } from './snapshot.ts'

/** How the stored objects look to this call. */
export function presentFor(call: Call): Present {
  const { resource } = call
  if (resource.viewOf === 'events') return toNewEvent(apiVersionOf(resource))
  return resource.kind === 'Project' ? toProject(call) : (object) => object
}

/** events.k8s.io (kubernetes, pkg/apis/events/v1/conversion.go). */
function toNewEvent(apiVersion: string): Present {
  const renamed: readonly (readonly [from: string, to: string])[] = [
    ['series', 'series'],
    ['reportingComponent', 'reportingController'],
    ['reportingInstance', 'reportingInstance'],
    ['action', 'action'],
    ['reason', 'reason'],
    ['involvedObject', 'regarding'],
    ['related', 'related'],
    ['message', 'note'],
    ['type', 'type'],
    ['source', 'deprecatedSource'],
    ['firstTimestamp', 'deprecatedFirstTimestamp'],
    ['lastTimestamp', 'deprecatedLastTimestamp'],
    ['count', 'deprecatedCount'],
  ]
  return (event) => {
    const fields = renamed.flatMap(([from, to]) =>
      event[from] === undefined ? [] : [[to, event[from]] as const],
    )
    const eventTime = event['eventTime'] ?? null
    const { metadata } = event
    return { apiVersion, kind: 'Event', metadata, eventTime, ...Object.fromEntries(fields) }
  }
}

/** OpenShift: a project is a namespace that one may get (openshift-apiserver, pkg/project). */
function toProject({ cluster, identity, resource }: Call): Present {
  const apiVersion = apiVersionOf(resource)
  return (namespace) => {
    const { name } = namespace.metadata
    const attributes = {
      isResource: true,
      path: '',
      verb: 'get',
      group: '',
      resource: 'namespaces',
      subresource: '',
      namespace: name,
      name,
    }
    const { allowed } = decide(cluster.store, identity, attributes)
    return allowed ? projectOf(namespace, apiVersion) : undefined
  }
}

export function projectOf(namespace: KubeObject, apiVersion: string): KubeObject {
  const finalizers = at(namespace.spec, 'finalizers')
  const spec = Array.isArray(finalizers) ? { finalizers } : {}
  const status = isJson(namespace.status) ? namespace.status : {}
  return { apiVersion, kind: 'Project', metadata: namespace.metadata, spec, status }
}
