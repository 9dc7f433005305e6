import { join } from 'node:path'

import type { ClusterOptions, Component } from './types.ts'

/** Where the parts of one cluster lie and listen. */
export type Place = {
  /** The folder of the programs. */
  readonly programs: string
  /** The temporary folder of this cluster. */
  readonly dir: string
  readonly ports: Ports
}

type Ports = {
  readonly etcdClient: number
  readonly etcdPeer: number
  readonly apiServer: number
  readonly controllerManager: number
  readonly scheduler: number
  readonly kwok: number
}

type Heartbeat = { readonly leaseSeconds: number; readonly graceSeconds: number }

/**
 * A lease is renewed every quarter of its duration. 40 and 50 seconds are what kubelet and
 * controller manager do; beyond, about ten renewals a second are left, whatever the number of nodes.
 */
export function heartbeatOf(options: ClusterOptions): Heartbeat {
  const leaseSeconds = Math.max(40, Math.ceil(options.nodes * 0.4))
  return { leaseSeconds, graceSeconds: options.nodeMonitorGraceSeconds ?? leaseSeconds + 10 }
}

/** The command line of each component. */
export function commandsOf(
  place: Place,
  options: ClusterOptions,
): Readonly<Record<Component, readonly string[]>> {
  const program = (name: Component, args: readonly string[]): readonly string[] => [
    join(place.programs, name),
    ...args,
  ]
  return {
    etcd: program('etcd', etcdArgs(place)),
    'kube-apiserver': program('kube-apiserver', apiServerArgs(place, options)),
    'kube-controller-manager': program(
      'kube-controller-manager',
      controllerManagerArgs(place, options),
    ),
    'kube-scheduler': program('kube-scheduler', [
      ...componentArgs(place, 'kube-scheduler', place.ports.scheduler),
      ...featureArgs(options),
      '--kube-api-qps=2000',
      '--kube-api-burst=4000',
    ]),
    kwok: program('kwok', [
      `--kubeconfig=${join(place.dir, 'kwok.kubeconfig')}`,
      `--config=${join(place.dir, 'kwok.yaml')}`,
    ]),
  }
}

function etcdArgs({ dir, ports }: Place): string[] {
  const client = `http://127.0.0.1:${ports.etcdClient}`
  const peer = `http://127.0.0.1:${ports.etcdPeer}`
  return [
    '--name=everynode',
    `--data-dir=${join(dir, 'etcd')}`,
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=everynode=${peer}`,
    // Its HTTP gateway must not answer a web page that has rebound its own name to 127.0.0.1.
    '--host-whitelist=127.0.0.1',
    // The data need not survive: without waiting for the disk, writes are several times faster.
    '--unsafe-no-fsync',
    '--quota-backend-bytes=8589934592',
    '--log-level=warn',
  ]
}

function apiServerArgs({ dir, ports }: Place, options: ClusterOptions): string[] {
  const certs = join(dir, 'certs')
  return [
    `--etcd-servers=http://127.0.0.1:${ports.etcdClient}`,
    '--bind-address=127.0.0.1',
    `--secure-port=${ports.apiServer}`,
    `--tls-cert-file=${join(certs, 'server.crt')}`,
    `--tls-private-key-file=${join(certs, 'server.key')}`,
    `--client-ca-file=${join(certs, 'ca.crt')}`,
    `--token-auth-file=${join(dir, 'tokens.csv')}`,
    '--authorization-mode=Node,RBAC',
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${join(certs, 'service-account.pub')}`,
    `--service-account-signing-key-file=${join(certs, 'service-account.key')}`,
    '--service-cluster-ip-range=10.96.0.0/12',
    // Node agents, which DaemonSets are made for, are often privileged.
    '--allow-privileged=true',
    // 127.0.0.1 is no address that it could publish as the endpoint of the Service `kubernetes`.
    '--endpoint-reconciler-type=none',
    // kwok serves the logs of all Pods at localhost, which nodes.ts gives each node as InternalDNS:
    // their InternalIPs lead nowhere.
    '--kubelet-preferred-address-types=InternalDNS',
    ...featureArgs(options),
    ...listArg('--enable-admission-plugins', options.enableAdmissionPlugins ?? []),
    ...(options.apiServerArgs ?? []),
  ]
}

function controllerManagerArgs(place: Place, options: ClusterOptions): string[] {
  const certs = join(place.dir, 'certs')
  return [
    ...componentArgs(place, 'kube-controller-manager', place.ports.controllerManager),
    ...featureArgs(options),
    // As kubeadm sets it: each controller is a user of its own, visible to admission and in audits.
    '--use-service-account-credentials=true',
    `--service-account-private-key-file=${join(certs, 'service-account.key')}`,
    `--root-ca-file=${join(certs, 'ca.crt')}`,
    '--kube-api-qps=1000',
    '--kube-api-burst=2000',
    `--node-monitor-grace-period=${heartbeatOf(options).graceSeconds}s`,
    ...(options.controllerManagerArgs ?? []),
  ]
}

function componentArgs({ dir }: Place, name: string, port: number): string[] {
  return [
    `--kubeconfig=${join(dir, `${name}.kubeconfig`)}`,
    '--leader-elect=false',
    '--bind-address=127.0.0.1',
    `--secure-port=${port}`,
    // Otherwise it writes its self-signed certificate to /var/run/kubernetes.
    `--cert-dir=${join(dir, 'certs', name)}`,
    '--authentication-skip-lookup=true',
    '--profiling=false',
  ]
}

function featureArgs({ featureGates = {} }: ClusterOptions): string[] {
  const gates = Object.entries(featureGates).map(([name, on]) => `${name}=${on}`)
  return listArg('--feature-gates', gates)
}

function listArg(name: string, values: readonly string[]): string[] {
  return values.length === 0 ? [] : [`${name}=${values.join(',')}`]
}
