/** What page and worker of the static demo say to each other, beside what they say in the console that is served. */
import type { FromWorker, ToWorker } from '../live/views.ts'

/** A request of the page that a server would answer. */
export interface DemoRequest {
  readonly type: 'request'
  readonly id: number
  readonly method: string
  /** Path and query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

export interface DemoResponse {
  readonly type: 'response'
  readonly id: number
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export type ToDemo = ToWorker | DemoRequest
export type FromDemo = FromWorker | DemoResponse
