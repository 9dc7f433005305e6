/** Which of three kinds of cluster this is, as far as project node selectors are concerned. */

/**
 * openshift: the DaemonSet controller itself leaves out nodes that the project's selector does not match.
 * podNodeSelector: Kubernetes' own controller beside an admission plugin that merges the selector into new Pods.
 * none: nothing acts on such selectors.
 */
export type Flavour = 'openshift' | 'podNodeSelector' | 'none'

export interface ClusterFlavour {
  readonly flavour: Flavour
  /**
   * otherOpenShiftGroups: parts of OpenShift are installed, but not its projects. groupsUnknown: the cluster has not
   * said which API groups it serves.
   */
  readonly because:
    'setByHand' | 'openShiftGroups' | 'otherOpenShiftGroups' | 'noOpenShiftGroups' | 'groupsUnknown'
  /** The API groups that say so, sorted. */
  readonly groups: readonly string[]
}

/** Their presence means that OpenShift's own control plane runs here; route.openshift.io comes with less. */
const controlPlaneGroups: ReadonlySet<string> = new Set([
  'config.openshift.io',
  'project.openshift.io',
])

/**
 * Guesses the flavour from the names of the cluster's API groups (`/apis`; undefined: not known). The admission plugin
 * PodNodeSelector cannot be seen through the API: it takes a choice by hand, which goes before every guess.
 */
export function clusterFlavour(
  groups: readonly string[] | undefined,
  setByHand?: Flavour,
): ClusterFlavour {
  if (setByHand !== undefined) return { flavour: setByHand, because: 'setByHand', groups: [] }
  if (groups === undefined) return { flavour: 'none', because: 'groupsUnknown', groups: [] }
  const found = groups.filter((group) => group.endsWith('.openshift.io')).toSorted()
  if (found.length === 0) return { flavour: 'none', because: 'noOpenShiftGroups', groups: [] }
  const telling = found.filter((group) => controlPlaneGroups.has(group))
  return telling.length > 0
    ? { flavour: 'openshift', because: 'openShiftGroups', groups: telling }
    : { flavour: 'none', because: 'otherOpenShiftGroups', groups: found }
}
