import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const script = fileURLToPath(new URL('verdict.ts', import.meta.url))

function run(lines: readonly string[]): readonly unknown[] {
  const { stdout, stderr, status } = spawnSync(process.execPath, [script], {
    input: lines.join('\n'),
  })
  expect({ stderr: stderr.toString(), status }).toEqual({ stderr: '', status: 0 })
  return stdout
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line))
}

it('answers each line with its verdict, and a line that cannot be read with its number and field', () => {
  const daemonSet = { spec: { template: { spec: { nodeSelector: { disk: 'ssd' } } } } }
  const ssd = { metadata: { name: 'a', labels: { disk: 'ssd' } } }
  const bare = { metadata: { name: 'b' } }
  const answers = run([
    JSON.stringify({ daemonSet, node: ssd }),
    '',
    JSON.stringify({ daemonSet, node: bare }),
    '{"daemonSet":',
    '{"node":{}}',
    JSON.stringify({
      daemonSet: { spec: { template: { spec: { tolerations: 'all' } } } },
      node: ssd,
    }),
    JSON.stringify({ daemonSet, node: { metadata: { labels: [] } } }),
  ])
  expect(answers).toEqual([
    { shouldRun: true, shouldContinueRunning: true, reasons: [] },
    {
      shouldRun: false,
      shouldContinueRunning: false,
      reasons: [
        {
          kind: 'nodeSelector',
          field: 'spec.template.spec.nodeSelector[disk]',
          key: 'disk',
          wants: 'ssd',
        },
      ],
    },
    { error: expect.stringMatching(/^line 4: not JSON: /) },
    { error: 'line 5: expected an object with "daemonSet" and "node"' },
    {
      error:
        'line 6: daemonSet.spec.template.spec.tolerations: expected a list, found a value of type string',
    },
    { error: 'line 7: node.metadata.labels: expected an object of strings, found a list' },
  ])
})

it('answers many DaemonSets, more than it remembers', () => {
  const lines = Array.from({ length: 2500 }, (_, index) =>
    JSON.stringify({
      daemonSet: { spec: { template: { spec: { nodeName: `n${index % 1250}` } } } },
      node: { metadata: { name: 'n7' } },
    }),
  )
  const runs = run(lines).filter((answer) => JSON.stringify(answer).includes('"shouldRun":true'))
  expect(runs).toHaveLength(2)
})
