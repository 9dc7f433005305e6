/**
 * `npm test` (what needs no cluster) and `npm run test:cluster` (the real control plane).
 * Both end with the line `N passed, N failed`, summed over all parts.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { findBrowser } from './browser.ts'
import { check } from './check.ts'
import { run } from './run.ts'

interface Count {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

const reports = mkdtempSync(path.join(tmpdir(), 'everynode-test-'))

/** A number in a JSON report, 0 where the report lacks it. */
function numberAt(report: unknown, ...keys: readonly string[]): number {
  let value: unknown = report
  for (const key of keys) {
    value =
      typeof value === 'object' && value !== null
        ? new Map(Object.entries(value)).get(key)
        : undefined
  }
  return typeof value === 'number' ? value : 0
}

function readReport(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/** A runner that exits with an error but counts no failure (it crashed, or found no test) counts as one failure. */
function withExitCode(count: Count, code: number): Count {
  return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count
}

async function vitest(project: string): Promise<Count> {
  const file = path.join(reports, `vitest-${project}.json`)
  const { code } = await run([
    'vitest',
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ])
  const report = readReport(file)
  const count = {
    passed: numberAt(report, 'numPassedTests'),
    failed: numberAt(report, 'numFailedTests'),
    skipped: numberAt(report, 'numPendingTests'),
  }
  return withExitCode(count, code)
}

async function playwright(project: string): Promise<Count> {
  const file = path.join(reports, `playwright-${project}.json`)
  const env = { EVERYNODE_BROWSER: findBrowser(), PLAYWRIGHT_JSON_OUTPUT_FILE: file }
  const { code } = await run(
    ['playwright', 'test', '--project', project, '--reporter=list,json'],
    env,
  )
  const report = readReport(file)
  const count = {
    passed: numberAt(report, 'stats', 'expected'),
    failed: numberAt(report, 'stats', 'unexpected') + numberAt(report, 'stats', 'flaky'),
    skipped: numberAt(report, 'stats', 'skipped'),
  }
  return withExitCode(count, code)
}

async function checks(): Promise<Count> {
  return { ...(await check()), skipped: 0 }
}

const suites: Readonly<Record<string, readonly (() => Promise<Count>)[]>> = {
  quick: [checks, () => vitest('unit'), () => playwright('browser'), () => playwright('demo')],
  cluster: [() => vitest('cluster'), () => playwright('cluster')],
}

async function main(): Promise<void> {
  const parts = suites[process.argv[2] ?? 'quick']
  if (parts === undefined)
    throw new Error(`usage: node scripts/test.ts ${Object.keys(suites).join('|')}`)
  let total: Count = { passed: 0, failed: 0, skipped: 0 }
  for (const part of parts) {
    const count = await part()
    total = {
      passed: total.passed + count.passed,
      failed: total.failed + count.failed,
      skipped: total.skipped + count.skipped,
    }
  }
  rmSync(reports, { recursive: true, force: true })
  const skippedInCi = process.env['CI'] === 'true' && total.skipped > 0
  if (skippedInCi)
    console.log(`${total.skipped} tests were skipped; with CI=true that is a failure.`)
  process.exitCode = total.failed > 0 || total.passed === 0 || skippedInCi ? 1 : 0
  console.log(
    `${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`,
  )
}

await main()
