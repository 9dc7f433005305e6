/** The demo: the simulated cluster of simulator/demo, by the wall's clock. */
import { wallClock } from '../../simulator/clock.ts'
import { demoIdentities } from '../../simulator/demo/access.ts'
import { createDemo, usualSize } from '../../simulator/demo/createDemo.ts'
import type { RunningCluster } from '../../simulator/simulatedCluster.ts'
import type { ConsoleCluster } from '../consoleCluster.ts'
import type { DemoSize } from '../demoSize.ts'
import { demoCluster } from './demoCluster.ts'

/** @param say is told of a demo that is larger than usual: making it takes seconds */
export function startDemo(size: DemoSize, say: (line: string) => void): ConsoleCluster {
  const demo = makeDemo(size, say)
  return demoCluster(demo, new Map(demoIdentities.map((identity) => [identity.role, identity])))
}

/** As startDemo: the cluster alone. */
export function makeDemo(size: DemoSize, say: (line: string) => void): RunningCluster {
  const { nodes, daemonSets } = { ...usualSize, ...size }
  if (nodes > usualSize.nodes || daemonSets > usualSize.daemonSets)
    say(`Making a cluster of ${nodes.toLocaleString('en')} nodes and ${daemonSets} DaemonSets …`)
  return createDemo({ clock: wallClock, random: Math.random, nodes, daemonSets })
}
