/** The times that a watch obeys, in milliseconds. Where they are client-go's, tools/cache/reflector.go has them. */

/** client-go: the server ends a watch after a random time between these; more would outlive rights and tokens. */
export const shortestWatchSeconds = 300
export const longestWatchSeconds = 600

/** client-go: back-off of whole cycles, doubled each time, and up to as much again at random. */
export const firstBackOff = 800
export const longestBackOff = 30_000
export const backOffForgottenAfter = 120_000
/** A server that is not there, or not ready, is not burdened by being asked for. */
export const longestUnreadyBackOff = 5_000

/** client-go: a watch that closes sooner without an event is an error (VeryShortWatchError). */
export const veryShortWatch = 1_000
/** A relist costs two requests: with this they stay below one a second, however quickly a server closes watches. */
export const shortestRelist = 2_000

/**
 * The API server answers a LIST within its request timeout of 60 s, and a watch at once, unless it has to queue: a
 * quarter of that time at most (apiserver, pkg/server/config.go).
 */
export const listAnswerWithin = 65_000
export const watchAnswerWithin = 30_000
/** Within initial events and lists, bytes flow all the time. */
export const initialSilence = 30_000
/** Bookmarks come about once a minute (apiserver, pkg/storage/cacher/cacher.go), unless the connection is half open. */
export const watchSilence = 75_000

/** How long data counts as live while an ended watch is being opened again. */
export const doubtAfter = 4_000

/** How long an API server may take from its start until it knows the roles. */
export const refusalLastsAfter = 10_000
/** With 401 and 403 a person has to act. */
export const longestDeniedPause = 60_000

export const longestRetryAfterSeconds = 60

/** client-go: size of a page. */
export const pageSize = 500
