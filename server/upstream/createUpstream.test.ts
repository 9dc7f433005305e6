import { createServer } from 'node:http'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect, createServer as createTcp, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { createAuthority } from '../testing/certificates.test-kit.ts'
import {
  addressOf,
  answerJson,
  type FakeApiServer,
  headerOf,
  startFakeApiServer,
} from '../testing/fakeApiServer.test-kit.ts'
import { loadClusterAccess } from './clusterAccess.ts'
import { type ClusterConnection, createUpstream, type UpstreamOptions } from './createUpstream.ts'
import type { UpstreamError } from './upstream.ts'

const cleanups: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

const authority = createAuthority()
const serving = authority.issue({ names: ['127.0.0.1', 'localhost'] })
const base64 = (text: string) => Buffer.from(text).toString('base64')
const nodes = () => new Request('http://kubernetes/api/v1/nodes?limit=1')

async function fakeApiServer(
  tls?: Parameters<typeof startFakeApiServer>[0],
): Promise<FakeApiServer> {
  const fake = await startFakeApiServer(tls)
  cleanups.push(() => fake.close())
  return fake
}

async function folder(): Promise<string> {
  const created = await mkdtemp(path.join(tmpdir(), 'everynode-upstream-'))
  cleanups.push(() => rm(created, { recursive: true }))
  return created
}

async function connectTo(
  cluster: Record<string, unknown>,
  user: Record<string, unknown>,
  options: UpstreamOptions = {},
): Promise<ClusterConnection> {
  const file = path.join(await folder(), 'config')
  const config = {
    'current-context': 'it',
    clusters: [{ name: 'it', cluster }],
    users: [{ name: 'me', user }],
    contexts: [{ name: 'it', context: { cluster: 'it', user: 'me' } }],
  }
  await writeFile(file, stringify(config))
  const access = loadClusterAccess({ kubeconfig: file, env: {}, home: '/nowhere' })
  const connection = createUpstream(access, { env: {}, ...options })
  cleanups.push(() => connection.close())
  return connection
}

/** A program that plays an exec plugin: it runs this JavaScript. */
async function plugin(
  script: string,
  more: Record<string, unknown> = {},
): Promise<{ exec: unknown }> {
  const file = path.join(await folder(), 'plugin.mjs')
  await writeFile(file, script)
  const apiVersion = 'client.authentication.k8s.io/v1'
  return {
    exec: {
      apiVersion,
      command: process.execPath,
      args: [file],
      interactiveMode: 'Never',
      ...more,
    },
  }
}

const credential = (status: string) =>
  `console.log(JSON.stringify({ apiVersion: 'client.authentication.k8s.io/v1', kind: 'ExecCredential', status: ${status} }))`

async function failure(promise: Promise<unknown>): Promise<UpstreamError> {
  return promise.then(
    () => {
      throw new Error('it did not fail')
    },
    (error: UpstreamError) => error,
  )
}

it('asks the server of the kubeconfig with its token, whatever host the request names', async () => {
  const fake = await fakeApiServer()
  const { upstream, credential: kind } = await connectTo({ server: fake.url }, { token: 'abc' })
  const answer = await upstream(new Request('http://evil.example/api/v1/nodes?limit=1'))
  expect(await answer.json()).toEqual({ kind: 'List', items: [] })
  expect(kind).toBe('token')
  expect(fake.received).toHaveLength(1)
  expect(fake.received[0]).toMatchObject({ method: 'GET', url: '/api/v1/nodes?limit=1' })
  expect(headerOf(fake.received[0], 'authorization')).toBe('Bearer abc')
  expect(headerOf(fake.received[0], 'accept-encoding')).toBe('identity')
})

it('keeps the path before the API of a server behind a gateway', async () => {
  const fake = await fakeApiServer()
  const { upstream } = await connectTo(
    { server: `${fake.url}/k8s/clusters/c-1/` },
    { token: 'abc' },
  )
  await upstream(nodes())
  expect(fake.received[0]?.url).toBe('/k8s/clusters/c-1/api/v1/nodes?limit=1')
})

