import { expect, it } from 'vitest'
import { createSessions } from './sessions.ts'

const hour = 3_600_000
const cookieOf = (setCookie: string | undefined) => (setCookie ?? '').split(';')[0] ?? ''

function setup() {
  const clock = { now: 1_000_000 }
  const sessions = createSessions({ cookieName: 'console-1', now: () => clock.now })
  const signIn = () => sessions.redeem(sessions.token())
  return { clock, sessions, signIn }
}

it('changes a token for a session once; then there is another', () => {
  const { sessions } = setup()
  const token = sessions.token()
  const cookie = cookieOf(sessions.redeem(token))
  expect(sessions.read(cookie)).toBeDefined()
  expect(sessions.redeem(token)).toBeUndefined()
  expect(sessions.token()).not.toBe(token)
  expect(sessions.redeem(sessions.token())).toBeDefined()
})

it('gives a cookie that no script can read and no other site can send', () => {
  const { signIn } = setup()
  expect(signIn()).toMatch(/^console-1=[\w-]+; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/)
})

it('knows no session of another process, of another name, or of nobody', () => {
  const { sessions, signIn } = setup()
  const other = setup()
  const cookie = cookieOf(signIn())
  expect(sessions.read(cookieOf(other.signIn()))).toBeUndefined()
  expect(sessions.read(cookie.replace('console-1', 'console-2'))).toBeUndefined()
  expect(sessions.read(null)).toBeUndefined()
  expect(sessions.read('console-1=')).toBeUndefined()
  expect(sessions.read(`x=y; ${cookie}; z=w`)).toBeDefined()
})

it('ends a session after twelve hours in which nothing was asked', () => {
  const { clock, sessions, signIn } = setup()
  const cookie = cookieOf(signIn())
  clock.now += 12 * hour - 1
  expect(sessions.read(cookie)).toBeDefined()
  clock.now += 1
  expect(sessions.read(cookie)).toBeUndefined()
})

it('prolongs a session past its half, as the same browser’s', () => {
  const { clock, sessions, signIn } = setup()
  const session = sessions.read(cookieOf(signIn()))!
  expect(sessions.renew(session)).toBeUndefined()
  clock.now += 6 * hour
  const renewed = sessions.read(cookieOf(sessions.renew(session)))
  expect(renewed).toEqual({ id: session.id, expires: clock.now + 12 * hour })
})

it('ends a stream when the session is due for renewal, and not before', () => {
  const { clock, sessions, signIn } = setup()
  const session = sessions.read(cookieOf(signIn()))!
  expect(sessions.streamUntil(session)).toBe(clock.now + 6 * hour)
  clock.now += 7 * hour
  expect(sessions.streamUntil(session)).toBe(clock.now + 6 * hour)
})
