/** The command, as a person starts it: a process of its own, its output and its exit code. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { expect, it } from 'vitest'
import { atTheEnd } from './testing/connection.test-kit.ts'

const root = path.resolve(import.meta.dirname, '..')

interface Run {
  stdout(): string
  stderr(): string
  /** As Ctrl-C does. */
  interrupt(): void
  readonly ended: Promise<number | null>
}

function run(args: readonly string[]): Run {
  const child = spawn(process.execPath, [path.join(root, 'server', 'main.ts'), ...args], {
    env: { ...process.env, HOME: '/nowhere', KUBECONFIG: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const printed = { out: '', error: '' }
  child.stdout.on('data', (chunk: Buffer) => (printed.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (printed.error += chunk.toString()))
  atTheEnd(() => child.kill('SIGKILL'))
  return {
    stdout: () => printed.out,
    stderr: () => printed.error,
    interrupt: () => child.kill('SIGINT'),
    ended: new Promise((resolve) => child.on('close', resolve)),
  }
}

const timeout = 60_000

it(
  'shows a demo where there is no kubeconfig, and says how to connect a real cluster',
  { timeout },
  async () => {
    const it = run(['--port', '0'])
    await expect.poll(() => it.stdout(), { timeout }).toMatch(/^ready: http:\/\/127.0.0.1:\d+\/\n$/)
    expect(it.stderr()).toContain('npm start -- --kubeconfig FILE')
    it.interrupt()
    expect(await it.ended).toBe(0)
  },
)

it('does not take a context that nobody has for a wish for a demo', { timeout }, async () => {
  const it = run(['--context', 'prod'])
  expect(await it.ended).toBe(1)
  expect(it.stderr()).toContain('no kubeconfig at /nowhere/.kube/config')
})

it('prints its options for --help', { timeout }, async () => {
  const it = run(['--help'])
  expect(await it.ended).toBe(0)
  expect(it.stdout()).toContain('--kubeconfig FILE')
})

it('says in one line why it cannot start, and exits with 1', { timeout }, async () => {
  const it = run(['--kubeconfig', '/nowhere/config'])
  expect(await it.ended).toBe(1)
  expect([it.stdout(), it.stderr()]).toEqual([
    '',
    'Everynode cannot start: cannot read the kubeconfig /nowhere/config: no such file\n',
  ])
})
