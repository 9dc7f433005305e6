import { createServer } from 'node:http'
import { writeFile } from 'node:fs/promises'
import { connect, createServer as createTcp, type Socket } from 'node:net'
import path from 'node:path'
import { expect, it } from 'vitest'
import { createAuthority } from '../demo/certificates.ts'
import {
  atTheEnd,
  authority,
  base64,
  connectTo,
  failure,
  fakeApiServer,
  nodes,
  plugin,
  printCredential,
  serving,
  temporaryFolder,
} from '../testing/connection.test-kit.ts'
import { addressOf } from '../testing/fakeApiServer.test-kit.ts'

it('shows its client certificate, from files or data, to a server that it verifies', async () => {
  const fake = await fakeApiServer({ ...serving, ca: authority.cert, requestCert: true })
  const mine = authority.issue({ commonName: 'jane' })
  const user = { 'client-certificate-data': base64(mine.cert), 'client-key-data': base64(mine.key) }
  const cluster = { server: fake.url, 'certificate-authority-data': base64(authority.cert) }
  const { upstream, credential: kind } = await connectTo(cluster, user)
  expect((await upstream(nodes())).status).toBe(200)
  expect(kind).toBe('clientCertificate')
  expect(fake.received[0]?.client).toBe('jane')
})

it('takes up certificates that were replaced on disk within five minutes', async () => {
  const fake = await fakeApiServer({ ...serving, ca: authority.cert, requestCert: true })
  const dir = await temporaryFolder()
  const write = async (commonName: string) => {
    const { cert, key } = authority.issue({ commonName })
    await writeFile(path.join(dir, 'me.crt'), cert)
    await writeFile(path.join(dir, 'me.key'), key)
  }
  await write('first')
  await writeFile(path.join(dir, 'ca.crt'), authority.cert)
  const user = {
    'client-certificate': path.join(dir, 'me.crt'),
    'client-key': path.join(dir, 'me.key'),
  }
  let now = 0
  const { upstream } = await connectTo(
    { server: fake.url, 'certificate-authority': path.join(dir, 'ca.crt') },
    user,
    { now: () => now },
  )
  await (await upstream(nodes())).text()
  await write('second')
  await (await upstream(nodes())).text()
  now = 300_001
  await (await upstream(nodes())).text()
  expect(fake.received.map((received) => received.client)).toEqual(['first', 'first', 'second'])
})

it('takes a client certificate from an exec plugin', async () => {
  const fake = await fakeApiServer({ ...serving, ca: authority.cert, requestCert: true })
  const mine = authority.issue({ commonName: 'jane' })
  const status = JSON.stringify({ clientCertificateData: mine.cert, clientKeyData: mine.key })
  const cluster = { server: fake.url, 'certificate-authority-data': base64(authority.cert) }
  const { upstream } = await connectTo(cluster, await plugin(printCredential(status)))
  await upstream(nodes())
  expect(fake.received[0]?.client).toBe('jane')
})

it.each([
  ['of another authority', createAuthority('other').issue({ names: ['127.0.0.1'] }), 'not trusted'],
  [
    'for another name',
    authority.issue({ names: ['api.example'] }),
    'its certificate is for another name',
  ],
  [
    'that has expired',
    authority.issue({ names: ['127.0.0.1'], expired: true }),
    'its certificate has expired',
  ],
])('refuses a server with a certificate %s', async (_what, certificate, message) => {
  const fake = await fakeApiServer(certificate)
  const cluster = { server: fake.url, 'certificate-authority-data': base64(authority.cert) }
  const { upstream } = await connectTo(cluster, { token: 'abc' })
  const error = await failure(upstream(nodes()))
  expect(error.code).toBe('tls')
  expect(error.message).toContain(message)
  expect(fake.received).toHaveLength(0)
})

