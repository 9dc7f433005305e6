import { keyOf, type KubeObject } from '../objects.ts'
import type { Registry } from '../registry/registry.ts'

/** Replaces an object's status; Conflict where the object has changed meanwhile. Its spec is not sent along. */
export function writeStatus(
  registry: Registry,
  resource: 'nodes' | 'pods',
  object: KubeObject,
  status: KubeObject['status'],
): void {
  const { name, namespace, uid, resourceVersion } = object.metadata
  registry.updateStatus(resource, keyOf(object), {
    metadata: { name, namespace, uid, resourceVersion },
    status,
  })
}
