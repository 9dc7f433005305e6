/** `npm start`: prints `ready: URL` on stdout, and everything else on stderr. */
import path from 'node:path'
import { setFlagsFromString } from 'node:v8'
import type { ConsoleCluster } from './consoleCluster.ts'
import { buildPage } from './files/buildPage.ts'
import { kubeconfigCluster, StartError } from './kubeconfigCluster.ts'
import { traceOf } from './logger.ts'
import type { DemoSize } from './demoSize.ts'
import { type Options, parseOptions, usage } from './options.ts'
import { startConsole } from './startConsole.ts'
import { NoKubeconfigError } from './upstream/clusterAccess.ts'
import { KubeconfigError } from './upstream/kubeconfig.ts'
import { UsageError } from './usageError.ts'

const say = (line: string) => process.stderr.write(`${printable(line)}\n`)

/** A kubeconfig's names and paths go to a terminal: no control characters, no turned text. */
function printable(line: string): string {
  return line.replace(/[^\P{C}\n\t]/gu, '\ufffd')
}

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2))
  if (options.help) {
    process.stdout.write(usage)
    return
  }
  const hooks = {
    say,
    onRedeemed: (url: string) => say(`another browser: ${url}`),
    page: () => buildPage({ root: path.resolve(import.meta.dirname, '..'), onProgress: say }),
  }
  const started = await startConsole(options, hooks, await clusterOf(options))
  process.stdout.write(`ready: ${started.url()}\n`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      // Whoever asks twice does not want to wait.
      process.once(signal, () => process.exit(1))
      void started.stop().finally(() => process.exit(0))
    })
}

const noKubeconfig = `There is no kubeconfig: this is a demo, with a simulated cluster.
For a real one, copy its kubeconfig to ~/.kube/config, or say where it is: npm start -- --kubeconfig FILE`

/** The kubeconfig's; a simulated one where that is wanted, or where there is no kubeconfig and none was named. */
async function clusterOf(options: Options): Promise<ConsoleCluster> {
  if (options.demo !== undefined) return demo(options.demo)
  try {
    return kubeconfigCluster(options)
  } catch (error) {
    if (!(error instanceof NoKubeconfigError) || options.context !== undefined) throw error
    say(noKubeconfig)
    return demo({})
  }
}

/** The simulation is loaded only where it is shown. */
async function demo(size: DemoSize): Promise<ConsoleCluster> {
  // Some seconds after a large demo has been read, V8 would use every core for a second to give memory back; on two
  // cores the page's frames then take 50 to 80 ms.
  setFlagsFromString('--memory-reducer-gc-count=0')
  const { startDemo } = await import('./demo/startDemo.ts')
  return startDemo(size, say)
}

function failed(error: unknown): void {
  process.exitCode = 1
  if (error instanceof UsageError) say(`${error.message} (npm start -- --help shows all options)`)
  else if (error instanceof StartError || error instanceof KubeconfigError)
    say(`Everynode cannot start: ${error.message}`)
  else say(`Everynode cannot start: ${error instanceof Error ? error.message : String(error)}`)
}

// An error that nobody has caught is not printed as Node.js would: its text could quote a credential.
process.on('uncaughtException', (error: unknown) => {
  say(`Everynode has failed: ${traceOf(error)}`)
  process.exit(1)
})

await main().catch(failed)
