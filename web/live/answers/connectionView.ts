import { type Freshness, type Resource, resources } from '../../../domain/stream/lines.ts'
import type { StreamStore } from '../../../domain/stream/streamState.ts'
import type { LinkState } from '../streamConnection.ts'
import type { ConnectionView } from '../views.ts'

export interface ConnectionInput {
  readonly store: StreamStore
  readonly link: LinkState
  /** Since when complete data is held back (see ClusterFeed), the page's clock. */
  readonly heldSince: number | undefined
}

/**
 * The connection and how far each resource can be trusted. What the server has said of a resource holds for as long as
 * the server is heard; after that nobody watches it, and it is stale.
 */
export function connectionView({ store, link, heldSince }: ConnectionInput): ConnectionView {
  const view = (resource: Resource) => {
    const { freshness, objects, incoming } = store[resource]
    return { ...now(freshness, link, heldSince), count: (incoming ?? objects).size }
  }
  const [namespaces, nodes, daemonsets, controllerrevisions, pods] = resources
  return {
    state: link.state,
    // While the server is heard a beat is enough: with each line the answer would be another.
    lastHeard: link.state === 'live' ? link.lastBeat : link.lastHeard,
    resources: {
      namespaces: view(namespaces),
      nodes: view(nodes),
      daemonsets: view(daemonsets),
      controllerrevisions: view(controllerrevisions),
      pods: view(pods),
    },
  }
}

function now(freshness: Freshness, link: LinkState, heldSince: number | undefined): Freshness {
  if (freshness.state === 'denied') return freshness
  const isCurrent = freshness.state === 'live' || freshness.state === 'polling'
  if (link.state === 'reconnecting') {
    const heard = link.lastHeard === 0 ? 0 : link.lastHeard + link.clockOffset
    const asOf = isCurrent ? heard : freshness.asOf
    const why = link.trouble ?? freshness.why
    return { state: 'stale', asOf, since: heard, ...(why === undefined ? {} : { why }) }
  }
  if (heldSince === undefined || !isCurrent) return freshness
  const since = heldSince + link.clockOffset
  return { state: 'retrying', asOf: since, since }
}
