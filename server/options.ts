/** The command line of `npm start`. */
import { parseArgs } from 'node:util'
import { type DemoSize, parseDemoSize } from './demoSize.ts'
import { UsageError } from './usageError.ts'

export interface Options {
  readonly kubeconfig: string | undefined
  readonly context: string | undefined
  readonly host: string
  readonly port: number
  readonly publicNames: readonly string[]
  /** Instead of a kubeconfig's cluster, a simulated one. */
  readonly demo: DemoSize | undefined
  readonly help: boolean
}

export const usage = `Everynode: create DaemonSets, and see node by node where their Pods are placed and why.

  npm start -- [options]

  --kubeconfig FILE    this kubeconfig (otherwise as kubectl: KUBECONFIG, then ~/.kube/config)
  --context NAME       this context of it (otherwise its current one)
  --demo               a simulated cluster, with users to choose from; also where there is no kubeconfig
  --demo-nodes N       with so many nodes (48)
  --demo-daemonsets M  with so many DaemonSets
  --port N             the port to listen at (7070; 0: any that is free)
  --host ADDRESS       the address to listen at (127.0.0.1: this machine alone)
  --public-name NAME   a name by which browsers reach the console through something in front of it;
                       may be given more than once, with or without a port
  --help               this text
`

const defaultPort = 7070

/** @returns what `args` say; throws a UsageError */
export function parseOptions(args: readonly string[]): Options {
  const values = parse(args)
  return {
    kubeconfig: values.kubeconfig,
    context: values.context,
    host: values.host ?? '127.0.0.1',
    port: values.port === undefined ? defaultPort : parsePort(values.port),
    publicNames: (values['public-name'] ?? []).map(parseName),
    demo: demoSize(values),
    help: values.help ?? false,
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        kubeconfig: { type: 'string' },
        context: { type: 'string' },
        demo: { type: 'boolean' },
        'demo-nodes': { type: 'string' },
        'demo-daemonsets': { type: 'string' },
        port: { type: 'string' },
        host: { type: 'string' },
        'public-name': { type: 'string', multiple: true },
        help: { type: 'boolean', short: 'h' },
      },
    }).values
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

interface DemoValues {
  readonly demo?: boolean | undefined
  readonly 'demo-nodes'?: string | undefined
  readonly 'demo-daemonsets'?: string | undefined
  readonly kubeconfig?: string | undefined
  readonly context?: string | undefined
}

function demoSize(values: DemoValues): DemoSize | undefined {
  const { 'demo-nodes': nodes, 'demo-daemonsets': daemonSets } = values
  if (values.demo !== true && nodes === undefined && daemonSets === undefined) return undefined
  if (values.kubeconfig !== undefined || values.context !== undefined)
    throw new UsageError('a demo has no kubeconfig: leave out either --demo or the other')
  return parseDemoSize('--demo-', nodes, daemonSets)
}

/** @returns the number; throws a UsageError */
export function parsePort(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new UsageError(`--port needs a number from 0 to 65535, not ${text}`)
}

function parseName(text: string): string {
  if (/^[a-z0-9.-]+(:\d{1,5})?$/i.test(text)) return text
  throw new UsageError(`--public-name needs a host name, with a port or without, not ${text}`)
}
