import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import type { Kubectl } from './kubectl.test-kit.ts'

/** kubectl at this path, on the cluster of this kubeconfig. */
export function kubectlOn(program: string, kubeconfig: string): Kubectl {
  return async (args, stdin) => {
    // What it caches of one cluster must not be taken for another's.
    const all = [...args, '--kubeconfig', kubeconfig, '--cache-dir', `${kubeconfig}.cache`]
    const child = spawn(program, all, { stdio: 'pipe' })
    child.stdin.end(stdin)
    const ended = new Promise<number | null>((resolve, reject) => {
      child.on('error', reject)
      child.on('exit', resolve)
    })
    const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
    return `${out}${err}${code === 0 ? '' : `exit code ${code}`}`
  }
}
