import { describe, it } from 'vitest'
import { Stage } from './stage.test-kit.ts'
import type { World } from './world.test-kit.ts'

/** What must come out the same on every cluster: steps and what is expected of them. */
export interface Scenario {
  readonly title: string
  readonly play: (stage: Stage) => Promise<void>
}

/** Scenarios by topic. */
export type Scenarios = Readonly<Record<string, readonly Scenario[]>>

/**
 * Makes every scenario a test. They run at the same time, each in a namespace of its own.
 * @param enter the cluster for one scenario, called when it begins
 */
export function testScenarios(topics: Scenarios, enter: () => World | Promise<World>): void {
  const assertScenario = async (namespace: string, { play }: Scenario): Promise<void> => {
    const stage = new Stage(await enter(), namespace)
    await stage.open()
    await play(stage)
  }
  describe.concurrent.each(
    Object.entries(topics).map(([topic, scenarios], index) => ({ topic, scenarios, index })),
  )('$topic', ({ scenarios, index }) => {
    const all = scenarios.map((scenario, i) => ({ ...scenario, namespace: `s${index}-${i}` }))
    it.for(all)('$title', (scenario) => assertScenario(scenario.namespace, scenario))
  })
}
