/** Ports of the node that Pods take (kube-scheduler/framework/types.go, HostPortInfo). */
import type { ContainerPort, HostPort, PodSpec } from './objects.ts'
import { isSidecar } from './podRequests.ts'

/**
 * The host ports of a Pod, each once: of its containers and of the init containers that keep running beside them
 * (pkg/scheduler/util/utils.go, GetHostPorts). On the host's network every port is a host port: the API server sets
 * that on Pods and not on templates (SetDefaults_Pod).
 */
export function hostPorts(
  spec: Pick<PodSpec, 'containers' | 'initContainers' | 'hostNetwork'>,
): readonly HostPort[] {
  const running = [...(spec.initContainers ?? []).filter(isSidecar), ...(spec.containers ?? [])]
  const taken = new Map<string, HostPort>()
  for (const { ports } of running) {
    for (const each of ports ?? []) {
      const port = hostPort(each, spec.hostNetwork === true)
      if (port !== undefined) taken.set(`${port.protocol}/${port.ip}/${port.port}`, port)
    }
  }
  return [...taken.values()]
}

function hostPort(declared: ContainerPort, onHostNetwork: boolean): HostPort | undefined {
  const { containerPort, protocol = '', hostIP = '' } = declared
  const port = declared.hostPort || (onHostNetwork ? containerPort : 0)
  if (!(port > 0)) return undefined
  return {
    port,
    ...(protocol === '' || protocol === 'TCP' ? {} : { protocol }),
    ...(hostIP === '' || hostIP === everyAddress ? {} : { ip: hostIP }),
  }
}

/** `::` is an address like any other to the scheduler. */
const everyAddress = '0.0.0.0'

/** Can two Pods of one node not have these two ports (HostPortInfo.CheckConflict)? */
export function portsConflict(a: HostPort, b: HostPort): boolean {
  if (a.port !== b.port || a.protocol !== b.protocol) return false
  return a.ip === undefined || b.ip === undefined || a.ip === b.ip
}
