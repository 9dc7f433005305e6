/** HTTPS_PROXY and NO_PROXY as Go reads them (golang.org/x/net/http/httpproxy), since kubectl obeys them. */
import { BlockList, isIP } from 'node:net'

/** @returns the proxy for a server by the environment; undefined: none. Loopback addresses never go through one. */
export function environmentProxy(
  server: URL,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const name = server.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY'
  const proxy = env[name] || env[name.toLowerCase()]
  if (proxy === undefined || proxy === '' || isLoopback(hostOf(server))) return undefined
  const exceptions = (env['NO_PROXY'] || env['no_proxy'] || '')
    .split(',')
    .map((entry) => entry.trim())
  if (exceptions.some((entry) => entry !== '' && isException(entry.toLowerCase(), server)))
    return undefined
  return proxy.includes('://') ? proxy : `http://${proxy}`
}

function hostOf(server: URL): string {
  return server.hostname.replace(/^\[|\]$/g, '').toLowerCase()
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

function isException(entry: string, server: URL): boolean {
  if (entry === '*') return true
  const host = hostOf(server)
  if (entry.includes('/')) return isInNetwork(entry, host)
  const { name, port } = splitPort(entry)
  if (port !== undefined && port !== portOf(server)) return false
  if (isIP(name) !== 0) return name === host
  const suffix = name.replace(/^\*?\./, '')
  return (name === suffix && host === suffix) || host.endsWith(`.${suffix}`)
}

function splitPort(entry: string): { readonly name: string; readonly port: string | undefined } {
  const match = /^(?:\[([^\]]+)\]|([^:]+)):(\d+)$/.exec(entry)
  if (match === null) return { name: entry.replace(/^\[|\]$/g, ''), port: undefined }
  return { name: match[1] ?? match[2] ?? '', port: match[3] }
}

function portOf(server: URL): string {
  return server.port || (server.protocol === 'https:' ? '443' : '80')
}

function isInNetwork(entry: string, host: string): boolean {
  const [network = '', bits = ''] = entry.split('/')
  const family = isIP(network)
  if (family === 0 || isIP(host) !== family || !/^\d{1,3}$/.test(bits)) return false
  if (Number(bits) > (family === 4 ? 32 : 128)) return false
  const type = family === 4 ? 'ipv4' : 'ipv6'
  const list = new BlockList()
  list.addSubnet(network, Number(bits), type)
  return list.check(host, type)
}
