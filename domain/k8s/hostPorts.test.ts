import { describe, expect, it } from 'vitest'
import { hostPorts, portsConflict } from './hostPorts.ts'
import type { Container, ContainerPort, HostPort } from './objects.ts'

function container(...ports: readonly ContainerPort[]): Container {
  return { name: 'c', ports }
}

describe('hostPorts', () => {
  it('lists host ports once, without what is the default', () => {
    const ports = [
      { containerPort: 80, hostPort: 8080, protocol: 'TCP', hostIP: '0.0.0.0' },
      { containerPort: 81, hostPort: 8080 },
      { containerPort: 53, hostPort: 53, protocol: 'UDP', hostIP: '10.0.0.1' },
      { containerPort: 90 },
      { containerPort: 91, hostPort: 0 },
    ]
    expect(hostPorts({ containers: [container(...ports)] })).toEqual([
      { port: 8080 },
      { port: 53, protocol: 'UDP', ip: '10.0.0.1' },
    ])
  })

  it('counts sidecars, but no init container that ends', () => {
    const init = container({ containerPort: 1, hostPort: 1 })
    const sidecar = { ...container({ containerPort: 2, hostPort: 2 }), restartPolicy: 'Always' }
    expect(hostPorts({ initContainers: [init, sidecar] })).toEqual([{ port: 2 }])
  })

  it('takes every port on the host’s network', () => {
    const containers = [container({ containerPort: 9100 }, { containerPort: 80, hostPort: 8080 })]
    expect(hostPorts({ containers, hostNetwork: true })).toEqual([{ port: 9100 }, { port: 8080 }])
    expect(hostPorts({ containers: [{ name: 'none' }], hostNetwork: true })).toEqual([])
  })
})

describe('portsConflict', () => {
  it.each<[HostPort, HostPort, boolean]>([
    [{ port: 80 }, { port: 80 }, true],
    [{ port: 80 }, { port: 81 }, false],
    [{ port: 80 }, { port: 80, protocol: 'UDP' }, false],
    [{ port: 80 }, { port: 80, ip: '10.0.0.1' }, true],
    [{ port: 80, ip: '10.0.0.1' }, { port: 80, ip: '10.0.0.1' }, true],
    [{ port: 80, ip: '10.0.0.1' }, { port: 80, ip: '10.0.0.2' }, false],
    [{ port: 80, ip: '::' }, { port: 80, ip: '10.0.0.2' }, false],
  ])('%j and %j: %j', (a, b, conflict) => {
    expect(portsConflict(a, b)).toBe(conflict)
    expect(portsConflict(b, a)).toBe(conflict)
  })
})
