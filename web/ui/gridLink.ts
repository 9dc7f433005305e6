interface GridLink {
  readonly daemonSet?: { readonly namespace: string; readonly name: string }
  readonly node?: string
  /** Only nodes and DaemonSets with a cell in this state. */
  readonly state?: string
}

/** The grid, showing only what is asked for. With a DaemonSet, a node and no state: the panel of their cell is open. */
export function gridLink({ daemonSet, node, state }: GridLink): string {
  const params = new URLSearchParams()
  if (daemonSet !== undefined && node !== undefined && state === undefined) {
    params.set('cell', `${daemonSet.namespace}/${daemonSet.name}@${node}`)
    return `/?${params}`
  }
  if (node !== undefined) params.set('node', node)
  if (daemonSet !== undefined) {
    params.set('daemonset', daemonSet.name)
    params.set('projects', daemonSet.namespace)
  }
  if (state !== undefined) params.set('states', state)
  return `/?${params}`
}