it('hands redirects back without following them', async () => {
  const fake = await fakeApiServer()
  fake.answer = (_request, response) => response.writeHead(302, { location: '/elsewhere' }).end()
  const { upstream } = await connectTo({ server: fake.url }, { token: 'abc' })
  expect((await upstream(nodes())).status).toBe(302)
  expect(fake.received).toHaveLength(1)
})

it('sends nothing of a request but its allowed headers, and its own credential last', async () => {
  const fake = await fakeApiServer()
  const user = {
    token: 'abc',
    as: 'jane',
    'as-groups': ['a', 'b'],
    'as-user-extra': { 'x/y': ['z'] },
  }
  const { upstream } = await connectTo({ server: fake.url }, user)
  const headers = {
    authorization: 'Bearer other',
    cookie: 'a=b',
    'impersonate-user': 'root',
    accept: 'text/plain',
  }
  await upstream(new Request('http://kubernetes/version', { headers }))
  const [received] = fake.received
  expect(headerOf(received, 'authorization')).toBe('Bearer abc')
  expect(headerOf(received, 'impersonate-user')).toBe('jane')
  expect(headerOf(received, 'impersonate-group')).toBe('a|b')
  expect(headerOf(received, 'impersonate-extra-x%2fy')).toBe('z')
  expect(headerOf(received, 'accept')).toBe('text/plain')
  expect(headerOf(received, 'cookie')).toBeUndefined()
})

it('streams bodies both ways, piece by piece', async () => {
  const fake = await fakeApiServer()
  fake.answer = (request, response) => {
    response.writeHead(200, { 'content-type': 'text/plain' }).flushHeaders()
    request.on('data', (chunk: Buffer) => response.write(`got ${chunk.toString()}`))
    request.on('end', () => response.end())
  }
  const { upstream } = await connectTo({ server: fake.url }, { token: 'abc' })
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const answer = await upstream(
    new Request('http://kubernetes/x', { method: 'POST', body: readable, duplex: 'half' }),
  )
  const writer = writable.getWriter()
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
  await writer.write(Buffer.from('one'))
  expect((await reader.read()).value).toBe('got one')
  await writer.write(Buffer.from('two'))
  expect((await reader.read()).value).toBe('got two')
  await writer.close()
  expect((await reader.read()).done).toBe(true)
})

