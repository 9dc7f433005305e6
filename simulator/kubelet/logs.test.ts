import { describe, expect, it } from 'vitest'
import { NodesCluster } from '../nodes/nodes.test-kit.ts'
import { ApiError } from '../registry/apiError.ts'
import { podLogs, type LogOptions } from './logs.ts'
import { startKubelet } from './startKubelet.ts'

/** Node a, where Pod web runs the image for as many seconds. */
function cluster(image: string, seconds: number, spec: object = {}): NodesCluster {
  const made = new NodesCluster()
  startKubelet(made)
  made.addNode('a', { labels: { 'kubernetes.io/arch': 'amd64' } })
  made.clock.step(1000)
  made.addPod('web', { nodeName: 'a', containers: [{ name: 'main', image }], ...spec })
  made.clock.step(1000 * seconds)
  return made
}

function open(made: NodesCluster, options: LogOptions = {}, container?: string) {
  const pod = made.pod('web')
  if (pod === undefined) throw new Error('there is no Pod web')
  return podLogs(made)(pod, container, options)
}

async function read(stream: ReadableStream<Uint8Array>): Promise<readonly string[]> {
  const text = await new Response(stream).text()
  return text.split('\n').slice(0, -1)
}

/** The log, without times. */
async function log(made: NodesCluster, options?: LogOptions): Promise<readonly string[]> {
  return (await read(open(made, options))).map((line) => line.replace(/^ts=\S+ /, ''))
}

const opening = [
  'level=info msg="starting" image=agent:1 node=a',
  'level=info msg="configuration read" pod=web container=main',
]

describe('a Pod’s log', () => {
  it('tells of the start, and then a line each second', async () => {
    const lines = await log(cluster('agent:1', 4))
    expect(lines.slice(0, 2)).toEqual(opening)
    expect(lines.slice(2)).toEqual([
      expect.stringMatching(/^level=info msg="cycle done" cycle=1 items=\d+ ms=\d+$/),
      expect.stringMatching(/^level=info msg="cycle done" cycle=2 items=\d+ ms=\d+$/),
      expect.stringMatching(/^level=info msg="cycle done" cycle=3 items=\d+ ms=\d+$/),
    ])
  })

  it('is always the same', async () => {
    expect(await log(cluster('agent:1', 9))).toEqual(await log(cluster('agent:1', 9)))
  })

  it('says nothing but that it cannot be executed where the image is for another processor', async () => {
    const made = cluster('agent:1-arm64', 60)
    expect(await log(made)).toEqual(['exec /usr/bin/main: exec format error'])
    expect(made.pod('web')?.status).toMatchObject({
      containerStatuses: [{ lastState: { terminated: { exitCode: 255 } } }],
    })
  })

  it('says why a container crashes, now and before', async () => {
    const made = cluster('crash-loop:1', 60)
    const [last, before] = [await log(made), await log(made, { previous: true })]
    const end = [
      'level=error msg="cannot go on" error="open /etc/agent/config.yaml: no such file or directory"',
      'level=error msg="exiting" code=1',
    ]
    expect(last.slice(-2)).toEqual(end)
    expect(before.slice(-2)).toEqual(end)
  })

  it('can be cut to its end, to its newest seconds, or to a number of bytes', async () => {
    const made = cluster('agent:1', 61)
    expect(await log(made, { tailLines: 2 })).toHaveLength(2)
    expect(await log(made, { tailLines: 0 })).toEqual([])
    expect(await log(made, { sinceSeconds: 10 })).toHaveLength(11)
    const all = await new Response(open(made)).text()
    expect(await new Response(open(made, { limitBytes: 50 })).text()).toBe(all.slice(0, 50))
  })

  it('can begin each line with its time', async () => {
    const [first] = await read(open(cluster('agent:1', 4), { timestamps: true }))
    expect(first).toMatch(
      /^2026-01-01T00:00:02\.000000000Z ts=2026-01-01T00:00:02\.000Z level=info/,
    )
  })

  it('keeps only so much of a Pod that runs for long', async () => {
    expect(await log(cluster('agent:1', 100_000))).toHaveLength(5000)
  })

  it('is empty where no kubelet has the Pod yet', async () => {
    const made = new NodesCluster()
    made.addPod('web')
    expect(await log(made)).toEqual([])
  })
})

