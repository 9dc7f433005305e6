import { chmod, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
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
  temporaryFolder,
} from '../testing/connection.test-kit.ts'
import { answerJson, headerOf } from '../testing/fakeApiServer.test-kit.ts'

it('reads a token file again after a minute, and at once after a 401', async () => {
  const fake = await fakeApiServer()
  const file = path.join(await temporaryFolder(), 'token')
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
  const count = path.join(await temporaryFolder(), 'count')
  const script = `
    import { appendFileSync, readFileSync } from 'node:fs'
    appendFileSync(${JSON.stringify(count)}, 'x')
    const token = 'run' + readFileSync(${JSON.stringify(count)}).length
    ${printCredential(`{ token, expirationTimestamp: '1970-01-01T00:10:00Z' }`)}`
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
  const dump = path.join(await temporaryFolder(), 'env.json')
  const script = `
    import { writeFileSync } from 'node:fs'
    writeFileSync(${JSON.stringify(dump)}, JSON.stringify(process.env))
    ${printCredential(`{ token: 'abc' }`)}`
  process.env['EVERYNODE_TEST_SECRET'] = 'hidden'
  atTheEnd(() => delete process.env['EVERYNODE_TEST_SECRET'])
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
  ['prints no credential', printCredential(`{ other: 'SENTINEL' }`), 'printed no token'],
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
    const dir = await temporaryFolder()
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
