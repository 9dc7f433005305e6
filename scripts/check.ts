/** `npm run check`: formatter, linter, types, import table, unused code. Every one runs, also after one has failed. */
import { run } from './run.ts'

const folders = ['domain', 'simulator', 'server', 'web', 'cluster', 'e2e', 'bench', 'scripts']

const checks: Readonly<Record<string, readonly string[]>> = {
  format: ['prettier', '--check', '--log-level', 'warn', '.'],
  lint: ['oxlint', '--type-aware', '--deny-warnings'],
  'types of domain': ['tsc', '-p', 'domain'],
  'types of simulator': ['tsc', '-p', 'simulator'],
  'types of web': ['tsc', '-p', 'web'],
  'types of the static demo': ['tsc', '-p', 'web/demo'],
  'types of server and tools': ['tsc', '-p', '.'],
  'types of end-to-end tests and benchmarks': ['tsc', '-p', 'e2e'],
  'import table': ['depcruise', ...folders],
  'unused code': ['knip'],
}

/** Runs all checks. @returns how many passed and failed */
export async function check(): Promise<{ passed: number; failed: number }> {
  let failed = 0
  for (const [name, command] of Object.entries(checks)) {
    const { code, seconds } = await run(command)
    console.log(`${code === 0 ? 'ok' : 'FAILED'}  ${name} (${seconds.toFixed(1)} s)`)
    if (code !== 0) failed += 1
  }
  return { passed: Object.keys(checks).length - failed, failed }
}

if (import.meta.main) process.exitCode = (await check()).failed === 0 ? 0 : 1
