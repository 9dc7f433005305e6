/**
 * How containers fare: well, but for images so named, and for Pods with an annotation that cluster/kwok-stages.yaml
 * knows too.
 */
import type { KubeObject } from '../objects.ts'

export type Fate =
  /** There is no such image. */
  | 'noImage'
  /** Ends with an error soon after each start. */
  | 'crashes'
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
]

const byState: ReadonlyMap<string, Fate> = new Map([
  ['starting', 'neverStarts'],
  ['image-pull-back-off', 'noImage'],
  ['crash-loop-back-off', 'crashes'],
])

export function fateOf({ metadata }: KubeObject, image: string): Fate {
  const state = byState.get(metadata.annotations?.['everynode.test/state'] ?? '')
  return state ?? byImage.find(([part]) => image.includes(part))?.[1] ?? 'well'
}