it('verifies the server even where the environment says not to', async () => {
  const fake = await fakeApiServer(serving)
  process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'
  atTheEnd(() => delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'])
  const { upstream } = await connectTo({ server: fake.url }, { token: 'abc' })
  expect((await failure(upstream(nodes()))).code).toBe('tls')
})

it('skips verification where, and only where, the kubeconfig says so', async () => {
  const fake = await fakeApiServer(createAuthority('other').issue({ names: ['elsewhere'] }))
  const { upstream } = await connectTo(
    { server: fake.url, 'insecure-skip-tls-verify': true },
    { token: 'abc' },
  )
  expect((await upstream(nodes())).status).toBe(200)
})

it('expects the name of tls-server-name in the certificate', async () => {
  const fake = await fakeApiServer(authority.issue({ names: ['api.example'] }))
  const cluster = {
    server: fake.url,
    'certificate-authority-data': base64(authority.cert),
    'tls-server-name': 'api.example',
  }
  const { upstream } = await connectTo(cluster, { token: 'abc' })
  expect((await upstream(nodes())).status).toBe(200)
})

/** An HTTP proxy that tunnels, and remembers what it was asked for. */
async function httpProxy(): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = []
  const sockets = new Set<Socket>()
  const proxy = createServer()
  proxy.on('connect', (request, socket: Socket) => {
    asked.push(`${request.url} ${request.headers['proxy-authorization'] ?? ''}`.trim())
    const [host = '', port = ''] = (request.url ?? '').split(':')
    const tunnel = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      tunnel.pipe(socket).pipe(tunnel)
    })
    for (const end of [socket, tunnel]) sockets.add(end.on('error', () => {}))
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  atTheEnd(async () => {
    for (const socket of sockets) socket.destroy()
    proxy.close()
  })
  return { url: `http://127.0.0.1:${addressOf(proxy.address()).port}`, asked }
}

it('goes through the proxy of proxy-url, and verifies the server behind it', async () => {
  const fake = await fakeApiServer(serving)
  const proxy = await httpProxy()
  const cluster = {
    server: fake.url,
    'certificate-authority-data': base64(authority.cert),
    'proxy-url': proxy.url.replace('http://', 'http://me:pass@'),
  }
  const { upstream } = await connectTo(cluster, { token: 'abc' })
  expect((await upstream(nodes())).status).toBe(200)
  expect(proxy.asked).toEqual([`127.0.0.1:${fake.port} Basic ${base64('me:pass')}`])
  const other = await connectTo({ server: fake.url, 'proxy-url': proxy.url }, { token: 'abc' })
  expect((await failure(other.upstream(nodes()))).code).toBe('tls')
})

it('goes through the proxy of the environment to hosts elsewhere', async () => {
  const proxy = await httpProxy()
  const { upstream } = await connectTo(
    { server: 'https://api.invalid:6443' },
    { token: 'abc' },
    { env: { HTTPS_PROXY: proxy.url } },
  )
  void upstream(nodes()).catch(() => {})
  await expect.poll(() => proxy.asked).toEqual(['api.invalid:6443'])
})

it('goes through a SOCKS5 proxy', async () => {
  const fake = await fakeApiServer(serving)
  const asked: number[] = []
  const proxy = createTcp((socket) => {
    socket
      .on('error', () => {})
      .once('data', () => {
        socket.write(Buffer.from([5, 0]))
        socket.once('data', (request) => {
          asked.push(request.readUInt16BE(request.length - 2))
          const tunnel = connect(fake.port, '127.0.0.1', () => {
            socket.write(Buffer.from([5, 0, 0, 1, 127, 0, 0, 1, 0, 0]))
            tunnel.pipe(socket).pipe(tunnel)
          }).on('error', () => {})
        })
      })
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  atTheEnd(async () => proxy.close())
  const cluster = {
    server: fake.url,
    'certificate-authority-data': base64(authority.cert),
    'proxy-url': `socks5://127.0.0.1:${addressOf(proxy.address()).port}`,
  }
  const { upstream } = await connectTo(cluster, { token: 'abc' })
  expect((await upstream(nodes())).status).toBe(200)
  expect(asked).toEqual([fake.port])
})
