/** 30: requests that never end, are too many or too large. Raw bytes over TCP. */
import type { Socket } from 'node:net'
import { expect, it } from 'vitest'
import { open, startTestConsole, type TestConsole } from '../testing/console.test-kit.ts'
import type { Limits } from './openDoor.ts'

const limits: Limits = { headersMs: 300, requestMs: 600, checkMs: 50, connections: 20 }
const daemonSet = '/k8s/apis/apps/v1/namespaces/default/daemonsets/web'
const patch = 'Content-Type: application/merge-patch+json\r\n'

const health = (sut: TestConsole) =>
  sut.raw('GET /health HTTP/1.1', `Host: 127.0.0.1:${sut.port}\r\n`)

/** Sends byte after byte until the other side has had enough. @returns what it said */
function drip(socket: Socket, byte: string): Promise<string> {
  let received = ''
  socket.on('data', (chunk) => (received += chunk.toString()))
  const timer = setInterval(() => socket.write(byte), 50)
  return new Promise((resolve) => {
    socket.on('close', () => {
      clearInterval(timer)
      resolve(received)
    })
  })
}

it('gives up on headers that come byte by byte', async () => {
  const sut = await startTestConsole({ limits })
  const socket = open(sut.port)
  socket.write(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${sut.port}\r\nX-Slow: `)
  expect(await drip(socket, 'x')).toContain('408')
  expect((await health(sut)).status).toBe(200)
})

it('gives up on a body that comes byte by byte, and on its request to the API server', async () => {
  const sut = await startTestConsole({ limits })
  let isOpen = false
  sut.fake.answer = (request) => {
    isOpen = true
    request.on('close', () => (isOpen = false)).on('error', () => {})
  }
  const socket = open(sut.port)
  socket.write(`PATCH ${daemonSet} HTTP/1.1\r\n${sut.own}${patch}Content-Length: 1000000\r\n\r\n`)
  await drip(socket, ' ')
  await expect.poll(() => [sut.fake.received.length, isOpen]).toEqual([1, false])
  expect((await health(sut)).status).toBe(200)
})

it('gives up on connections that say nothing', async () => {
  const sut = await startTestConsole({ limits })
  const socket = open(sut.port)
  await new Promise((resolve) => socket.resume().on('close', resolve))
  expect((await health(sut)).status).toBe(200)
})

it('closes the longest idle of too many connections, and serves the newest', async () => {
  const sut = await startTestConsole({
    limits: { ...limits, headersMs: 60_000, requestMs: 60_000 },
  })
  const sockets = Array.from({ length: 100 }, () => open(sut.port).resume())
  expect((await health(sut)).status).toBe(200)
  await expect.poll(() => sockets.filter((socket) => !socket.destroyed).length).toBeLessThan(20)
})

it('keeps connections that are busy, however many are idle', async () => {
  const sut = await startTestConsole({
    limits,
    stream: () => Promise.resolve(new Response(new ReadableStream())),
  })
  const busy = open(sut.port).resume()
  busy.write(`GET /stream HTTP/1.1\r\n${sut.own}\r\n`)
  await new Promise((resolve) => busy.once('data', resolve))
  for (let count = 0; count < 50; count += 1) open(sut.port)
  expect((await health(sut)).status).toBe(200)
  expect(busy.destroyed).toBe(false)
})

it('refuses a body of more than 3 MiB before the API server hears of it', async () => {
  const sut = await startTestConsole()
  const headers = `${sut.own}${patch}Content-Length: ${4 * 1024 * 1024}\r\n`
  const { status } = await sut.raw(`PATCH ${daemonSet} HTTP/1.1`, headers)
  expect(status).toBe(413)
  expect(sut.fake.connections().ever).toBe(0)
})

it('cuts off a chunked body after 3 MiB, so that the API server never sees it whole', async () => {
  const sut = await startTestConsole()
  let isComplete = false
  sut.fake.answer = (request) => {
    request.on('end', () => (isComplete = true)).on('error', () => {})
    request.resume()
  }
  const chunk = `100000\r\n${'x'.repeat(0x10_00_00)}\r\n`
  const headers = `${sut.own}${patch}Transfer-Encoding: chunked\r\n`
  const body = `${chunk.repeat(4)}0\r\n\r\n`
  const answer = await sut.raw(`PATCH ${daemonSet} HTTP/1.1`, headers, body)
  expect(answer.status).toBe(413)
  expect(JSON.parse(answer.body)).toMatchObject({ kind: 'Status', code: 413 })
  expect(isComplete).toBe(false)
})

it('takes a body of 3 MiB', async () => {
  const sut = await startTestConsole()
  const headers = `${sut.own}${patch}Content-Length: ${3 * 1024 * 1024}\r\n`
  const body = ' '.repeat(3 * 1024 * 1024)
  expect((await sut.raw(`PATCH ${daemonSet} HTTP/1.1`, headers, body)).status).toBe(200)
})

it('refuses headers of more than 16 KiB', async () => {
  const sut = await startTestConsole()
  const { status } = await sut.get('/k8s/api/v1/nodes', `X-Long: ${'x'.repeat(16 * 1024 + 1)}\r\n`)
  expect(status).toBe(431)
  expect(sut.fake.connections().ever).toBe(0)
})

it('gives one browser a share of streams, and frees it when they end', async () => {
  const sut = await startTestConsole({
    stream: () => Promise.resolve(new Response(new ReadableStream())),
  })
  const statuses = new Map<string, number>()
  const sockets = Array.from({ length: 100 }, () => open(sut.port))
  const answers = sockets.map(
    (socket) =>
      new Promise<void>((resolve) => {
        socket.once('data', (data) => {
          const status = data.toString().slice(9, 12)
          statuses.set(status, (statuses.get(status) ?? 0) + 1)
          resolve()
        })
        socket.write(`GET /stream HTTP/1.1\r\n${sut.own}\r\n`)
      }),
  )
  await Promise.all(answers)
  expect(Object.fromEntries(statuses)).toEqual({ 200: 24, 429: 76 })
  expect((await health(sut)).status).toBe(200)
  expect((await sut.get('/k8s/api/v1/nodes')).status).toBe(200)
  expect((await sut.get('/k8s/api/v1/nodes?watch=1')).status).toBe(429)
  for (const socket of sockets) socket.destroy()
  await expect.poll(async () => (await sut.get('/k8s/api/v1/nodes?watch=1')).status).toBe(200)
})
