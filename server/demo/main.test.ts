/** The command, as a person starts it. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { atTheEnd } from '../testing/connection.test-kit.ts'
import { loadClusterAccess } from '../upstream/clusterAccess.ts'
import { createUpstream } from '../upstream/createUpstream.ts'

const timeout = 60_000

it(
  'serves the demo’s cluster to whom its kubeconfig names, until Ctrl-C',
  { timeout },
  async () => {
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'main.ts')])
    atTheEnd(() => child.kill('SIGKILL'))
    const ended = new Promise((resolve) => child.on('close', resolve))
    let printed = ''
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()))
    await expect.poll(() => printed, { timeout }).toMatch(/^kubeconfig: .+\n$/)
    const kubeconfig = printed.slice('kubeconfig: '.length).trim()

    const rightsOf = async (context: string): Promise<unknown> => {
      const access = loadClusterAccess({ kubeconfig, context, env: {}, home: '/nowhere' })
      const connection = createUpstream(access)
      const { upstream } = connection
      const pods = '/api/v1/namespaces/myproject/pods?limit=1'
      const { status } = await upstream(new Request(`http://kubernetes${pods}`))
      const created = await upstream(
        new Request('http://kubernetes/api/v1/namespaces?dryRun=All', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ metadata: { name: 'new' } }),
        }),
      )
      await connection.close()
      return [status, created.status]
    }
    expect(await rightsOf('admin')).toEqual([200, 201])
    expect(await rightsOf('yui')).toEqual([200, 403])

    child.kill('SIGINT')
    expect(await ended).toBe(0)
    expect(existsSync(kubeconfig)).toBe(false)
  },
)
