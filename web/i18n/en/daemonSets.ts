/** The list of DaemonSets, one DaemonSet's page, and deleting. */
export const daemonSets = {
  title: 'DaemonSets',
  count_one: '{{count, number}} DaemonSet',
  count_other: '{{count, number}} DaemonSets',
  create: 'Create DaemonSet',
  missing: 'You lack the permission {{missing}}.',
  missingHint:
    'Ask an administrator of the cluster for it. To check, run: kubectl auth can-i {{missing}}',
  empty: {
    title: 'There is no DaemonSet in this cluster',
    body: 'A DaemonSet runs a Pod on every node that it selects.',
  },
  columns: {
    name: 'Name',
    namespace: 'Namespace',
    desired: 'Desired',
    ready: 'Ready',
    updated: 'Updated',
    available: 'Available',
    states: 'States',
    nodeSelector: 'Node selector',
    age: 'Age',
    actions: 'Actions',
  },
  states: '{{daemonSet}}: {{states}}',
  stateCount: '{{count, number}} {{state}}',
  deleting: 'Being deleted',
  showInGrid: 'Show in grid',
  actionsFor: 'Actions for {{daemonSet}}',
  lag: {
    title: 'The status of the DaemonSet lags behind its nodes and Pods',
    why: 'kubectl shows the status, which the DaemonSet controller writes. The nodes and Pods are counted here: they are what is true. The controller may be busy, or not running.',
    counter: '{{counter}}: the status says {{status}}, the nodes and Pods {{actual}}',
  },
  page: {
    breadcrumb: 'Where you are',
    facts: 'Facts',
    selector: 'Selector',
    nodeSelector: 'Node selector',
    affinity: 'Required node affinity',
    affinityYes: 'yes, see the YAML',
    tolerations: 'Tolerations',
    allTaints: 'every taint',
    updateStrategy: 'Update strategy',
    maxUnavailable: '{{type}}, at most {{max}} unavailable',
    maxSurge: '{{type}}, at most {{max}} more than one a node',
    images: 'Images',
    age: 'Age',
    observed: 'Controller',
    observedYes: 'has seen the newest change',
    observedNo: 'has not seen the newest change yet',
    counts: 'Nodes by state',
    countsLoading: 'The Pods are still being read.',
    notCounted_one: '{{count, number}} node that is not ready is not counted.',
    notCounted_other: '{{count, number}} nodes that are not ready are not counted.',
    yamlShow: 'Show YAML',
    yamlHide: 'Hide YAML',
    yamlHint: 'As the API server has it now, without managedFields; read-only.',
    yamlCopy: 'Copy YAML',
    yamlFailed: 'The YAML could not be read',
    gone: {
      title: 'There is no DaemonSet {{name}} in namespace {{namespace}}',
      body: 'It may have been deleted, or the address may be mistyped.',
      action: 'Show all DaemonSets',
    },
  },
  rollout: {
    title: 'Rollout',
    loading: 'Being worked out…',
    unknown: {
      noDaemonSet: 'The DaemonSet is gone.',
      deleting: 'The DaemonSet is being deleted; nothing is rolled out any more.',
      pods: 'It is known as soon as the Pods have been read.',
      revisions:
        'Which Pods are outdated is not known: the current revision takes controllerrevisions (API group apps), which have not been read yet, or which you may not list and watch.',
      unobserved: 'The controller has not seen the newest change yet.',
    },
    state: {
      noNodes: 'No node should run its Pod.',
      done_one: 'Up to date: the {{count, number}} node that should run the Pod has the newest.',
      done_other:
        'Up to date: all {{count, number}} nodes that should run the Pod have the newest.',
      filling_one: 'No Pod is outdated; the one node that should run the Pod has none yet.',
      filling_other:
        'No Pod is outdated; {{updated, number}} of {{count, number}} nodes have theirs.',
      unavailable_one:
        'No Pod is outdated, but {{count, number}} node stays without an available Pod:',
      unavailable_other:
        'No Pod is outdated, but {{count, number}} nodes stay without an available Pod:',
      updating_one: 'Updating: {{updated, number}} of {{count, number}} node has the newest Pod.',
      updating_other:
        'Updating: {{updated, number}} of {{count, number}} nodes have the newest Pod.',
      manual_one:
        'Manual: {{count, number}} outdated Pod stays until somebody deletes it (OnDelete).',
      manual_other:
        'Manual: {{count, number}} outdated Pods stay until somebody deletes them (OnDelete).',
      stalledBudget_one:
        'Stalled at {{updated, number}} of {{count, number}} node: the whole budget of {{limit, number}} is held by nodes that will not let go of it by themselves.',
      stalledBudget_other:
        'Stalled at {{updated, number}} of {{count, number}} nodes: the whole budget of {{limit, number}} is held by nodes that will not let go of it by themselves.',
      stalledGone_one:
        'Stalled at {{updated, number}} of {{count, number}} node: every step fails until the Pods of a node that is gone are cleaned up.',
      stalledGone_other:
        'Stalled at {{updated, number}} of {{count, number}} nodes: every step fails until the Pods of a node that is gone are cleaned up.',
      stalled_one:
        'Stalled at {{updated, number}} of {{count, number}} node: no step is possible, and no Pod is on its way.',
      stalled_other:
        'Stalled at {{updated, number}} of {{count, number}} nodes: no step is possible, and no Pod is on its way.',
    },
    budget: 'Budget',
    number: '{{field}} = {{number, number}}',
    numberDefault: '{{field}} = {{number, number}}, the default',
    share_one: '{{field}} {{percent}}% of {{count, number}} node = {{number, number}}',
    share_other: '{{field}} {{percent}}% of {{count, number}} nodes = {{number, number}}',
    shareRounded_one:
      '{{field}} {{percent}}% of {{count, number}} node = {{number, number}}, rounded up from {{exact}}',
    shareRounded_other:
      '{{field}} {{percent}}% of {{count, number}} nodes = {{number, number}}, rounded up from {{exact}}',
    bothZero:
      'maxUnavailable and maxSurge are both 0, which the controller takes for maxUnavailable = 1',
    held: 'Held by',
    heldOf_one: '{{count, number}} node, of {{limit, number}} allowed',
    heldOf_other: '{{count, number}} nodes, of {{limit, number}} allowed',
    holders: 'Nodes that hold the rollout up',
    holder: {
      nodeNotReady: 'node not ready',
      nodeGone: 'node gone, its Pods not',
      pending: 'Pod pending',
      failing: 'Pod failing',
      starting: 'Pod starting',
      settling: 'Pod ready, but not for minReadySeconds yet',
      terminating: 'Pod being deleted',
      noPod: 'no Pod yet',
      severalPods: 'more Pods than there should be',
      portTaken: 'new Pod waits for the old one’s host port',
    },
    lasting: '(does not end by itself)',
    more_one: 'and {{count, number}} more node',
    more_other: 'and {{count, number}} more nodes',
    next: 'Next',
    step: {
      created_one: 'A Pod is created on {{count, number}} node that has none',
      created_other: 'Pods are created on {{count, number}} nodes that have none',
      deleted: {
        notWanted_one: '{{count, number}} Pod is deleted where none should run',
        notWanted_other: '{{count, number}} Pods are deleted where none should run',
        ended_one: '{{count, number}} Pod that has ended is deleted',
        ended_other: '{{count, number}} Pods that have ended are deleted',
        duplicate_one: '{{count, number}} Pod too many is deleted',
        duplicate_other: '{{count, number}} Pods too many are deleted',
        replaced_one: '{{count, number}} old Pod is deleted, since its successor takes over',
        replaced_other: '{{count, number}} old Pods are deleted, since their successors take over',
        nodeGone_one: '{{count, number}} Pod that waits for a node that is gone is deleted',
        nodeGone_other: '{{count, number}} Pods that wait for nodes that are gone are deleted',
        outdated_one:
          '{{count, number}} outdated Pod is deleted whatever the budget, such as one that is not available',
        outdated_other:
          '{{count, number}} outdated Pods are deleted whatever the budget, such as those that are not available',
      },
      surged_one:
        'A new Pod is created beside {{count, number}} outdated one that is not available, whatever the budget',
      surged_other:
        'New Pods are created beside {{count, number}} outdated ones that are not available, whatever the budget',
      replaced_one: '{{count, number}} outdated Pod is deleted for its successor',
      replaced_other: '{{count, number}} outdated Pods are deleted for their successors',
      surgedWithin_one: 'A new Pod is created beside {{count, number}} outdated one',
      surgedWithin_other: 'New Pods are created beside {{count, number}} outdated ones',
      misplaced_one: '{{count, number}} outdated Pod is deleted on a node that should not run it',
      misplaced_other:
        '{{count, number}} outdated Pods are deleted on nodes that should not run them',
      none: 'Nothing',
      wait: 'Nothing until a Pod has become available or is gone',
      stray_one:
        'The rolling update fails until the Pods of {{count, number}} node that is gone are cleaned up',
      stray_other:
        'The rolling update fails until the Pods of {{count, number}} nodes that are gone are cleaned up',
      blocked_one: '{{count, number}} outdated Pod waits for the budget',
      blocked_other: '{{count, number}} outdated Pods wait for the budget',
    },
    end: 'In the end',
    endComplete_one: 'Complete after {{count, number}} more round of replacing Pods',
    endComplete_other: 'Complete after {{count, number}} more rounds of replacing Pods',
    mayStall_one:
      'Or it stalls, with up to {{count, number}} Pod still outdated: by chance the controller may first take nodes whose Pods never go away.',
    mayStall_other:
      'Or it stalls, with up to {{count, number}} Pods still outdated: by chance the controller may first take nodes whose Pods never go away.',
    endStalled_one: 'It will stall, with {{count, number}} Pod still outdated:',
    endStalled_other: 'It will stall, with {{count, number}} Pods still outdated:',
    endUnavailable_one:
      'No Pod will be outdated, but {{count, number}} node will stay without an available one:',
    endUnavailable_other:
      'No Pod will be outdated, but {{count, number}} nodes will stay without an available one:',
  },
  delete: {
    action: 'Delete DaemonSet',
    title: 'Delete DaemonSet {{name}}?',
    titleGone: 'DaemonSet {{name}}',
    where: 'It is in namespace {{namespace}}.',
    pods_one: 'Its Pod on {{count, number}} node is deleted.',
    pods_other: 'Its Pods on {{count, number}} nodes are deleted.',
    podsNone: 'It has no Pods.',
    podsUnknown: 'Its Pods are deleted. How many there are is not known yet.',
    undo: 'This cannot be undone.',
    keep: 'Keep the Pods running',
    kept: 'The Pods stay where they are, without a controller: nothing replaces them when they fail, and new nodes get none. A new DaemonSet in this namespace whose selector matches their labels adopts them.',
    type: 'To confirm, type the name: {{name}}',
    command: 'The same with kubectl',
    waiting:
      'Deleting… The API server has accepted it; this is confirmed when the DaemonSet is gone from the cluster. You can close this; the deletion goes on.',
    sending: 'Deleting…',
    notLive: 'Deleting waits until the data is live again.',
    done: 'DaemonSet {{name}} is deleted',
    doneBody_one: 'Its Pod on {{count, number}} node is now being ended.',
    doneBody_other: 'Its Pods on {{count, number}} nodes are now being ended.',
    doneKept: 'Its Pods run on without it.',
    goneAlready: 'DaemonSet {{name}} is gone: someone else has deleted or replaced it',
    failed: 'DaemonSet {{name}} was not deleted',
    unknown: 'It is not known whether DaemonSet {{name}} is being deleted',
  },
}
