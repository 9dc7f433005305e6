import { it } from 'vitest'
import { ManualClock, settle } from '../watch/manualClock.test-kit.ts'
import { ModelApiServer } from '../watch/modelApiServer.test-kit.ts'
import { ModelClient } from './modelClient.test-kit.ts'
import { streamResponse } from './stream.ts'
it('x', async () => {
  const clock = new ManualClock()
  const server = new ModelApiServer(clock)
  const client = new ModelClient((r) =>
    streamResponse(r, server.upstream, {
      clock,
      random: () => 0.5,
      mostWaiting: 700,
      mostQueued: 300,
    }),
  )
  await client.connect()
  await settle()
  server.put('nodes', 'a', 'a')
  await settle()
  server.put('pods', 'b', 'b')
  await settle()
  server.put('pods', 'c', 'c')
  await settle()
  await clock.advance(1050)
  await settle()
  server.forbidden = () => true
  server.close()
  await settle()
  server.forbidden = () => false
  for (let i = 0; i < 3; i++) {
    await clock.advance(100_000)
    server.bookmark()
  }
  for (const l of client.lines.slice(0, 60))
    if ('resource' in l && l.resource === 'nodes') console.log(JSON.stringify(l).slice(0, 230))
  console.log(client.lines.length, server.asked.length)
  for (const a of server.asked.slice(0, 30))
    if (a.resource === 'nodes')
      console.log(a.resource, JSON.stringify(a.query), a.at - server.asked[0]!.at)
  client.leave()
})
