/** The create wizard: the node selector that a namespace adds to its Pods. */
export const project = {
  title: 'Node selector of the namespace (project)',
  help: 'A namespace can add a node selector of its own to all of its Pods. The template does not show it.',
  flavour: 'How the cluster treats it',
  guess: 'Guessed: {{flavour}}',
  flavours: {
    openshift: 'OpenShift',
    podNodeSelector: 'Admission plugin PodNodeSelector',
    none: 'no effect',
  },
  because: {
    setByHand: 'Chosen by hand, for this cluster, in this browser. The grid follows it too.',
    openShiftGroups: 'Guessed because the cluster serves {{groups}}.',
    otherOpenShiftGroups:
      'The cluster serves {{groups}}, but not the projects of OpenShift. Whether the plugin PodNodeSelector is on, the API does not show.',
    noOpenShiftGroups:
      'The cluster serves no API group of OpenShift. Whether the plugin PodNodeSelector is on, the API does not show: choose it if it is.',
    groupsUnknown:
      'The cluster has not said which API groups it serves, so OpenShift is not ruled out.',
  },
  annotation: 'Namespace {{namespace}} asks for {{selector}} (annotation {{annotation}}).',
  emptyAnnotation:
    'Namespace {{namespace}} has no node selector: its annotation {{annotation}} is empty, so that no default applies either.',
  default: 'The namespace says nothing, so the default of the cluster applies: {{selector}}.',
  noDefault: 'Neither the namespace nor the cluster has a node selector.',
  defaultUnknown: {
    reading: 'The namespace says nothing. The default of the cluster is being read.',
    known: 'The namespace says nothing. The default of the cluster is being read.',
    forbidden:
      'The namespace says nothing, and you may not read the default of the cluster (get schedulers.config.openshift.io cluster). The map counts as if there were none.',
    failed:
      'The namespace says nothing, and the default of the cluster could not be read. The map counts as if there were none.',
    plugin:
      'The namespace says nothing. Then the default in the configuration of the plugin applies, which the API does not show. The map counts as if there were none.',
  },
  namespaceUnknown:
    'Namespace {{namespace}} cannot be read, so its node selector is not known. The map counts as if there were none.',
  effects: {
    projectHidden_one:
      '{{count, number}} node is hidden by it: OpenShift makes no Pod there and does not count it.',
    projectHidden_other:
      '{{count, number}} nodes are hidden by it: OpenShift makes no Pods there and does not count them.',
    projectStranded_one:
      '{{count, number}} node gets a Pod that stays Pending for ever: the selector is added to the Pod and does not match the node.',
    projectStranded_other:
      '{{count, number}} nodes get Pods that stay Pending for ever: the selector is added to the Pods and does not match these nodes.',
    projectRejected_one:
      '{{count, number}} node gets a Pod that the kubelet rejects again and again.',
    projectRejected_other:
      '{{count, number}} nodes get Pods that the kubelet rejects again and again.',
    projectRefused_one: 'The API server refuses the Pods for {{count, number}} node.',
    projectRefused_other: 'The API server refuses the Pods for {{count, number}} nodes.',
  },
  unreadable: 'The admission plugin cannot read the selector: {{message}}',
  conflict: 'It asks for {{project}}, and the node selector of the draft for {{template}}.',
  freeNamespace: 'This empties it, for all Pods of the namespace:',
  addToDraft: 'Ask for {{labels}} in the node selector of the draft',
}
