/** The create wizard: Pods without a controller that the new DaemonSet adopts. */
export const adoption = {
  title_one:
    '{{count, number}} Pod without a controller has these labels: the new DaemonSet adopts it.',
  title_other:
    '{{count, number}} Pods without a controller have these labels: the new DaemonSet adopts them.',
  deleted_one: '{{count, number}} of them is deleted at once.',
  deleted_other: '{{count, number}} of them are deleted at once.',
  neverUpdated_one:
    '{{count, number}} of them counts as up to date: it keeps its old template until the template of the DaemonSet changes.',
  neverUpdated_other:
    '{{count, number}} of them count as up to date: they keep their old template until the template of the DaemonSet changes.',
  show: 'Pods that would be adopted',
  more_one: '{{count, number}} more',
  more_other: '{{count, number}} more',
  onNode: 'on {{node}}:',
  onNoNode: 'without a node:',
  deletedBecause: {
    notWanted: 'deleted at once, because the DaemonSet does not want this node',
    ended: 'deleted at once, because it has ended',
    duplicate: 'deleted at once, because another Pod of the same node is kept',
    noSuchNode: 'deleted at once, because there is no such node',
  },
  update: {
    none: 'kept; it has the same template',
    never: 'kept with its old template; no rollout replaces it',
    replaced: 'replaced by the rolling update',
    removed: 'removed by the rolling update; the node takes no new Pods',
    byHand: 'kept until somebody deletes it',
    unknown: 'kept, or replaced where its template is another one',
  },
  podsUnknown:
    'Not all Pods of the cluster are known, so there may be Pods that this DaemonSet would adopt.',
}
