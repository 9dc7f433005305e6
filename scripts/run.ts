import { spawn } from 'node:child_process'

export interface Ran {
  readonly code: number
  readonly seconds: number
}

/**
 * Runs one of the project's tools (found in node_modules/.bin, which npm puts on the PATH) with its output shown.
 * @param args command and arguments
 * @param env variables added to the environment
 * @returns its exit code (1 where a signal ended it) and how long it took; throws where it can't be started
 */
export async function run(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const [command, ...rest] = args
  if (command === undefined) throw new Error('run needs a command')
  const started = performance.now()
  const child = spawn(command, rest, { stdio: 'inherit', env: { ...process.env, ...env } })
  const stop = (signal: NodeJS.Signals) => child.kill(signal)
  process.on('SIGINT', stop).on('SIGTERM', stop)
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (exitCode) => resolve(exitCode ?? 1))
  })
  process.off('SIGINT', stop).off('SIGTERM', stop)
  return { code, seconds: (performance.now() - started) / 1000 }
}
