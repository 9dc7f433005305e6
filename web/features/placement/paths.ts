/** The page of a DaemonSet. */
export function daemonSetPath({
  namespace,
  name,
}: {
  readonly namespace: string
  readonly name: string
}): string {
  return `/daemonsets/${encodeURIComponent(namespace)}/${encodeURIComponent(name)}`
}

/** The page of a node. */
export function nodePath(name: string): string {
  return `/nodes/${encodeURIComponent(name)}`
}
