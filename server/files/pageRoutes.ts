/** The routes of the page: for these, and for no other path, the server answers with the page itself. */
const name = '[a-z0-9][a-z0-9.-]{0,252}'

const routes = [
  '/',
  `/nodes/${name}`,
  '/daemonsets',
  '/daemonsets/create',
  `/daemonsets/${name}/${name}`,
].map((route) => new RegExp(`^${route}$`))

export function isPageRoute(path: string): boolean {
  return routes.some((route) => route.test(path))
}
