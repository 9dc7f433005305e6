/**
 * How containers fare: well, but for images so named, for those built for another kind of processor, and for Pods with
 * an annotation that cluster/kwok-stages.yaml knows too.
 */
import type { KubeObject } from '../objects.ts'

export type Fate =
  /** There is no such image. */
  | 'noImage'
  /** Ends with an error soon after each start. */
  | 'crashes'
  /** Made for another kind of processor: it cannot even be executed. */
  | 'foreign'
  /** Ends with an error, and its Pod with it, whatever the restart policy. */
  | 'fails'
  | 'neverReady'
  /** Stays in ContainerCreating. */
  | 'neverStarts'
  | 'well'

const byImage: readonly (readonly [part: string, fate: Fate])[] = [
  ['no-such-image', 'noImage'],
  ['crash-loop', 'crashes'],
  ['never-ready', 'neverReady'],
  ['exit-failed', 'fails'],
  // A name that never resolves (RFC 6761).
  ['.invalid/', 'noImage'],
]

const byState: ReadonlyMap<string, Fate> = new Map([
  ['starting', 'neverStarts'],
  ['image-pull-back-off', 'noImage'],
  ['crash-loop-back-off', 'crashes'],
])

/** @param architecture the node's, such as amd64; '' where that does not matter */
export function fateOf({ metadata }: KubeObject, image: string, architecture: string): Fate {
  const state = byState.get(metadata.annotations?.['everynode.test/state'] ?? '')
  const named = byImage.find(([part]) => image.includes(part))?.[1]
  return state ?? named ?? (isForeign(image, architecture) ? 'foreign' : 'well')
}

/** As the node's label says; '' for none. */
export function architectureOf(node: KubeObject | undefined): string {
  return node?.metadata.labels?.['kubernetes.io/arch'] ?? ''
}

/** Does its tag say that it is of another architecture alone? Then it is pulled, and cannot be executed. */
function isForeign(image: string, architecture: string): boolean {
  const [, built] = /[-:](amd64|arm64)$/.exec(image) ?? []
  return built !== undefined && architecture !== '' && built !== architecture
}
