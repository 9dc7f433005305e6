/** kubectl as a judge that nobody here wrote: transcripts that must come out the same on every cluster. */
import { expect } from 'vitest'
import type { Scenario } from './scenario.test-kit.ts'
import { type Stage, image } from './stage.test-kit.ts'

/** Runs kubectl. @returns what it printed on both channels, and its exit code where that is not 0 */
export type Kubectl = (args: readonly string[], stdin: string) => Promise<string>

/**
 * `$ COMMAND` and below it what kubectl prints, each as `plain` leaves it. `< NAME` gives it a manifest; without a
 * `--context` it is the admin's. The scenario has the nodes a and b.
 */
export function transcript(title: string, text: string, kubectl: () => Kubectl): Scenario {
  return {
    title,
    play: async (s) => {
      await s.nodes(['a', 'b'])
      const lines = text.trim().split('\n')
      const played: string[] = []
      for (const command of lines.filter((line) => line.startsWith('$ '))) {
        played.push(command, ...plain(s, await run(s, command, kubectl())))
      }
      expect(played.join('\n')).toBe(lines.join('\n'))
    },
  }
}

async function run(s: Stage, command: string, kubectl: Kubectl): Promise<string> {
  const [asked = '', manifest = ''] = command.replace('$ kubectl ', '').split(' < ')
  const args = asked.split(' ').map((arg) => arg.replaceAll('NS', s.namespace))
  const context = args.includes('--context') ? [] : ['--context', 'admin']
  return kubectl([...args, '--namespace', s.namespace, ...context], manifestOf(s, manifest))
}

function manifestOf(s: Stage, name: string): string {
  if (name === '') return ''
  const containers = [{ name: 'main', image: image(name === 'second' ? '2' : '1') }]
  const spec =
    name === 'broken' ? { minReadySeconds: -1 } : name === 'misspelt' ? { minReady: 1 } : {}
  return JSON.stringify(s.daemonSet('agent', spec, { containers }))
}

/** Without what differs each time: generated names, times, addresses, widths of columns, and how long it waited. */
function plain(s: Stage, printed: string): readonly string[] {
  const text = printed
    .replaceAll(new RegExp(`\\b${s.namespace}\\b`, 'g'), 'NS')
    .replaceAll(/\bagent-[bcdfghjklmnpqrstvwxz2456789]{5}\b/g, 'agent-POD')
    .replaceAll(/\b[0-9a-f]{8}-[0-9a-f-]{27}\b/g, 'UID')
    .replaceAll(/\bagent-[bcdf0-9]{8,10}\b/g, 'agent-HASH')
    .replaceAll(/\b\d{4}-\d\d-\d\dT[\d:]{8}Z/g, 'TIME')
    .replaceAll(/(resourceVersion"?: )"\d+"/g, '$1VERSION')
    .replaceAll(/controller-revision-hash=\w+/g, 'controller-revision-hash=HASH')
    .replaceAll(/\b\d+\.\d+\.\d+\.\d+\b/g, 'IP')
    .replaceAll(/\b\d+(ms|s|m|m\d+s)\b/g, 'AGE')
    .replaceAll(/\w{3}, \d\d \w{3} \d{4} [\d:]{8} [+-]\d{4}/g, 'TIME')
    .replaceAll(/ {2,}/g, '  ')
  return (
    text
      .split('\n')
      .map((line) => line.trimEnd())
      // A user's uid is the authenticator's.
      .filter((line) => line !== '' && !/^(Waiting for |UID {2})/.test(line))
  )
}
