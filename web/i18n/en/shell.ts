/** The frame around every page. */
export const shell = {
  skip: 'Skip to content',
  nav: 'Pages',
  placement: 'Placement',
  daemonSets: 'DaemonSets',
  titles: {
    placement: 'Placement',
    node: 'Node {{name}}',
    daemonSets: 'DaemonSets',
    daemonSet: 'DaemonSet {{namespace}}/{{name}}',
    create: 'Create DaemonSet',
    notFound: 'Page not found',
  },
  connection: {
    label: 'Connection',
    connecting: 'Connecting…',
    live: 'Live',
    reconnecting: 'Last update {{time}}, reconnecting',
    neverHeard: 'No answer yet, reconnecting',
    polling: 'As of {{time}}',
    denied: 'No access to {{resources}}',
    deniedAll: 'No access to this cluster',
    signedOut: 'Signed out',
    retry: 'Try again now',
  },
  session: {
    cluster: 'Cluster',
    context: 'Context',
    user: 'User',
    server: 'Kubernetes',
    details: 'Your session',
    failed: 'The console does not know who you are and which cluster this is',
    signedOut: 'You are signed out',
    signedOutBody:
      'The address of the console works once for each browser. In the terminal where the console runs, open the newest address that it has printed.',
  },
  demo: {
    banner:
      'This is a simulated cluster: nothing here is real, and everything may be tried. For your own cluster, start with <code>{{command}}</code>',
    choose: 'Use the console as',
    identity: {
      'cluster-admin': 'Cluster administrator',
      'project-admin': 'Administrator of the project myproject',
      viewer: 'Viewer',
    },
    notChosen: 'You are still who you were',
  },
  theme: { label: 'Theme', light: 'Light', dark: 'Dark', system: 'As the system' },
  language: { label: 'Language', en: 'English', ja: '日本語' },
  notFound: {
    title: 'There is no page at {{path}}',
    body: 'The address may be mistyped or old.',
    home: 'Go to Placement',
  },
  fault: {
    title: 'This page has stopped because of a fault in the console',
    body: 'The cluster is not affected, and nothing was sent to it. Try again; where that does not help, reload the page.',
    retry: 'Try again',
    reload: 'Reload the page',
    details: 'What was reported',
  },
  outdated: {
    title: 'A part of this page could not be loaded',
    body: 'The console’s server does not answer, or it was updated since this page was opened. Reload the page.',
  },
}
