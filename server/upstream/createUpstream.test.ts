import { expect, it } from 'vitest'
import { connectTo, failure, fakeApiServer, nodes } from '../testing/connection.test-kit.ts'
import { answerJson, headerOf, startFakeApiServer } from '../testing/fakeApiServer.test-kit.ts'

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
  const writer = writable.getWriter()
  const request = { method: 'POST', body: readable, duplex: 'half' } as const
  const asked = upstream(new Request('http://kubernetes/x', request))
  await writer.write(Buffer.from('one'))
  const answer = await asked
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
  expect((await reader.read()).value).toBe('got one')
  await writer.write(Buffer.from('two'))
  expect((await reader.read()).value).toBe('got two')
  await writer.close()
  expect((await reader.read()).done).toBe(true)
})

it('ends the request to the API server when its caller gives up before the answer', async () => {
  const { fake, closed } = await silentApiServer()
  const { upstream } = await connectTo({ server: fake.url }, { token: 'abc' })
  const caller = new AbortController()
  const answer = upstream(new Request('http://kubernetes/x', { signal: caller.signal }))
  await expect.poll(() => fake.received).toHaveLength(1)
  caller.abort()
  expect((await failure(answer)).code).toBe('aborted')
  await closed
})

it('ends a watch when its caller gives up between two events', async () => {
  const { fake, closed } = await silentApiServer('an event')
  const { upstream } = await connectTo({ server: fake.url }, { token: 'abc' })
  const caller = new AbortController()
  const answer = await upstream(new Request('http://kubernetes/x', { signal: caller.signal }))
  const reader = answer.body!.getReader()
  await reader.read()
  caller.abort()
  await expect(reader.read()).rejects.toThrow('aborted')
  await closed
})

it('ends a watch when the body of its answer is given up', async () => {
  const { fake, closed } = await silentApiServer('an event')
  const { upstream } = await connectTo({ server: fake.url }, { token: 'abc' })
  const reader = (await upstream(nodes())).body!.getReader()
  await reader.read()
  await reader.cancel()
  await expect(closed).resolves.toBeUndefined()
})

/** One that never ends an answer; `closed` resolves when the other side does. */
async function silentApiServer(event?: string) {
  const fake = await fakeApiServer()
  const closed = new Promise((resolve) => {
    fake.answer = (_request, response) => {
      response.on('close', resolve)
      if (event !== undefined) response.writeHead(200).write(event)
    }
  })
  return { fake, closed }
}

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
