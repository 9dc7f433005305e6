/** Which of many events are written, and which become one (client-go, tools/record/events_cache.go). */
import { RecentMap } from '../recentMap.ts'

/** What makes two events the same one, or similar. */
export interface EventFacts {
  /** Of the source and the object that the event is about. */
  readonly about: string
  readonly type: string
  readonly reason: string
  readonly message: string
}

export interface WrittenEvent {
  readonly namespace: string
  readonly name: string
  readonly count: number
  readonly firstTimestamp: string
}

/** Same or similar events are told apart by `key`; one that is known already is counted up. */
export interface Correlated {
  readonly key: string
  readonly message: string
  /** Several different messages stand behind it. */
  readonly isCombined: boolean
  readonly known: WrittenEvent | undefined
}

/** Similar events of this number and more become one, as long as one follows the other within ten minutes. */
const maxSimilar = 10
const similarWithin = 600_000
/** Of each type that many events about one object, then one in five minutes. */
const burst = 25
const refillMilliseconds = 300_000
const cacheEntries = 4096
/**
 * After so long an object's tokens are all back, and its events have expired; one that comes again is counted from one.
 * client-go forgets by number alone: that would be hundreds of megabytes where one process is the kubelet of every node.
 */
const forgottenAfter = burst * refillMilliseconds

interface Similar {
  readonly messages: Set<string>
  last: number
}

interface Bucket {
  tokens: number
  since: number
}

export class EventCorrelator {
  readonly #now: () => number
  readonly #similar: RecentMap<Similar>
  readonly #written: RecentMap<WrittenEvent>
  readonly #buckets: RecentMap<Bucket>

  constructor(now: () => number) {
    const options = { limit: cacheEntries, lifetime: forgottenAfter, now }
    this.#now = now
    this.#similar = new RecentMap(options)
    this.#written = new RecentMap(options)
    this.#buckets = new RecentMap(options)
  }

  /** @returns undefined where the event is one too many: it is dropped */
  correlate(facts: EventFacts): Correlated | undefined {
    const { key, message, isCombined } = this.#combine(facts)
    const known = this.#written.get(key)
    return this.#takesToken(`${facts.about}/${facts.type}`)
      ? { key, message, isCombined, known }
      : undefined
  }

  /** Has to be told what has been written under a key of `correlate`. */
  wrote(key: string, event: WrittenEvent): void {
    this.#written.set(key, event)
  }

  #combine({ about, type, reason, message }: EventFacts): Omit<Correlated, 'known'> {
    const key = `${about}/${type}/${reason}`
    const now = this.#now()
    const known = this.#similar.get(key)
    const isRecent = known !== undefined && now - known.last <= similarWithin
    const similar = isRecent ? known : { messages: new Set<string>(), last: now }
    similar.messages.add(message)
    similar.last = now
    this.#similar.set(key, similar)
    if (similar.messages.size < maxSimilar) {
      return { key: `${key}/${message}`, message, isCombined: false }
    }
    const [first = message] = similar.messages
    similar.messages.delete(first)
    return { key, message: `(combined from similar events): ${message}`, isCombined: true }
  }

  #takesToken(key: string): boolean {
    const now = this.#now()
    const bucket = this.#buckets.get(key) ?? { tokens: burst, since: now }
    bucket.tokens = Math.min(burst, bucket.tokens + (now - bucket.since) / refillMilliseconds)
    bucket.since = now
    this.#buckets.set(key, bucket)
    if (bucket.tokens < 1) return false
    bucket.tokens -= 1
    return true
  }
}
