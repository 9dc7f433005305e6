/** The demo: the simulated cluster of simulator/demo, by the wall's clock. */
import { wallClock } from '../../simulator/clock.ts'
import { demoIdentities } from '../../simulator/demo/access.ts'
import { createDemo } from '../../simulator/demo/createDemo.ts'
import type { ConsoleCluster } from '../consoleCluster.ts'
import type { DemoSize } from '../options.ts'
import { demoCluster } from './demoCluster.ts'

export function startDemo(size: DemoSize): ConsoleCluster {
  const demo = createDemo({ clock: wallClock, random: Math.random, ...size })
  return demoCluster(demo, new Map(demoIdentities.map((identity) => [identity.role, identity])))
}
