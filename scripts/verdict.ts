/**
 * Verdicts for scripts: reads lines {"daemonSet": …, "node": …} on stdin and prints for each a line
 * {"shouldRun": …, "shouldContinueRunning": …, "reasons": […]}, or {"error": …} for a line that cannot be read.
 */
import { once } from 'node:events'
import { compilePlacement, type CompiledPlacement } from '../domain/placement/compilePlacement.ts'
import { decodeNodeFacts, decodePlacement } from '../domain/placement/decodePlacement.ts'
import { verdict } from '../domain/placement/placementVerdict.ts'
import type { Verdict } from '../domain/placement/verdict.ts'

type Answer = Verdict | { readonly error: string }
type Compiled = CompiledPlacement | { readonly error: string }

/** By the DaemonSet's JSON: scripts tend to ask about a few DaemonSets and many nodes. */
const compiled = new Map<string, Compiled>()
const maxCompiled = 1000

function compile(daemonSet: unknown): Compiled {
  const key = JSON.stringify(daemonSet) ?? ''
  const known = compiled.get(key)
  if (known !== undefined) return known
  const decoded = decodePlacement(daemonSet)
  const fresh = 'error' in decoded ? decoded : compilePlacement(decoded.placement)
  if (compiled.size >= maxCompiled) compiled.clear()
  compiled.set(key, fresh)
  return fresh
}

function answer(line: string): Answer {
  let question: unknown
  try {
    question = JSON.parse(line)
  } catch (error) {
    return { error: `not JSON: ${error instanceof Error ? error.message : String(error)}` }
  }
  if (!isPair(question)) return { error: 'expected an object with "daemonSet" and "node"' }
  const placement = compile(question.daemonSet)
  if ('error' in placement) return placement
  const node = decodeNodeFacts(question.node)
  return 'error' in node ? node : verdict(placement, node.facts)
}

function isPair(value: unknown): value is { readonly daemonSet: unknown; readonly node: unknown } {
  return typeof value === 'object' && value !== null && 'daemonSet' in value && 'node' in value
}

/** The answers to some lines, the first of which has this number; empty lines have none. */
function answers(lines: readonly string[], first: number): string {
  return lines
    .map((line, index) => (line.trim() === '' ? '' : `${print(line, first + index)}\n`))
    .join('')
}

function print(line: string, number: number): string {
  const result = answer(line)
  return JSON.stringify('error' in result ? { error: `line ${number}: ${result.error}` } : result)
}

async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain')
}

/** Answers each piece of input as it comes: one write a line would take longer than the verdicts. */
async function main(): Promise<void> {
  // A reader that has seen enough, such as head, is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) =>
    process.exit(error.code === 'EPIPE' ? 0 : 1),
  )
  let first = 1
  let rest = ''
  for await (const chunk of process.stdin.setEncoding('utf8')) {
    const lines = `${rest}${String(chunk)}`.split('\n')
    rest = lines.pop() ?? ''
    await write(answers(lines, first))
    first += lines.length
  }
  await write(answers([rest], first))
}

await main()
