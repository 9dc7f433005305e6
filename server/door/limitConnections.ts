import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/**
 * Many connections that say nothing must not keep out one that does: over the limit, the one that has been without a
 * request for longest is closed; where all have one, the newest is.
 */
export function limitConnections(server: Server, max: number): void {
  const idle = new Set<Socket>()
  let count = 0
  server.on('connection', (socket: Socket) => {
    count += 1
    idle.add(socket)
    socket.on('close', () => {
      count -= 1
      idle.delete(socket)
    })
    if (count <= max) return
    for (const longest of idle) {
      longest.destroy()
      break
    }
  })
  server.on('request', ({ socket }, response) => {
    idle.delete(socket)
    response.on('close', () => {
      if (!socket.destroyed) idle.add(socket)
    })
  })
}
