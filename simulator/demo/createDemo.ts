/** The demo: a simulated cluster of OpenShift's flavour with a past, troubles and some life. */
import type { Clock } from '../clock.ts'
import { createSimulatedCluster, type RunningCluster } from '../simulatedCluster.ts'
import { HeadStartClock } from './headStartClock.ts'
import { clusterAge, getIntoTrouble, install, operate } from './history.ts'
import { startLife } from './life.ts'
import { moreAgents } from './moreAgents.ts'
import { DemoNodes } from './nodes.ts'
import { Stage } from './stage.ts'
import { systemAgents } from './systemAgents.ts'
import { teamAgents } from './teamAgents.ts'

export interface DemoOptions {
  readonly clock: Clock
  /** In [0, 1). */
  readonly random: () => number
  /** How many; absent: as usual. */
  readonly nodes?: number
  /** How many; absent: as usual. With fewer, their troubles are missing too. */
  readonly daemonSets?: number
}

const known = [...systemAgents, ...teamAgents]

export const usualSize = { nodes: 48, daemonSets: known.length }

/** Beyond so many nodes there would be more events than anything else. */
const mostTalkative = 480
const durations = { start: 3000, stop: 2000, crash: 8000, register: 6000 }

/** @returns the cluster as it is now; from here on it lives by itself until it is stopped */
export function createDemo(options: DemoOptions): RunningCluster {
  const { nodes: count, daemonSets, random } = { ...usualSize, ...options }
  const clock = new HeadStartClock(options.clock, clusterAge)
  const cluster = createSimulatedCluster({
    clock,
    random,
    flavour: 'openshift',
    durations,
    isQuiet: count > mostTalkative,
  })
  const nodes = new DemoNodes(count)
  const agents = [...known.slice(0, daemonSets), ...moreAgents(daemonSets - known.length)]
  const stage = new Stage(cluster)
  const past = { stage, clock, nodes, first: nodes.first(usualSize.nodes), agents }
  install(past)
  operate(past)
  getIntoTrouble(past)
  const stopLife = startLife(stage, nodes)
  return {
    ...cluster,
    stop: () => {
      stopLife()
      cluster.stop()
    },
  }
}
