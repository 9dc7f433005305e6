/** Why a node gets no Pod of a DaemonSet: one sentence each, and a short form for lists (`short`). */
export const reasons = {
  nodeName: 'The Pod template names node {{wants}} in nodeName, so no other node gets a Pod.',
  noLabel: 'The node has no label {{label}} that the node selector asks for.',
  noLabelOn: '{{node}} has no label {{label}} that the node selector asks for.',
  otherValue: 'The node selector asks for {{label}}, and the node has {{has}}.',
  otherValueOn: 'The node selector asks for {{label}}, and {{node}} has {{has}}.',
  noTerms: 'The required node affinity has no terms, so it matches no node.',
  oneTerm: 'The required node affinity does not match: {{requirements}}.',
  manyTerms:
    'None of the {{count, number}} terms of the required node affinity matches: {{terms}}.',
  emptyTerm: 'an empty term matches no node',
  mismatch: 'it asks for {{requirement}}, and the node has {{has}}',
  mismatchAbsent: 'it asks for {{requirement}}, and the node has no such label',
  malformed: '{{requirement}} is not valid and matches no node',
  taint: 'Taint {{taint}} is not tolerated.',
  taintOn: 'Taint {{taint}} of {{node}} is not tolerated.',
  taintNotReady: 'The node is not ready: its taint {{taint}} is not tolerated.',
  taintUnreachable: 'The node is unreachable: its taint {{taint}} is not tolerated.',
  taintCordoned: 'The node is cordoned: its taint {{taint}} is not tolerated.',
  taintNetwork: 'The network of the node is not available: its taint {{taint}} is not tolerated.',
  taintControlPlane:
    'The node is reserved for the control plane: its taint {{taint}} is not tolerated.',
  projectHidden:
    'The project’s node selector {{selector}} does not match the node, so OpenShift makes no Pod on it.',
  projectStranded:
    'The namespace’s node selector {{selector}} is added to the Pod and does not match the node: the Pod stays Pending for ever.',
  projectRejected:
    'The Pod names the node, and the namespace’s node selector {{selector}} does not match it: the kubelet rejects the Pod again and again.',
  projectRefused:
    'The API server refuses the Pod because of the namespace’s node selector {{selector}}.',
  requirement: {
    In: '{{key}} in ({{values}})',
    NotIn: '{{key}} not in ({{values}})',
    Exists: 'label {{key}}',
    DoesNotExist: 'no label {{key}}',
    Gt: '{{key}} greater than {{values}}',
    Lt: '{{key}} less than {{values}}',
    other: '{{key}} {{operator}} ({{values}})',
  },
  short: {
    nodeName: 'only {{wants}}',
    nodeSelector: 'no {{label}}',
    nodeAffinity: 'node affinity',
    taint: 'taint {{taint}}',
    notReady: 'not ready',
    unreachable: 'unreachable',
    cordoned: 'cordoned',
    network: 'network not available',
    projectHidden: 'hidden by project',
    projectStranded: 'would wait',
    projectRejected: 'rejected by kubelet',
    projectRefused: 'refused',
  },
}
