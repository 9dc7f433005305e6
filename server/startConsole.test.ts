import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import path from 'node:path'
import { expect, it } from 'vitest'
import { stringify } from 'yaml'
import { kubeconfigCluster } from './kubeconfigCluster.ts'
import { parseOptions } from './options.ts'
import { startConsole } from './startConsole.ts'
import { atTheEnd, fakeApiServer, temporaryFolder } from './testing/connection.test-kit.ts'
import { open, secretToken } from './testing/console.test-kit.ts'
import { addressOf } from './testing/fakeApiServer.test-kit.ts'

async function kubeconfig(server: string): Promise<string> {
  const file = path.join(await temporaryFolder(), 'config')
  const config = {
    'current-context': 'test',
    clusters: [{ name: 'c', cluster: { server } }],
    users: [{ name: 'u', user: { token: secretToken } }],
    contexts: [{ name: 'test', context: { cluster: 'c', user: 'u' } }],
  }
  await writeFile(file, stringify(config))
  return file
}

async function start(args: readonly string[]) {
  const folder = await temporaryFolder()
  await writeFile(path.join(folder, 'index.html'), '<!doctype html>')
  const said: string[] = []
  const redeemed: string[] = []
  const options = parseOptions(['--port', '0', ...args])
  const hooks = {
    say: (line: string) => said.push(line),
    onRedeemed: (url: string) => redeemed.push(url),
    page: () => Promise.resolve(folder),
  }
  const started = await startConsole(options, hooks, kubeconfigCluster(options))
  atTheEnd(() => started.stop())
  return { ...started, said, redeemed }
}

it('serves the page and the cluster to whoever opens its address, once', async () => {
  const fake = await fakeApiServer()
  const { url, redeemed, said } = await start(['--kubeconfig', await kubeconfig(fake.url)])
  const first = url()
  expect(first).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/)
  const signedIn = await fetch(first, { redirect: 'manual' })
  expect(signedIn.status).toBe(303)
  expect(redeemed).toEqual([url()])
  expect(url()).not.toBe(first)
  const { origin } = new URL(first)
  expect(await (await fetch(origin)).text()).toBe('<!doctype html>')
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  expect(cookie).toContain(`everynode-${new URL(origin).port}=`)
  const own = { cookie, 'x-everynode': '1', 'sec-fetch-site': 'same-origin' }
  expect((await fetch(`${origin}/k8s/api/v1/nodes`, { headers: own })).status).toBe(200)
  expect((await fetch(first, { redirect: 'manual' })).headers.get('set-cookie')).toBeNull()
  expect(said).toEqual([])
})

it('ends open streams and its connections to the API server when it stops', async () => {
  const fake = await fakeApiServer()
  const { url, stop } = await start(['--kubeconfig', await kubeconfig(fake.url)])
  const signedIn = await fetch(url(), { redirect: 'manual' })
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  fake.answer = (_request, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).write('{}\n')
  const { host, port } = new URL(url())
  const browser = open(Number(port)).resume()
  const own = `Host: ${host}\r\nX-Everynode: 1\r\nCookie: ${cookie}\r\n`
  browser.write(`GET /k8s/api/v1/pods?watch=1 HTTP/1.1\r\n${own}\r\n`)
  await expect.poll(() => browser.bytesRead).toBeGreaterThan(0)
  const closed = new Promise((resolve) => browser.on('close', resolve))
  await stop()
  await closed
  await expect.poll(() => fake.connections().open).toBe(0)
})

it('warns of plain HTTP where others on the network can reach it', async () => {
  const fake = await fakeApiServer()
  const args = ['--kubeconfig', await kubeconfig(fake.url), '--host', '0.0.0.0']
  const { url, said } = await start([...args, '--public-name', 'console.example'])
  expect(url()).toMatch(/^http:\/\/console\.example:\d+\/\?token=/)
  expect(said).toHaveLength(1)
  expect(said[0]).toContain('plain HTTP')
})

it('says which context and why when the API server cannot be reached', async () => {
  const file = await kubeconfig('http://127.0.0.1:1')
  await expect(start(['--kubeconfig', file])).rejects.toThrow(
    'cannot reach the API server http://127.0.0.1:1 of context test: connection refused',
  )
})

it('says when the API server does not accept the credential, without quoting it', async () => {
  const fake = await fakeApiServer()
  fake.answer = (_request, response) => response.writeHead(401).end()
  const message = `the API server ${fake.url} of context test does not accept the credential of the kubeconfig`
  await expect(start(['--kubeconfig', await kubeconfig(fake.url)])).rejects.toThrow(message)
})

it('says when the port is taken, before it asks the API server or builds anything', async () => {
  const busy = createServer()
  await new Promise<void>((resolve) => busy.listen(0, '127.0.0.1', resolve))
  atTheEnd(() => busy.close())
  const { port } = addressOf(busy.address())
  const file = await kubeconfig('http://127.0.0.1:1')
  await expect(start(['--kubeconfig', file, '--port', String(port)])).rejects.toThrow(
    `cannot listen at port ${port} of 127.0.0.1: it is in use by another program`,
  )
})

it.each([
  [['--port', 'x'], '--port needs a number'],
  [['--port', '70000'], '--port needs a number'],
  [['--public-name', 'http://x'], '--public-name needs a host name'],
  [['--demo-nodes', '0'], '--demo-nodes needs a number from 1 to 5000'],
  [['--demo', '--kubeconfig', 'x'], 'a demo has no kubeconfig'],
  [['--nope'], "Unknown option '--nope'"],
])('refuses the arguments %j', (args, message) => {
  expect(() => parseOptions(args)).toThrow(message)
})
