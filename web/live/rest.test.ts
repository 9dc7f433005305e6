import { describe, expect, it } from 'vitest'
import { aDaemonSet, aPod, aRevision } from '../../domain/grid/grid.test-kit.ts'
import { Engine } from './engine.ts'
import { delta, hello, ScriptedWorld, smallCluster, snapshot } from './scriptedWorld.test-kit.ts'
import { TestPage } from './testPage.test-kit.ts'
import type { RolloutView } from './views.ts'

/** Computing takes time here: whenever the worker looks at the clock, 10 ms have passed. */
async function slowRollout() {
  const world = new ScriptedWorld()
  let spent = 0
  const now = () => world.now() + (spent += 10)
  const { fetch, url, after, random, report } = world
  const engine = new Engine({ fetch, url, now, after, random, report }, { isOfOnePage: false })
  const page = new TestPage(engine)
  const daemonSet = aDaemonSet('d', { status: { observedGeneration: 1 } })
  await world.request.send(
    hello(world),
    ...smallCluster(['a', 'b', 'c']),
    ...snapshot('daemonsets', [daemonSet]),
    ...snapshot('controllerrevisions', [aRevision('d', 1, 'new')]),
  )
  await world.pass(1000)
  return { world, page }
}

const current = (node: string) => delta('pods', [aPod('d', node, { revision: 'new' })], [])

function updatedNodes(views: readonly RolloutView[]): readonly unknown[] {
  return views.map((view) => (view.kind === 'known' ? view.updatedNodes : view.why))
}

describe('a view whose answer costs much', () => {
  it('rests after it, and then catches up by itself', async () => {
    const { world, page } = await slowRollout()
    const rollout = page.open('rollout', { namespace: 'default', name: 'd' })
    expect(updatedNodes(rollout())).toEqual([0])
    await world.request.send(current('a'))
    await world.pass(50)
    expect(updatedNodes(rollout())).toEqual([0])
    await world.pass(200)
    expect(updatedNodes(rollout())).toEqual([0, 1])
  })

  it('is answered at once where it has rested, and where the question is another one', async () => {
    const { world, page } = await slowRollout()
    const rollout = page.open('rollout', { namespace: 'default', name: 'd' })
    await world.pass(1000)
    await world.request.send(current('a'))
    expect(updatedNodes(rollout())).toEqual([0, 1])
    page.send({ type: 'open', id: 1, kind: 'rollout', ask: { namespace: 'default', name: 'e' } })
    expect(updatedNodes(rollout())).toEqual([0, 1, 'noDaemonSet'])
  })

  it('does not rest for longer where the clock is set back', async () => {
    const { world, page } = await slowRollout()
    const rollout = page.open('rollout', { namespace: 'default', name: 'd' })
    world.sleep(-3_600_000)
    await world.request.send(current('a'))
    page.send({ type: 'visible', visible: true })
    expect(updatedNodes(rollout())).toEqual([0, 1])
  })
})
