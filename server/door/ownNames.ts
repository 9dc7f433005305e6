import { isIP } from 'node:net'

/** The names that the console answers to, everything in lower case. */
export interface OwnNames {
  /** As they stand in a Host header. */
  readonly hosts: ReadonlySet<string>
  /** As they stand in an Origin header. */
  readonly origins: ReadonlySet<string>
}

export interface Listening {
  /** The address that the server listens at. */
  readonly host: string
  readonly port: number
  /** Names by which browsers reach it through something in front, with or without a port. */
  readonly publicNames: readonly string[]
  /** This machine's addresses, for a server that listens at all of them. */
  readonly addresses: readonly string[]
}

const loopbackNames = ['localhost', '127.0.0.1', '[::1]']
const everyAddress = new Set(['0.0.0.0', '::'])

/** @returns whether only this machine can reach a server that listens there */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

/**
 * A browser that was lured to this server under another name (DNS rebinding) sends that name. Addresses can't be
 * rebound, so the machine's own are good names.
 */
export function ownNames({ host, port, publicNames, addresses }: Listening): OwnNames {
  const own = everyAddress.has(host) ? addresses : [host]
  const local = [...loopbackNames, ...own.map(bracketed)].flatMap((name) => withPort(name, port))
  const published = publicNames.flatMap((name) => [name, ...withPort(name, port)])
  const hosts = [...local, ...published].map((name) => name.toLowerCase())
  const origins = [
    ...hosts.map((name) => `http://${name}`),
    // In front of a public name there may be TLS.
    ...published.map((name) => `https://${name.toLowerCase()}`),
  ]
  return { hosts: new Set(hosts), origins: new Set(origins) }
}

function withPort(name: string, port: number): readonly string[] {
  if (/:\d+$/.test(name)) return [name]
  return port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]
}

/** An address as it stands in a URL. */
export function bracketed(address: string): string {
  return isIP(address) === 6 ? `[${address}]` : address
}
