/** The tolerations of a daemon Pod (pkg/controller/daemon/util, AddOrUpdateDaemonPodTolerations). */
import type { Toleration } from '../k8s/objects.ts'

function exists(key: string, effect: string): Toleration {
  return { key: `node.kubernetes.io/${key}`, operator: 'Exists', effect }
}

const always: readonly Toleration[] = [
  exists('not-ready', 'NoExecute'),
  exists('unreachable', 'NoExecute'),
  exists('disk-pressure', 'NoSchedule'),
  exists('memory-pressure', 'NoSchedule'),
  exists('pid-pressure', 'NoSchedule'),
  exists('unschedulable', 'NoSchedule'),
]
const withHostNetwork = [...always, exists('network-unavailable', 'NoSchedule')]

/** What the DaemonSet controller adds to every Pod; one more for Pods on the host's network. */
export function automaticTolerations(hostNetwork: boolean): readonly Toleration[] {
  return hostNetwork ? withHostNetwork : always
}

/**
 * The tolerations that a template's Pods get: those of the template, with an automatic one in the place of each of the
 * same key, operator, value and effect (its tolerationSeconds is lost), then the automatic ones that had no such place.
 */
export function effectiveTolerations(template: {
  readonly hostNetwork?: boolean
  readonly tolerations?: readonly Toleration[]
}): readonly Toleration[] {
  const own = template.tolerations ?? []
  const automatic = automaticTolerations(template.hostNetwork === true)
  const merged = own.map(
    (toleration) => automatic.find((each) => isSame(each, toleration)) ?? toleration,
  )
  return [...merged, ...automatic.filter((each) => !merged.includes(each))]
}

/** Same but for tolerationSeconds (api/core/v1/toleration.go, MatchToleration). */
function isSame(a: Toleration, b: Toleration): boolean {
  return (
    (a.key ?? '') === (b.key ?? '') &&
    (a.operator ?? '') === (b.operator ?? '') &&
    (a.value ?? '') === (b.value ?? '') &&
    (a.effect ?? '') === (b.effect ?? '')
  )
}
