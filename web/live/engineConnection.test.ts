import { describe, expect, it } from 'vitest'
import { aDaemonSet, aNode, aPod } from '../../domain/grid/grid.test-kit.ts'
import { delta, hello, lineOf, smallCluster, snapshot } from './scriptedWorld.test-kit.ts'
import { live, setup, statesOf, TestPage, wholeGrid } from './testPage.test-kit.ts'

describe('a connection that breaks', () => {
  it('leaves the data shown, and calls all of it old', async () => {
    const { world, page } = await live()
    const grid = page.open('grid', wholeGrid)
    const connection = page.open('connection', {})
    const heard = connection().at(-1)?.lastHeard
    await world.request.fail('connection reset')
    await world.pass(3000)
    expect(statesOf(grid().at(-1))).toEqual(['ready', 'ready'])
    const view = connection().at(-1)
    expect(view).toMatchObject({ state: 'reconnecting', lastHeard: heard })
    for (const resource of Object.values(view?.resources ?? {})) {
      const why = { code: 'unreachable', message: 'connection reset' }
      expect(resource).toMatchObject({ state: 'stale', asOf: heard, since: heard, why })
    }
  })

  it('goes on from what is complete, and throws half a snapshot away', async () => {
    const { world, page } = await live(['a', 'b'])
    const grid = page.open('grid', wholeGrid)
    await world.request.send(
      delta('nodes', [aNode('c')], [], '30'),
      lineOf('pods', { type: 'reset' }),
      lineOf('pods', { type: 'items', objects: [aPod('d', 'a')] }),
    )
    await world.request.sendText('{"type":"end","resource":"pods","resourceVersi')
    await world.request.fail()
    await world.pass(1000)
    expect(Object.fromEntries(world.request.query)).toEqual({
      namespaces: '100',
      nodes: '30',
      daemonsets: '12',
      controllerrevisions: '13',
      pods: '14',
    })
    await world.request.send(hello(world), delta('pods', [], [], '15'))
    await world.pass(1000)
    expect(statesOf(grid().at(-1))).toEqual(['ready', 'ready', 'missing'])
  })

  it('shows a reload in one step: new nodes are never seen with old Pods', async () => {
    const { world, page } = await live(['a', 'b'])
    const grid = page.open('grid', wholeGrid)
    const reload = smallCluster(['b', 'c'])
    await world.request.send(...reload.filter(({ type }) => type === 'reset'))
    for (const line of reload.filter(({ type }) => type !== 'reset')) {
      await world.request.send(line)
      await world.pass(100)
    }
    const shown = grid().map(({ rows, totals }) => [
      rows.map((row) => (row.kind === 'node' ? row.name : row.kind)).join(' '),
      totals.missing,
      totals.ready,
    ])
    expect(shown).toEqual([
      ['a b', 0, 2],
      ['b c', 0, 2],
    ])
  })

  it('holds new nodes back until the Pods that are being read have come', async () => {
    const { world, page } = await live(['a', 'b'])
    const grid = page.open('grid', wholeGrid)
    await world.request.send(
      lineOf('pods', { type: 'reset' }),
      ...snapshot('nodes', [aNode('a'), aNode('c')]),
      delta('daemonsets', [aDaemonSet('e')], []),
    )
    await world.pass(1000)
    expect(grid()).toHaveLength(1)
    await world.request.send(
      lineOf('pods', { type: 'items', objects: [aPod('d', 'a'), aPod('d', 'c')] }),
      lineOf('pods', { type: 'end', resourceVersion: '40' }),
    )
    await world.pass(100)
    expect(grid()).toHaveLength(2)
    expect(grid().at(-1)).toMatchObject({ columnCount: 2, totals: { ready: 2, missing: 2 } })
  })

  it('calls data old that is held back for long, and shows it in the end', async () => {
    const { world, page } = await live(['a', 'b'])
    const grid = page.open('grid', wholeGrid)
    const connection = page.open('connection', {})
    await world.request.send(lineOf('pods', { type: 'reset' }), ...snapshot('nodes', [aNode('a')]))
    await world.pass(9000)
    await world.request.send({ type: 'heartbeat', at: world.now() })
    expect(connection().at(-1)?.resources.nodes.state).toBe('retrying')
    await world.pass(9000)
    await world.request.send({ type: 'heartbeat', at: world.now() })
    await world.pass(100)
    expect(grid().at(-1)?.rowCount).toBe(1)
    expect(connection().at(-1)?.resources.nodes.state).toBe('live')
  })
})

