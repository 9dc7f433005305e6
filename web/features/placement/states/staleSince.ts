import { resources } from '../../../../domain/stream/lines.ts'
import type { ConnectionView } from '../../../live/views.ts'

/**
 * Is anything that the page shows possibly old?
 * @returns the time that the oldest of it was last known to be current, ms since the epoch (0: never); undefined where
 * everything is live or has not been read yet
 */
export function staleSince(connection: ConnectionView): number | undefined {
  const old = resources
    .map((resource) => connection.resources[resource])
    .filter(({ state }) => state === 'retrying' || state === 'stale')
  if (old.length > 0) return Math.min(...old.map(({ asOf }) => asOf))
  return connection.state === 'reconnecting' ? connection.lastHeard : undefined
}
