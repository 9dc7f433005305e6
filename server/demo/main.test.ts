/** The command, as a person starts it. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { atTheEnd } from '../testing/connection.test-kit.ts'
import { loadClusterAccess } from '../upstream/clusterAccess.ts'
import { createUpstream } from '../upstream/createUpstream.ts'

const timeout = 60_000

function run(...args: readonly string[]) {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'main.ts'), ...args])
  atTheEnd(() => child.kill('SIGKILL'))
  const ended = new Promise((resolve) => child.on('close', resolve))
  const printed = { out: '', error: '' }
  child.stdout.on('data', (chunk: Buffer) => (printed.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (printed.error += chunk.toString()))
  return { printed, ended, interrupt: () => child.kill('SIGINT') }
}

it(
  'serves the demo’s cluster to whom its kubeconfig names, until Ctrl-C',
  { timeout },
  async () => {
    const { printed, ended, interrupt } = run()
    await expect.poll(() => printed.out, { timeout }).toMatch(/^kubeconfig: .+\n$/)
    expect(printed.error).not.toContain('Making a cluster')
    const kubeconfig = printed.out.slice('kubeconfig: '.length).trim()

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

    interrupt()
    expect(await ended).toBe(0)
    expect(existsSync(kubeconfig)).toBe(false)
  },
)

it('makes a cluster of the size that is asked for, and says that this takes a while', async () => {
  const { printed } = run('--nodes', '60', '--daemonsets', '3')
  await expect.poll(() => printed.out, { timeout }).toMatch(/^kubeconfig: .+\n$/)
  expect(printed.error).toContain('Making a cluster of 60 nodes and 3 DaemonSets …')
  const kubeconfig = printed.out.slice('kubeconfig: '.length).trim()
  const connection = createUpstream(loadClusterAccess({ kubeconfig, env: {}, home: '/nowhere' }))
  const answer = await connection.upstream(
    new Request('http://kubernetes/apis/apps/v1/daemonsets?limit=1'),
  )
  expect(await answer.json()).toMatchObject({ metadata: { remainingItemCount: 2 } })
  await connection.close()
})

it('refuses a size that it cannot have', async () => {
  const { printed, ended } = run('--nodes', '5001')
  expect(await ended).toBe(1)
  expect(printed.error).toContain('--nodes needs a number from 1 to 5000, not 5001')
})
