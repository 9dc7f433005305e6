/** Texts that more than one page uses. */
export const common = {
  retry: 'Try again',
  cancel: 'Cancel',
  close: 'Close',
  loading: 'Loading',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'The browser did not allow copying. Select the text instead.',
  none: 'none',
  unknown: 'unknown',
  noYes: { yes: 'yes', no: 'no' },
  resources: {
    namespaces: 'namespaces',
    nodes: 'nodes',
    daemonsets: 'DaemonSets',
    controllerrevisions: 'ControllerRevisions',
    pods: 'Pods',
  },
  stale: {
    title: 'Last update of {{resources}}: {{time}}. What you see may be old.',
    cluster: 'The API server cannot be read for now; it is tried again by itself. ({{why}})',
    console:
      'The console’s server does not answer; it is tried again by itself. Check that it runs. ({{why}})',
  },
  denied: {
    title: 'You may not read {{resources}}',
    body: 'This page needs the permission to list and watch {{resources}} in the whole cluster. Ask an administrator of the cluster for it. The API server said: {{why}}',
  },
  unreachable: {
    title: 'The cluster cannot be read yet',
    body: 'It is tried again by itself, and this page fills as soon as there is an answer. {{why}}',
  },
  unauthenticated: {
    title: 'The API server does not accept your credentials',
    body: 'They may have expired. Renew them as you do for kubectl; the console tries again by itself. The API server said: {{why}}',
  },
  failure: {
    outcomeUnknown:
      'The connection broke before the answer came, so it is not known whether the request was carried out. This page shows the cluster as it is; look there before you try again. ({{message}})',
    unreachable:
      'The console’s server does not answer. Nothing was changed. Check that it runs, then try again. ({{message}})',
    signedOut:
      'This browser is signed out of the console. In the terminal where the console runs, open the newest address that it has printed.',
    noAnswer:
      'The API server did not answer, and nothing was changed. Try again in a while. ({{message}})',
    unauthenticated:
      'The API server no longer accepts your credentials. Sign in again, then reload this page. ({{message}})',
    forbidden: 'You may not do this. The API server said: {{message}}',
    notFound: 'The object is no longer there. The API server said: {{message}}',
    conflict:
      'The object has changed or been replaced in the meantime. Look at it again before you try again. The API server said: {{message}}',
    busy: 'The API server is busy and has refused the request; nothing was changed. Try again in a while. ({{message}})',
    refused: 'The API server has refused the request; nothing was changed. It said: {{message}}',
  },
}
