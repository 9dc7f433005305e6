interface DeleteCommand {
  readonly namespace: string
  readonly name: string
  readonly keepPods: boolean
}

/** The same deletion with kubectl. Kubernetes' names need no quotes in a shell. */
export function deleteCommand({ namespace, name, keepPods }: DeleteCommand): string {
  return `kubectl delete daemonset ${name} -n ${namespace}${keepPods ? ' --cascade=orphan' : ''}`
}
