import { parseArgs } from 'node:util'

import { messageOf } from './errors.ts'

export const usage = `Starts a real Kubernetes control plane with simulated nodes, until Ctrl-C.

Usage: npm run cluster -- [options]

  --nodes N        nodes, 0 to 5000 (default 20)
  --daemonsets M   DaemonSets, 0 to 1000 (default 6)
  --keep-logs      keep the temporary folder with all logs at the end
  --help           show this text
`

export type Arguments =
  | { readonly help: true }
  | {
      readonly help: false
      readonly nodes: number
      readonly daemonSets: number
      readonly keepLogs: boolean
    }

/** An argument that cannot be obeyed; its message is one line for the person who typed it. */
export class ArgumentError extends Error {
  override name = 'ArgumentError'
}

/** Reads the command line's arguments, those after the script's name. */
export function parseArguments(argv: readonly string[]): Arguments {
  const { help, nodes, daemonsets, 'keep-logs': keepLogs } = parseOptions(argv)
  if (help === true) return { help }
  return {
    help: false,
    nodes: count('--nodes', nodes, 20, 5000),
    daemonSets: count('--daemonsets', daemonsets, 6, 1000),
    keepLogs: keepLogs === true,
  }
}

function parseOptions(argv: readonly string[]): {
  readonly help?: boolean | undefined
  readonly nodes?: string | undefined
  readonly daemonsets?: string | undefined
  readonly 'keep-logs'?: boolean | undefined
} {
  try {
    const options = {
      help: { type: 'boolean' },
      nodes: { type: 'string' },
      daemonsets: { type: 'string' },
      'keep-logs': { type: 'boolean' },
    } as const
    return parseArgs({ args: [...argv], options }).values
  } catch (error) {
    // Node.js adds advice about `--`, which does not apply, after the first sentence.
    throw new ArgumentError(messageOf(error).split('. ')[0] ?? '', { cause: error })
  }
}

function count(name: string, text: string | undefined, unset: number, most: number): number {
  if (text === undefined) return unset
  const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN
  if (value <= most) return value
  throw new ArgumentError(`${name} must be a whole number from 0 to ${most}, not '${text}'`)
}