describe('what the user may not see', () => {
  it('is withdrawn: Pods become placeholders', async () => {
    const { world, page } = await live()
    const grid = page.open('grid', wholeGrid)
    const freshness = { state: 'denied', asOf: 1, since: 1 }
    await world.request.send(lineOf('pods', { type: 'freshness', freshness }))
    await world.pass(100)
    expect(grid().at(-1)).toMatchObject({ podsKnown: false, totals: { missing: 0, ready: 0 } })
  })

  it('is everything once the user is signed out', async () => {
    const { world, page } = await live()
    const grid = page.open('grid', wholeGrid)
    const connection = page.open('connection', {})
    await world.request.end()
    await world.pass(1000)
    await world.request.refuse(401)
    await world.pass(100)
    expect(grid().at(-1)).toMatchObject({ rowCount: 0, columnCount: 0, podsKnown: false })
    expect(connection().at(-1)).toMatchObject({
      state: 'signedOut',
      resources: { nodes: { state: 'denied', count: 0, why: { code: 'unauthenticated' } } },
    })
    await world.pass(31_000)
    expect([...world.request.query]).toEqual([])
    await world.request.send(hello(world))
    expect(connection().at(-1)).toMatchObject({
      state: 'live',
      resources: { nodes: { state: 'loading', asOf: 0 } },
    })
  })
})

describe('pages', () => {
  it('a hidden one gets nothing, and what it missed when it is shown again', async () => {
    const { world, page } = await live()
    const grid = page.open('grid', wholeGrid)
    page.send({ type: 'visible', visible: false })
    await world.request.send(delta('pods', [aPod('d', 'a', { ready: false })], []))
    await world.pass(100)
    expect(grid()).toHaveLength(1)
    page.send({ type: 'visible', visible: true })
    expect(statesOf(grid().at(-1))).toEqual(['starting', 'ready'])
  })

  it('several share one connection, which ends with the last of them', async () => {
    const { world, engine, page } = await live()
    const second = new TestPage(engine)
    const grid = second.open('grid', wholeGrid)
    expect(statesOf(grid()[0])).toEqual(['ready', 'ready'])
    expect(world.requests).toHaveLength(1)
    page.send({ type: 'bye' })
    expect(world.request.isAborted).toBe(false)
    second.send({ type: 'bye' })
    expect(world.request.isAborted).toBe(true)
  })

  it('one with a worker of its own gives up its connection a minute after it was hidden', async () => {
    const { world, page } = setup(true)
    await world.request.send(hello(world), ...smallCluster(['a']))
    page.send({ type: 'visible', visible: false })
    await world.pass(20_000)
    await world.request.send({ type: 'heartbeat', at: world.now() })
    await world.pass(20_000)
    await world.request.send({ type: 'heartbeat', at: world.now() })
    await world.pass(19_000)
    expect(world.request.isAborted).toBe(false)
    await world.pass(2000)
    expect(world.request.isAborted).toBe(true)
    expect(world.requests).toHaveLength(1)
    page.send({ type: 'visible', visible: true })
    expect(world.requests).toHaveLength(2)
    expect(world.request.query.get('pods')).toBe('14')
  })

  it('several of a shared worker keep the connection while they are hidden', async () => {
    const { world, page } = await live()
    page.send({ type: 'visible', visible: false })
    for (let beat = 0; beat < 12; beat += 1) {
      await world.pass(10_000)
      await world.request.send({ type: 'heartbeat', at: world.now() })
    }
    expect(world.requests).toHaveLength(1)
    expect(world.request.isAborted).toBe(false)
  })
})
