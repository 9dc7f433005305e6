import type { KubeObject } from '../objects.ts'

export const metaVersion = 'meta.k8s.io/v1'

/** An object of which only the metadata is told. */
export const partial = { kind: 'PartialObjectMetadata', apiVersion: metaVersion } as const

export function metadataOf({ metadata }: Pick<KubeObject, 'metadata'>): unknown {
  return { ...partial, metadata }
}
