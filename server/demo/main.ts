/** `npm run demo:cluster`: the demo's cluster by itself, for kubectl; prints the path of its kubeconfig. */
import { parseArgs } from 'node:util'
import type { Identity } from '../../simulator/api/call.ts'
import { demoIdentities } from '../../simulator/demo/access.ts'
import { parseDemoSize } from '../demoSize.ts'
import { parsePort } from '../options.ts'
import { serveCluster } from './serveCluster.ts'
import { makeDemo } from './startDemo.ts'

const usage = `A simulated Kubernetes cluster on a port of this machine.

  npm run demo:cluster -- [options]

  --nodes N       with so many nodes (48)
  --daemonsets M  with so many DaemonSets
  --port N        the port to listen at (any that is free)
  --help          this text
`

/** The first is of the group that may everything, whatever roles and bindings say. */
const users: ReadonlyMap<string, Identity> = new Map<string, Identity>([
  ['admin', { user: 'admin', groups: ['system:masters'] }],
  ...demoIdentities.map((identity) => [identity.user, identity] as const),
])

const options = {
  nodes: { type: 'string' },
  daemonsets: { type: 'string' },
  port: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options })
  if (values.help === true) {
    process.stdout.write(usage)
    return
  }
  const port = parsePort(values.port ?? '0')
  const cluster = makeDemo(parseDemoSize('--', values.nodes, values.daemonsets), say)
  const served = await serveCluster({ upstreamOf: cluster.upstreamOf, users, port })
  process.stdout.write(`kubeconfig: ${served.kubeconfig}\n`)
  const end = async (): Promise<void> => {
    cluster.stop()
    await served.stop()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => void end().finally(() => process.exit(0)))
  say(`use it:   kubectl --kubeconfig ${served.kubeconfig} get nodes`)
  say(`show it:  npm start -- --kubeconfig ${served.kubeconfig}`)
  say(`contexts: ${[...users.keys()].join(', ')}`)
  say('end it:   Ctrl-C')
}

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

await main(process.argv.slice(2)).catch((error: unknown) => {
  say(`the cluster cannot start: ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
})
