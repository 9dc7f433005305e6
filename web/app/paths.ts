/** The pages' addresses. The server answers each of them with the page, and 404 to all others. */
export const paths = {
  placement: '/',
  node: '/nodes/:name',
  daemonSets: '/daemonsets',
  createDaemonSet: '/daemonsets/create',
  daemonSet: '/daemonsets/:namespace/:name',
} as const
