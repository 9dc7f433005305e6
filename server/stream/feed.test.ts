import { describe, expect, it } from 'vitest'
import type { Freshness, Line } from '../../domain/stream/lines.ts'
import { parseLine } from '../../domain/stream/parseLine.ts'
import { Feed } from './feed.ts'

function pod(uid: string, message = '') {
  return {
    uid,
    namespace: 'n',
    name: uid,
    created: 1,
    phase: '',
    ready: true,
    restarts: 0,
    message,
  }
}

function put(feed: Feed, uid: string, version?: string, message = ''): void {
  feed.accept({ type: 'upsert', uid, object: pod(uid, message) })
  if (version !== undefined) feed.accept({ type: 'version', version })
}

function remove(feed: Feed, uid: string, version?: string): void {
  feed.accept({ type: 'delete', uid })
  if (version !== undefined) feed.accept({ type: 'version', version })
}

function news(state: Freshness['state']): { type: 'freshness'; freshness: Freshness } {
  return { type: 'freshness', freshness: { state, asOf: 1, since: 1 } }
}

function drain(feed: Feed): Line[] {
  const lines: Line[] = []
  for (let text = feed.next(); text !== undefined; text = feed.next()) lines.push(parseLine(text))
  return lines
}

/** A feed whose snapshot up to version 5 has been sent. */
function sentSnapshot(lineBytes = 1000): Feed {
  const feed = new Feed('pods', false, lineBytes)
  feed.accept({ type: 'reset' })
  feed.accept({ type: 'end', version: '5' })
  drain(feed)
  return feed
}

describe('a snapshot', () => {
  it('is sent in lines of limited length, and ends only after the last of them', () => {
    const feed = new Feed('pods', false, 150)
    feed.accept({ type: 'reset' })
    for (const uid of ['a', 'b', 'c', 'd', 'e']) put(feed, uid)
    feed.accept({ type: 'end', version: '5' })
    const types = drain(feed).map(({ type }) => type)
    expect(types).toEqual(['reset', 'items', 'items', 'items', 'end'])
  })

  it('never has more than 500 objects in a line', () => {
    const feed = new Feed('pods', false, 1e9)
    feed.accept({ type: 'reset' })
    for (let i = 0; i < 1200; i += 1) put(feed, `p${i}`)
    const lines = drain(feed).flatMap((line) =>
      line.type === 'items' ? [line.objects.length] : [],
    )
    expect(lines).toEqual([500, 500, 200])
  })

  it('has its deletions right before its end, with the version of the end', () => {
    const feed = new Feed('pods', false, 1000)
    feed.accept({ type: 'reset' })
    put(feed, 'a')
    drain(feed)
    remove(feed, 'a')
    put(feed, 'b')
    expect(drain(feed).map(({ type }) => type)).toEqual(['items'])
    feed.accept({ type: 'end', version: '5' })
    expect(drain(feed)).toEqual([
      { type: 'delta', resource: 'pods', upserts: [], deletes: ['a'], resourceVersion: '5' },
      { type: 'end', resource: 'pods', resourceVersion: '5' },
    ])
  })

  it('takes in what changes while it is being sent, and ends with the version of that', () => {
    const feed = new Feed('pods', false, 1000)
    feed.accept({ type: 'reset' })
    put(feed, 'a')
    feed.accept({ type: 'end', version: '5' })
    put(feed, 'a', '6', 'new')
    const lines = drain(feed)
    expect(lines[1]).toMatchObject({ type: 'items', objects: [{ message: 'new' }] })
    expect(lines.at(-1)).toMatchObject({ type: 'end', resourceVersion: '6' })
  })

  it('that is given up does not end, and what waited is gone', () => {
    const feed = new Feed('pods', false, 1000)
    feed.accept({ type: 'reset' })
    put(feed, 'a')
    feed.accept({ type: 'end', version: '5' })
    feed.drop()
    expect(drain(feed).map(({ type }) => type)).toEqual(['reset'])
    expect(feed.size).toBe(0)
    expect(feed.complete).toBe(false)
  })
})

describe('changes', () => {
  it('name a new version only in their last line: the others are not everything up to it', () => {
    const feed = sentSnapshot(150)
    for (const [i, uid] of ['a', 'b', 'c', 'd'].entries()) put(feed, uid, String(6 + i))
    remove(feed, 'z', '10')
    const versions = drain(feed).map((line) => 'resourceVersion' in line && line.resourceVersion)
    expect(versions).toEqual(['5', '5', '10'])
  })

  it('that were given up are not named: the client resumes from what it got', () => {
    const feed = sentSnapshot()
    put(feed, 'a', '6')
    feed.drop()
    feed.accept(news('retrying'))
    expect(drain(feed).map(({ type }) => type)).toEqual(['freshness'])
    expect(feed.complete).toBe(true)
  })

  it('of one object replace each other, whatever they are', () => {
    const feed = sentSnapshot()
    put(feed, 'a', '6', 'x'.repeat(500))
    put(feed, 'a', '7')
    remove(feed, 'a', '8')
    expect(feed.size).toBeLessThan(200)
    expect(drain(feed)).toMatchObject([{ upserts: [], deletes: ['a'], resourceVersion: '8' }])
    expect(feed.size).toBe(0)
  })
})

describe('freshness', () => {
  it('is called live only when everything has been sent, and bad news come first', () => {
    const feed = sentSnapshot()
    put(feed, 'a', '6')
    feed.accept(news('live'))
    expect(drain(feed).map(({ type }) => type)).toEqual(['delta', 'freshness'])
    put(feed, 'a', '7')
    feed.accept(news('retrying'))
    expect(drain(feed).map(({ type }) => type)).toEqual(['freshness', 'delta'])
  })

  it('is sent once, in its latest state', () => {
    const feed = sentSnapshot()
    feed.accept(news('retrying'))
    feed.accept(news('live'))
    expect(drain(feed)).toMatchObject([{ freshness: { state: 'live' } }])
  })

  it('that is denied takes back what waits', () => {
    const feed = sentSnapshot()
    put(feed, 'secret', '6')
    feed.accept(news('denied'))
    expect(drain(feed).map(({ type }) => type)).toEqual(['freshness'])
    expect(feed.complete).toBe(false)
    expect(feed.unfinished).toBe(false)
  })
})