describe('a log that is followed', () => {
  it('goes on line by line, until the Pod has gone', async () => {
    const made = cluster('agent:1', 2, { terminationGracePeriodSeconds: 30 })
    const lines = read(open(made, { follow: true }))
    made.clock.step(3000)
    made.registry.delete('pods', { namespace: 'shop', name: 'web' })
    made.clock.step(10_000)
    const seen = await lines
    expect(seen.length).toBeGreaterThanOrEqual(6)
    expect(seen.length).toBeLessThanOrEqual(8)
  })

  it('ends with the container’s last words where that crashes', async () => {
    const made = cluster('crash-loop:1', 2)
    const lines = read(open(made, { follow: true }))
    made.clock.step(60_000)
    expect((await lines).at(-1)).toMatch(/msg="exiting" code=1$/)
  })

  it('ends when the reader ends it', async () => {
    const made = cluster('agent:1', 2)
    const abort = new AbortController()
    const lines = read(open(made, { follow: true, signal: abort.signal }))
    made.clock.step(1000)
    abort.abort()
    made.clock.step(10_000)
    expect(await lines).toHaveLength(4)
  })

  it('that is followed can be given up by its reader before its request is over', async () => {
    const made = cluster('agent:1', 2)
    const over = new AbortController()
    const stream = open(made, { follow: true, signal: over.signal })
    await stream.cancel()
    // An error in a listener of the signal would be nobody's: it would end this test's process.
    over.abort()
    made.clock.step(10_000)
    expect(await stream.getReader().read()).toEqual({ done: true, value: undefined })
  })
})

describe('no log', () => {
  function refusal(made: NodesCluster, options: LogOptions = {}, container?: string): string {
    try {
      open(made, options, container)
    } catch (error) {
      if (error instanceof ApiError) return `${error.code} ${error.message}`
      throw error
    }
    return 'none'
  }

  const two = {
    containers: [
      { name: 'one', image: 'a' },
      { name: 'two', image: 'a' },
    ],
  }
  const withInit = { ...two, initContainers: [{ name: 'first', image: 'a' }] }

  it.each([
    [
      'of a container that is being created',
      cluster('agent:1', 0),
      undefined,
      'container "main" in pod "web" is waiting to start: ContainerCreating',
    ],
    [
      'without its image',
      cluster('no-such-image:1', 2),
      undefined,
      'container "main" in pod "web" is waiting to start: image can\'t be pulled',
    ],
    [
      'while the pull backs off',
      cluster('no-such-image:1', 5),
      undefined,
      'container "main" in pod "web" is waiting to start: trying and failing to pull image',
    ],
    [
      'of a container that is not there',
      cluster('agent:1', 2),
      'x',
      'container x is not valid for pod web',
    ],
    [
      'of one of two containers',
      cluster('', 2, two),
      undefined,
      'a container name must be specified for pod web, choose one of: [one two]',
    ],
    [
      'of one of three containers',
      cluster('', 2, withInit),
      undefined,
      'a container name must be specified for pod web, choose one of: [one two] or one of the init containers: [first]',
    ],
  ])('%s', (_, made, container, message) => {
    expect(refusal(made, {}, container)).toBe(`400 ${message}`)
  })

  it('of a run before the first one', () => {
    expect(refusal(cluster('agent:1', 2), { previous: true })).toBe(
      '400 previous terminated container "main" in pod "web" not found',
    )
  })

  it('from a node that does not answer', () => {
    const made = cluster('agent:1', 2)
    const node = made.node('a')
    const metadata = { ...node.metadata, annotations: { 'everynode.test/ready': 'unknown' } }
    made.store.replace('nodes', { ...node, metadata })
    expect(refusal(made)).toBe(
      '500 Get "https://192.168.0.7:10250/containerLogs/shop/web/main": dial tcp 192.168.0.7:10250: connect: no route to host',
    )
  })
})
