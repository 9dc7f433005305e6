import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, it } from 'vitest'
import { createClient } from './client.ts'

it('says which request had no answer, instead of waiting for ever', async () => {
  const silent = createServer()
  silent.listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const address = silent.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const none = Buffer.alloc(0)
  const request = createClient({
    url: `https://127.0.0.1:${port}`,
    ca: none,
    cert: none,
    key: none,
    tokens: { admin: 'a', editor: 'e', viewer: 'v', nobody: 'n' },
    patienceMs: 50,
  })
  try {
    await expect(request('viewer', 'GET', '/readyz')).rejects.toThrow(
      'GET /readyz as viewer: no answer within 0.05 s',
    )
  } finally {
    silent.close()
  }
})
