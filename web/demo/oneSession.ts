import type { Session, Sessions } from '../../server/door/sessions.ts'

const session: Session = { id: 'demo', expires: Infinity }

/** A stream's time is limited, as that of the console that is served; the page comes back. */
const streamMs = 3_600_000

/** Where no network is behind the console there is nobody to be told apart. */
export const oneSession: Sessions = {
  token: () => '',
  redeem: () => undefined,
  open: () => '',
  read: () => session,
  renew: () => undefined,
  streamUntil: () => Date.now() + streamMs,
}
