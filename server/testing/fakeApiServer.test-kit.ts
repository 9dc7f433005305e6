/** A stand-in for kube-apiserver that keeps account of what reaches it. */
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createHttps, type ServerOptions } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'

export interface Received {
  readonly method: string
  readonly url: string
  /** As they were on the wire: name, value, name, value. */
  readonly rawHeaders: readonly string[]
  /** Common name of the client certificate. */
  readonly client: string | undefined
}

export type Answer = (request: IncomingMessage, response: ServerResponse) => void

export interface FakeApiServer {
  readonly url: string
  readonly port: number
  readonly received: Received[]
  /** How many connections were ever opened, and how many are open. */
  connections(): { readonly ever: number; readonly open: number }
  answer: Answer
  close(): Promise<void>
}

export const answerJson: Answer = (_request, response) => {
  response.setHeader('content-type', 'application/json')
  response.end('{"kind":"List","items":[]}')
}

/** @param tls certificates for https; http without */
export async function startFakeApiServer(tls?: ServerOptions): Promise<FakeApiServer> {
  const received: Received[] = []
  const open = new Set<Socket>()
  let ever = 0
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    const { method = '', url = '', rawHeaders } = request
    received.push({ method, url, rawHeaders, client: clientName(request.socket) })
    fake.answer(request, response)
  }
  const server = tls === undefined ? createHttp(listener) : createHttps(tls, listener)
  server.on('connection', (socket: Socket) => {
    ever += 1
    open.add(socket)
    socket.on('close', () => open.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = addressOf(server.address())
  const fake: FakeApiServer = {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    port,
    received,
    connections: () => ({ ever, open: open.size }),
    answer: answerJson,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of open) socket.destroy()
      }),
  }
  return fake
}

export function addressOf(address: string | AddressInfo | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('not listening on a port')
  return address
}

function clientName(socket: Socket): string | undefined {
  if (!('getPeerCertificate' in socket) || typeof socket.getPeerCertificate !== 'function')
    return undefined
  const certificate: unknown = socket.getPeerCertificate()
  const subject =
    typeof certificate === 'object' && certificate !== null && 'subject' in certificate
      ? certificate.subject
      : undefined
  return typeof subject === 'object' && subject !== null && 'CN' in subject
    ? String(subject.CN)
    : undefined
}

/** @returns the value of a header as it came in, all of them joined by `|` where there are several */
export function headerOf(received: Received | undefined, name: string): string | undefined {
  const values = (received?.rawHeaders ?? []).filter(
    (_value, index, all) => index % 2 === 1 && all[index - 1]?.toLowerCase() === name,
  )
  return values.length === 0 ? undefined : values.join('|')
}
