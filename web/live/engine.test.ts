import { describe, expect, it } from 'vitest'
import {
  aDaemonSet,
  aNode,
  aPendingPod,
  aPod,
  everything,
} from '../../domain/grid/grid.test-kit.ts'
import { delta, hello, lineOf, snapshot } from './scriptedWorld.test-kit.ts'
import { live, setup, statesOf, wholeGrid, window } from './testPage.test-kit.ts'

describe('loading', () => {
  it('counts objects as they arrive, and shows placeholders until the Pods are complete', async () => {
    const { world, page } = setup()
    const connection = page.open('connection', {})
    const grid = page.open('grid', wholeGrid)
    await world.request.send(
      hello(world),
      ...snapshot('nodes', [aNode('a')]),
      ...snapshot('daemonsets', [aDaemonSet('d')]),
      lineOf('pods', { type: 'reset' }),
      lineOf('pods', { type: 'items', objects: [aPod('d', 'a'), aPod('d', 'b')] }),
    )
    await world.pass(150)
    expect(connection().at(-1)?.resources).toMatchObject({
      nodes: { state: 'live', count: 1 },
      pods: { state: 'loading', count: 2 },
    })
    expect(grid().at(-1)).toMatchObject({ podsKnown: false, rowCount: 1, totals: { missing: 0 } })
    await world.request.send(lineOf('pods', { type: 'end', resourceVersion: '9' }))
    await world.pass(100)
    expect(grid().at(-1)).toMatchObject({ podsKnown: true, totals: { ready: 1 } })
    expect(grid().every(({ totals }) => totals.missing === 0)).toBe(true)
  })

  it('applies changes that come before the end to the snapshot', async () => {
    const { world, page } = setup()
    const grid = page.open('grid', wholeGrid)
    await world.request.send(
      hello(world),
      ...snapshot('nodes', [aNode('a'), aNode('b')]),
      ...snapshot('daemonsets', [aDaemonSet('d')]),
      lineOf('pods', { type: 'reset' }),
      lineOf('pods', { type: 'items', objects: [aPod('d', 'a'), aPod('d', 'b')] }),
      delta('pods', [aPod('d', 'b', { ready: false })], ['pod-d-a']),
      lineOf('pods', { type: 'end', resourceVersion: '9' }),
    )
    await world.pass(100)
    expect(statesOf(grid().at(-1))).toEqual(['missing', 'starting'])
  })
})

describe('changes', () => {
  it('the first after a quiet time is shown at once, those that follow together', async () => {
    const { world, page } = await live()
    const grid = page.open('grid', wholeGrid)
    await world.pass(1000)
    expect(grid()).toHaveLength(1)
    await world.request.send(delta('pods', [aPod('d', 'a', { ready: false })], []))
    expect(grid()).toHaveLength(2)
    await world.request.send(delta('pods', [aPod('d', 'b', { ready: false })], []))
    await world.request.send(delta('pods', [aPod('d', 'a')], []))
    expect(grid()).toHaveLength(2)
    await world.pass(60)
    expect(grid().map(statesOf)).toEqual([
      ['ready', 'ready'],
      ['starting', 'ready'],
      ['ready', 'starting'],
    ])
  })

  it('that change no answer are not sent', async () => {
    const { world, page } = await live()
    page.open('grid', wholeGrid)
    page.open('map', { query: everything, height: 10 })
    page.open('vocabulary', {})
    const connection = page.open('connection', {})
    const { length } = page.messages
    const beat = aNode('a')
    await world.request.send(
      delta('nodes', [{ ...beat, metadata: { ...beat.metadata, resourceVersion: '2' } }], []),
      delta('pods', [aPod('d', 'a', { message: 'new' })], []),
    )
    await world.pass(100)
    expect(page.messages).toHaveLength(length)
    expect(connection()).toHaveLength(1)
  })

  it('of a question are answered under the same view', async () => {
    const { page } = await live()
    const grid = page.open('grid', wholeGrid)
    const query = { ...everything, nodeName: 'b' }
    page.send({ type: 'open', id: 1, kind: 'grid', ask: { query, window } })
    expect(grid().map(({ rowCount }) => rowCount)).toEqual([2, 1])
    page.send({ type: 'close', id: 1 })
    const { length } = page.messages
    page.send({ type: 'visible', visible: true })
    expect(page.messages).toHaveLength(length)
  })

  it('a fault of one view leaves the others alone', async () => {
    const { world, page } = await live()
    // What no page of the same build sends.
    page.open('cell', JSON.parse('{}'))
    const grid = page.open('grid', wholeGrid)
    expect(grid()).toHaveLength(1)
    expect(world.errors).not.toEqual([])
  })
})

describe('Pods that go', () => {
  const names = Array.from({ length: 5000 }, (_, index) => `n-${index}`)
  const pods = names.map((name) => `pod-d-${name}`)

  it('all at once with their DaemonSet: nothing is missing for a moment', async () => {
    const { world, page } = await live(names)
    const grid = page.open('grid', { query: everything, window: { ...window, lastRow: 5 } })
    await world.request.send(delta('pods', [], pods.slice(0, 2500)))
    await world.pass(60)
    await world.request.send(delta('pods', [], pods.slice(2500)))
    await world.pass(60)
    await world.request.send(delta('daemonsets', [], ['uid-d']))
    await world.pass(1000)
    expect(grid().length).toBeGreaterThan(2)
    expect(grid().map(({ totals }) => totals.missing)).toEqual(grid().map(() => 0))
    expect(grid().at(-1)?.columnCount).toBe(0)
  })

  it('one after the other for their successors: none is missing', async () => {
    const { world, page } = await live()
    const grid = page.open('grid', wholeGrid)
    await world.request.send(delta('pods', [], ['pod-d-a']))
    await world.pass(100)
    await world.request.send(delta('pods', [aPendingPod('d', 'a', { uid: 'new' })], []))
    await world.pass(1000)
    expect(grid().map(statesOf)).toEqual([
      ['ready', 'ready'],
      ['terminating', 'ready'],
      ['pending', 'ready'],
    ])
  })

  it('without a successor leave their cell Missing within 300 ms', async () => {
    const { world, page } = await live()
    const grid = page.open('grid', wholeGrid)
    await world.request.send(delta('pods', [], ['pod-d-a']))
    await world.pass(300)
    expect(statesOf(grid().at(-1))).toEqual(['missing', 'ready'])
  })

  it('a DaemonSet of the same name has none of its predecessor’s', async () => {
    const { world, page } = await live()
    const grid = page.open('grid', wholeGrid)
    const owner = { kind: 'DaemonSet', name: 'd', uid: 'second' }
    await world.request.send(
      delta('daemonsets', [aDaemonSet('d', { uid: 'second' })], ['uid-d']),
      delta('pods', [aPod('d', 'a', { uid: 'new', owner })], ['pod-d-a']),
    )
    await world.pass(1000)
    expect(grid().at(-1)?.columns).toMatchObject([{ uid: 'second', ready: 1, desired: 2 }])
    expect(statesOf(grid().at(-1))).toEqual(['ready', 'missing'])
  })
})