it.each(['before the answer', 'while the body is read', 'by giving up the body'])(
  'ends the request to the API server when its caller gives up %s',
  async (when) => {
    const fake = await fakeApiServer()
    const closed = new Promise((resolve) => {
      fake.answer = (_request, response) => {
        response.on('close', resolve)
        if (when !== 'before the answer') response.writeHead(200).write('an event')
      }
    })
    const { upstream } = await connectTo({ server: fake.url }, { token: 'abc' })
    const caller = new AbortController()
    const answer = upstream(new Request('http://kubernetes/watch', { signal: caller.signal }))
    if (when === 'before the answer') {
      while (fake.received.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
      caller.abort()
      expect((await failure(answer)).code).toBe('aborted')
    } else {
      const reader = (await answer).body!.getReader()
      await reader.read()
      if (when === 'by giving up the body') await reader.cancel()
      else {
        caller.abort()
        await expect(reader.read()).rejects.toThrow()
      }
    }
    await closed
  },
)

it('reads a token file again after a minute, and at once after a 401', async () => {
  const fake = await fakeApiServer()
  const file = path.join(await folder(), 'token')
  await writeFile(file, 'first\n')
  let now = 0
  const { upstream } = await connectTo(
    { server: fake.url },
    { tokenFile: file },
    { now: () => now },
  )
  const sent = async () => {
    await upstream(nodes())
    return headerOf(fake.received.at(-1), 'authorization')
  }
  expect(await sent()).toBe('Bearer first')
  await writeFile(file, 'second\n')
  now = 59_000
  expect(await sent()).toBe('Bearer first')
  now = 61_000
  expect(await sent()).toBe('Bearer second')
  await writeFile(file, 'third\n')
  fake.answer = (_request, response) => response.writeHead(401).end()
  expect(await sent()).toBe('Bearer second')
  expect(await sent()).toBe('Bearer third')
  await rm(file)
  now = 200_000
  expect(await sent()).toBe('Bearer third')
})

it('says which token file cannot be read', async () => {
  const { upstream } = await connectTo(
    { server: 'http://127.0.0.1:1' },
    { tokenFile: '/nowhere/token' },
  )
  const error = await failure(upstream(nodes()))
  expect(error.code).toBe('credentials')
  expect(error.message).toBe('cannot read the token file /nowhere/token (ENOENT)')
})

it('never quotes a token, not even one that no header can carry', async () => {
  const { upstream } = await connectTo(
    { server: 'http://127.0.0.1:1' },
    { token: 'SENTINEL\u00e4' },
  )
  const error = await failure(upstream(nodes()))
  expect(error.code).toBe('credentials')
  expect(error.message).not.toContain('SENTINEL')
})

it('runs an exec plugin once for many requests, and again when its credential expires or is refused', async () => {
  const fake = await fakeApiServer()
  const count = path.join(await folder(), 'count')
  const script = `
    import { appendFileSync, readFileSync } from 'node:fs'
    appendFileSync(${JSON.stringify(count)}, 'x')
    const token = 'run' + readFileSync(${JSON.stringify(count)}).length
    ${credential(`{ token, expirationTimestamp: '1970-01-01T00:10:00Z' }`)}`
  let now = 0
  const { upstream, credential: kind } = await connectTo(
    { server: fake.url },
    await plugin(script),
    { now: () => now },
  )
  await Promise.all([upstream(nodes()), upstream(nodes()), upstream(nodes())])
  expect(kind).toBe('exec')
  expect(fake.received.map((received) => headerOf(received, 'authorization'))).toEqual(
    Array(3).fill('Bearer run1'),
  )
  now = 600_001
  await upstream(nodes())
  expect(headerOf(fake.received.at(-1), 'authorization')).toBe('Bearer run2')
  now = 0
  fake.answer = (_request, response) => response.writeHead(401).end()
  await upstream(nodes())
  expect(headerOf(fake.received.at(-1), 'authorization')).toBe('Bearer run2')
  now = 700_000
  fake.answer = answerJson
  await upstream(nodes())
  expect(headerOf(fake.received.at(-1), 'authorization')).toBe('Bearer run3')
  expect((await readFile(count, 'utf8')).length).toBe(3)
})

it('gives an exec plugin its own variables and the cluster, but not the whole environment', async () => {
  const fake = await fakeApiServer()
  const dump = path.join(await folder(), 'env.json')
  const script = `
    import { writeFileSync } from 'node:fs'
    writeFileSync(${JSON.stringify(dump)}, JSON.stringify(process.env))
    ${credential(`{ token: 'abc' }`)}`
  process.env['EVERYNODE_TEST_SECRET'] = 'hidden'
  cleanups.push(async () => delete process.env['EVERYNODE_TEST_SECRET'])
  const more = { env: [{ name: 'OWN', value: 'yes' }], provideClusterInfo: true }
  const cluster = {
    server: fake.url,
    'tls-server-name': 'api',
    'certificate-authority-data': base64(authority.cert),
  }
  const { upstream } = await connectTo(cluster, await plugin(script, more))
  await upstream(nodes())
  const env = JSON.parse(await readFile(dump, 'utf8'))
  expect(env.OWN).toBe('yes')
  expect(env.PATH).toBe(process.env['PATH'])
  expect(env.EVERYNODE_TEST_SECRET).toBeUndefined()
  expect(JSON.parse(env.KUBERNETES_EXEC_INFO)).toEqual({
    kind: 'ExecCredential',
    apiVersion: 'client.authentication.k8s.io/v1',
    spec: {
      interactive: false,
      cluster: {
        server: fake.url,
        'tls-server-name': 'api',
        'certificate-authority-data': base64(authority.cert),
      },
    },
  })
})

it.each([
  ['exits with an error', `console.error('token: SENTINEL'); process.exit(3)`, 'exit code 3'],
  ['prints something else', `console.log('SENTINEL')`, 'printed no ExecCredential'],
  [
    'prints too much',
    `process.stdout.write('SENTINEL'.repeat(1e6)); setInterval(() => {}, 1000)`,
    'printed too much',
  ],
  ['prints no credential', credential(`{ other: 'SENTINEL' }`), 'printed no token'],
])(
  'says what went wrong with an exec plugin that %s, and not what it printed',
  async (_what, script, message) => {
    const { upstream } = await connectTo({ server: 'http://127.0.0.1:1' }, await plugin(script))
    const error = await failure(upstream(nodes()))
    expect(error.code).toBe('credentials')
    expect(error.message).toContain(message)
    expect(error.message).not.toContain('SENTINEL')
  },
)

it('names an exec plugin that is not installed, with its hint', async () => {
  const exec = {
    apiVersion: 'client.authentication.k8s.io/v1',
    command: 'no-such-plugin',
    installHint: 'Get it at x.example.',
  }
  const { upstream } = await connectTo({ server: 'http://127.0.0.1:1' }, { exec })
  const error = await failure(upstream(nodes()))
  expect(error.message).toBe(
    "the kubeconfig's exec plugin no-such-plugin is not installed or not in PATH. Get it at x.example.",
  )
})

it.runIf(process.platform !== 'win32')(
  'ends a hanging exec plugin and its children when the console closes',
  async () => {
    const dir = await folder()
    const command = path.join(dir, 'plugin.sh')
    const pids = path.join(dir, 'pids')
    await writeFile(command, `#!/bin/sh\nsleep 600 &\necho $$ $! > ${pids}\nwait\n`)
    await chmod(command, 0o755)
    const exec = { apiVersion: 'client.authentication.k8s.io/v1', command }
    const connection = await connectTo({ server: 'http://127.0.0.1:1' }, { exec })
    const answer = failure(connection.upstream(nodes()))
    const started = () =>
      readFile(pids, 'utf8')
        .then((text) => text.trim().split(' ').map(Number))
        .catch(() => [])
    while ((await started()).length < 2) await new Promise((resolve) => setTimeout(resolve, 10))
    await connection.close()
    expect((await answer).code).toBe('credentials')
    for (const pid of await started()) await expect.poll(() => isRunning(pid)).toBe(false)
  },
)

/** A killed process that nobody has waited for yet does not run either. */
async function isRunning(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  if (stat !== undefined) return !/\) Z/.test(stat)
  try {
    return process.platform !== 'linux' && process.kill(pid, 0)
  } catch {
    return false
  }
}

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
  const dir = await folder()
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
  const { upstream } = await connectTo(cluster, await plugin(credential(status)))
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
  cleanups.push(async () => delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'])
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
  cleanups.push(async () => {
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
  cleanups.push(async () => proxy.close())
  const cluster = {
    server: fake.url,
    'certificate-authority-data': base64(authority.cert),
    'proxy-url': `socks5://127.0.0.1:${addressOf(proxy.address()).port}`,
  }
  const { upstream } = await connectTo(cluster, { token: 'abc' })
  expect((await upstream(nodes())).status).toBe(200)
  expect(asked).toEqual([fake.port])
})

it('says that a server which refuses connections is unreachable', async () => {
  const fake = await startFakeApiServer()
  await fake.close()
  const { upstream } = await connectTo({ server: fake.url }, { token: 'abc' })
  const error = await failure(upstream(nodes()))
  expect([error.code, error.message]).toEqual(['unreachable', 'connection refused'])
})

it('works again after the server has come back on its port', async () => {
  const fake = await fakeApiServer()
  const { upstream } = await connectTo({ server: fake.url }, { token: 'abc' })
  await (await upstream(nodes())).text()
  fake.answer = (request) => request.socket.destroy()
  expect((await failure(upstream(nodes()))).code).toBe('unreachable')
  fake.answer = answerJson
  expect((await upstream(nodes())).status).toBe(200)
})
