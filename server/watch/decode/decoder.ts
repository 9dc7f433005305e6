import { DecodeError, type Projected } from '../../../domain/decode/projected.ts'
import type { ApiStatus } from './apiStatus.ts'

/** What a body of the API server says, one after the other. */
export type Piece<T> =
  | ({ readonly type: 'object'; readonly change: Change } & Projected<T>)
  | { readonly type: 'bookmark'; readonly version: string; readonly initialEventsEnd: boolean }
  /** An ERROR event inside a 200. */
  | { readonly type: 'error'; readonly status: ApiStatus }
  /** The end of a list or of one page of it; the items before it were `object` pieces. */
  | { readonly type: 'page'; readonly version: string; readonly continueToken: string }

export type Change = 'ADDED' | 'MODIFIED' | 'DELETED'

/** Marks the end of the initial events of a WatchList, if its value is "true" (apimachinery, meta/v1/types.go). */
export const initialEventsEnd = 'k8s.io/initial-events-end'

/** Reads a body chunk by chunk, whatever the boundaries are. It never holds more than one object that is incomplete. */
export interface Decoder {
  /** @throws DecodeError where the bytes make no sense; the body is then of no more use */
  readonly push: (chunk: Uint8Array) => void
  /** The body has ended. @throws CutError in the middle of something */
  readonly end: () => void
}

/** The body has ended in the middle of an object: what was whole before it counts. */
export class CutError extends Error {
  constructor() {
    super('the answer ended in the middle of an object')
    this.name = 'CutError'
  }
}

/** client-go refuses larger frames (apimachinery, runtime/serializer/streaming). */
export const largestObject = 16 * 1024 * 1024

/** @throws DecodeError */
export function checkSize(bytes: number): void {
  if (bytes > largestObject)
    throw new DecodeError(`an object of more than ${largestObject / 1024 / 1024} MiB`)
}
