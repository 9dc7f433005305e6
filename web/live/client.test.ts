import { describe, expect, it } from 'vitest'
import { aNode, everything } from '../../domain/grid/grid.test-kit.ts'
import { createLiveClient } from './client.ts'
import { createTestLive } from './live.test-kit.ts'
import { hello, macrotasks, ScriptedWorld, smallCluster } from './scriptedWorld.test-kit.ts'
import type { Answer, FromWorker, ToWorker } from './views.ts'

function setup() {
  const sent: ToWorker[] = []
  const listeners: ((message: FromWorker) => void)[] = []
  const client = createLiveClient({
    post: (message) => sent.push(message),
    listen: (listener) => listeners.push(listener),
  })
  const answer = (message: FromWorker) => {
    for (const listener of listeners) listener(message)
  }
  return { client, sent, answer }
}

const counts = { namespaces: [], labels: [], taints: [], daemonSets: ['a/b'] }

describe('the page’s side of the worker', () => {
  it('hands each answer to the view that asked', () => {
    const { client, sent, answer } = setup()
    const heard: Answer<'vocabulary'>[] = []
    client.open('connection', {}, () => undefined)
    client.open('vocabulary', {}, (each) => heard.push(each))
    expect(sent).toMatchObject([
      { type: 'open', id: 1, kind: 'connection' },
      { type: 'open', id: 2, kind: 'vocabulary' },
    ])
    answer({ type: 'answer', id: 2, kind: 'vocabulary', answer: counts })
    answer({ type: 'answer', id: 1, kind: 'connection', answer: {} })
    expect(heard).toEqual([counts])
  })

  it('asks the same question once', () => {
    const { client, sent } = setup()
    const view = client.open('map', { query: everything, height: 10 }, () => undefined)
    view.ask({ query: { ...everything }, height: 10 })
    view.ask({ query: everything, height: 20 })
    expect(sent).toHaveLength(2)
    expect(sent[1]).toMatchObject({ type: 'open', id: 1, ask: { height: 20 } })
  })

  it('hears nothing after a view is closed', () => {
    const { client, sent, answer } = setup()
    const heard: unknown[] = []
    const view = client.open('vocabulary', {}, (each) => heard.push(each))
    view.close()
    view.close()
    view.ask({})
    answer({ type: 'answer', id: 1, kind: 'vocabulary', answer: counts })
    expect(heard).toEqual([])
    expect(sent.map(({ type }) => type)).toEqual(['open', 'close'])
  })

  it('asks the worker to connect anew', () => {
    const { client, sent } = setup()
    client.reconnect()
    expect(sent).toEqual([{ type: 'reconnect' }])
  })
})

describe('the engine in the page, for tests', () => {
  it('answers from a stream, as the worker does, until it is stopped', async () => {
    const world = new ScriptedWorld()
    const live = createTestLive(world)
    const nodes: (string | undefined)[] = []
    live.open('node', { name: 'a' }, ({ node }) => nodes.push(node?.metadata.uid))
    await world.request.send(hello(world), ...smallCluster(['a']))
    await macrotasks()
    await world.pass(100)
    expect(nodes.at(-1)).toBe(aNode('a').metadata.uid)
    live.stop()
    expect(world.request.isAborted).toBe(true)
  })
})
