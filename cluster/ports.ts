import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/**
 * Free ports of the loopback interface, below the range from which Linux (32768–60999) and macOS
 * (49152–65535) take the local ports of outgoing connections: a component's port must not be taken
 * while it restarts. Nothing reserves them, so a start must be ready to try others.
 */
export async function freePorts(count: number): Promise<readonly number[]> {
  const found = new Set<number>()
  while (found.size < count) {
    const port = randomInt(20_000, 32_000)
    if (!found.has(port) && (await isFree(port))) found.add(port)
  }
  return [...found]
}

function isFree(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const server = createServer()
  server.once('error', () => resolve(false))
  server.listen({ host: '127.0.0.1', port, exclusive: true }, () =>
    server.close(() => resolve(true)),
  )
  return promise
}
