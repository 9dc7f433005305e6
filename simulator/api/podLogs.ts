import type { KubeObject } from '../objects.ts'

export interface LogOptions {
  readonly follow: boolean
  readonly previous: boolean
  readonly timestamps: boolean
  readonly tailLines?: number
  readonly sinceSeconds?: number
  /** Milliseconds since the epoch. */
  readonly sinceTime?: number
  readonly limitBytes?: number
  readonly signal: AbortSignal
}

/**
 * What a kubelet has of a container's log.
 * @param container undefined where none was named
 * @throws ApiError
 */
export type PodLogs = (
  pod: KubeObject,
  container: string | undefined,
  options: LogOptions,
) => ReadableStream<Uint8Array>
