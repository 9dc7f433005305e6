/** An object's place as one text, for work queues. */
import type { Key, KubeObject } from '../../objects.ts'

/** Its resource, namespace and name. */
export type Path = string

export function pathOf(plural: string, object: KubeObject): Path {
  return prefixOf(plural, object) + object.metadata.name
}

/** All of a path but the name. */
export function prefixOf(plural: string, { metadata }: KubeObject): string {
  return `${plural}/${metadata.namespace ?? ''}/`
}

export function placeOf(path: Path): { readonly resource: string; readonly key: Key } {
  const [resource = '', namespace = '', name = ''] = path.split('/')
  return { resource, key: { namespace, name } }
}
