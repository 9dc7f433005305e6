/**
 * Who may use the console: browsers that were opened with the address it printed. The address holds a token that
 * works once; the browser gets a sealed cookie for it. The server keeps no list: the key lives as long as the
 * process, and so do all sessions.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'

export interface Session {
  /** Of one browser. */
  readonly id: string
  /** Milliseconds since the epoch. */
  readonly expires: number
}

export interface Sessions {
  /** The one token that works now. */
  token(): string
  /** Uses a token up. @returns a Set-Cookie header for a new session; undefined where the token is not that one */
  redeem(token: string): string | undefined
  /** @returns a Set-Cookie header for a new session of a browser that needs no token */
  open(): string
  /** @returns the session that a Cookie header proves */
  read(cookies: string | null): Session | undefined
  /** @returns a Set-Cookie header that prolongs a session past its half; undefined before */
  renew(session: Session): string | undefined
  /** When a stream of this session must end, so that its browser comes back in time for a renewal. */
  streamUntil(session: Session): number
}

export interface SessionOptions {
  /** Browsers send a host's cookies to all its ports: the port belongs into the name. */
  readonly cookieName: string
  /** Told after a token was used up: there is a fresh one. */
  readonly onRedeemed?: () => void
  /** The clock, ms since the epoch. */
  readonly now?: () => number
}

const lifetimeMs = 12 * 3_600_000
/** A neighbour on another port can plant cookies of our name: a few are tried, not thousands. */
const maxTries = 4

export function createSessions({
  cookieName,
  onRedeemed,
  now = Date.now,
}: SessionOptions): Sessions {
  const seal = createSeal(cookieName)
  let token = newToken()
  const isDue = ({ expires }: Session) => expires - now() <= lifetimeMs / 2
  const setCookie = (session: Session) =>
    `${cookieName}=${seal.close(JSON.stringify(session))}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${lifetimeMs / 1000}`
  const open = () => setCookie({ id: newToken(), expires: now() + lifetimeMs })
  return {
    token: () => token,
    open,
    redeem(given) {
      if (!isSame(given, token)) return undefined
      token = newToken()
      onRedeemed?.()
      return open()
    },
    read(cookies) {
      for (const value of cookieValues(cookies ?? '', cookieName).slice(0, maxTries)) {
        const session = parseSession(seal.open(value))
        if (session !== undefined && session.expires > now()) return session
      }
      return undefined
    },
    renew: (session) =>
      isDue(session) ? setCookie({ ...session, expires: now() + lifetimeMs }) : undefined,
    streamUntil: (session) =>
      (isDue(session) ? now() + lifetimeMs : session.expires) - lifetimeMs / 2,
  }
}

function newToken(): string {
  return randomBytes(32).toString('base64url')
}

function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(one), digest(other))
}

function cookieValues(header: string, name: string): readonly string[] {
  return header
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1))
}

function parseSession(json: string | undefined): Session | undefined {
  const value: unknown = json === undefined ? undefined : JSON.parse(json)
  if (typeof value !== 'object' || value === null) return undefined
  if (!('id' in value) || !('expires' in value)) return undefined
  const { id, expires } = value
  return typeof id === 'string' && typeof expires === 'number' ? { id, expires } : undefined
}

/** AES-256-GCM with a key of this process, bound to the cookie's name: nonce, tag and text, as base64url. */
function createSeal(boundTo: string): {
  close(text: string): string
  open(sealed: string): string | undefined
} {
  const key = randomBytes(32)
  const aad = Buffer.from(boundTo)
  return {
    close(text) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(aad)
      const content = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), content]).toString('base64url')
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64url')
      if (bytes.length < 29 || bytes.length > 512) return undefined
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(aad)
        decipher.setAuthTag(bytes.subarray(12, 28))
        return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString()
      } catch {
        return undefined
      }
    },
  }
}
