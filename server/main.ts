/** `npm start`: prints `ready: URL` on stdout, and everything else on stderr. */
import path from 'node:path'
import { buildPage } from './files/buildPage.ts'
import { traceOf } from './logger.ts'
import { parseOptions, usage, UsageError } from './options.ts'
import { startConsole, StartError } from './startConsole.ts'
import { NoKubeconfigError } from './upstream/clusterAccess.ts'
import { KubeconfigError } from './upstream/kubeconfig.ts'

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
  const started = await startConsole(options, {
    say,
    onRedeemed: (url) => say(`another browser: ${url}`),
    page: () => buildPage({ root: path.resolve(import.meta.dirname, '..'), onProgress: say }),
  })
  process.stdout.write(`ready: ${started.url()}\n`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      // Whoever asks twice does not want to wait.
      process.once(signal, () => process.exit(1))
      void started.stop().finally(() => process.exit(0))
    })
}

const noKubeconfig = `Everynode needs a cluster, and finds no kubeconfig.
- With access to a cluster: copy its kubeconfig to ~/.kube/config, or say where it is:
    npm start -- --kubeconfig FILE
- Without: \`npm run cluster\` starts a Kubernetes control plane on this machine (it needs Go) and prints the path of
  its kubeconfig.`

function failed(error: unknown): void {
  process.exitCode = 1
  if (error instanceof NoKubeconfigError) say(noKubeconfig)
  else if (error instanceof UsageError)
    say(`${error.message} (npm start -- --help shows all options)`)
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
