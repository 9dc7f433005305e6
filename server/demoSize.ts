/** The size of a demo, as command lines give it. */
import { UsageError } from './usageError.ts'

/** What is absent is as usual. */
export interface DemoSize {
  readonly nodes?: number
  readonly daemonSets?: number
}

/**
 * Reads the values of two options.
 * @param prefix of both options' names, such as --demo-
 * @throws UsageError
 */
export function parseDemoSize(
  prefix: '--' | '--demo-',
  nodes: string | undefined,
  daemonSets: string | undefined,
): DemoSize {
  return {
    ...(nodes !== undefined && { nodes: parseCount(`${prefix}nodes`, nodes, 5_000) }),
    ...(daemonSets !== undefined && {
      daemonSets: parseCount(`${prefix}daemonsets`, daemonSets, 100),
    }),
  }
}

function parseCount(option: string, text: string, most: number): number {
  const count = Number(text)
  if (/^\d+$/.test(text) && count >= 1 && count <= most) return count
  throw new UsageError(`${option} needs a number from 1 to ${most}, not ${text}`)
}
