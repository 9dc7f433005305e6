/** A demo's cluster as the console's server sees it: each browser chooses who it is. */
import { RecentMap } from '../../simulator/recentMap.ts'
import type { Identity } from '../../simulator/api/call.ts'
import type { ConsoleCluster, DemoUsers } from '../consoleCluster.ts'
import type { Session } from '../door/sessions.ts'
import type { Upstream } from '../upstream/upstream.ts'

export interface SimulatedDemo {
  readonly upstreamOf: (identity: Identity) => Upstream
  readonly stop: () => void
}

interface Choice {
  readonly identity: string
  /** Aborted when another is made. */
  readonly over: AbortController
}

/** @param identities by the names that the page knows; every browser begins as the first */
export function demoCluster(
  demo: SimulatedDemo,
  identities: ReadonlyMap<string, Identity>,
): ConsoleCluster {
  const users = demoUsers([...identities.keys()])
  const upstreams = new Map(
    [...identities].map(([name, identity]) => [name, demo.upstreamOf(identity)]),
  )
  return {
    identity: { cluster: 'demo', context: '', how: 'none' },
    upstreamOf(session) {
      const upstream = upstreams.get(users.identityOf(session))
      if (upstream === undefined) throw new Error('the demo has no identities')
      return upstream
    },
    demo: users,
    check: () => Promise.resolve(),
    close: () => Promise.resolve(demo.stop()),
  }
}

/** Of so many browsers it is known who they are; one that is forgotten is again who it was at first. */
const mostChoices = 1000

function demoUsers(identities: readonly string[]): DemoUsers {
  const [first = ''] = identities
  const choices = new RecentMap<Choice>({ limit: mostChoices, now: Date.now })
  const choiceOf = ({ id }: Session): Choice => {
    const known = choices.get(id) ?? { identity: first, over: new AbortController() }
    choices.set(id, known)
    return known
  }
  return {
    identities,
    identityOf: ({ id }) => choices.get(id)?.identity ?? first,
    choose(session, identity) {
      if (!identities.includes(identity)) return false
      const before = choiceOf(session)
      choices.set(session.id, { identity, over: new AbortController() })
      before.over.abort()
      return true
    },
    chosen: (session) => choiceOf(session).over.signal,
  }
}
