import { readFile } from 'node:fs/promises'

export interface RereadFile {
  /** The file's text, at most `everyMs` old; rejects with the file system's error if it never could be read. */
  read(): Promise<string>
  /** What was read before `time` (ms since the epoch) no longer counts. */
  forget(time: number): void
}

/**
 * A file that other programs replace from time to time. When it can't be read for once, its last text stands
 * (client-go transport/token_source.go does the same).
 * @param now the clock, ms since the epoch
 */
export function rereadFile(file: string, everyMs: number, now: () => number): RereadFile {
  let last: { readonly text: string; readonly at: number } | undefined
  return {
    async read() {
      const at = now()
      if (last !== undefined && at - last.at < everyMs) return last.text
      try {
        last = { text: await readFile(file, 'utf8'), at }
      } catch (error) {
        if (last === undefined) throw error
        last = { ...last, at }
      }
      return last.text
    },
    forget(time) {
      if (last !== undefined && last.at <= time) last = { ...last, at: Number.NEGATIVE_INFINITY }
    },
  }
}
