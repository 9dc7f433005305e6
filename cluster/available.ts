import { whyNotBuildable } from './build.ts'

export type Availability =
  { readonly available: true } | { readonly available: false; readonly reason: string }

/**
 * Whether startCluster can work on this machine, so that tests which need it can be skipped by
 * name. It may still have to build the control plane first, which takes some minutes.
 */
export function clusterAvailability(): Availability {
  if (process.platform === 'win32') {
    return { available: false, reason: 'the control plane does not run on Windows; use WSL' }
  }
  const reason = whyNotBuildable()
  return reason === undefined ? { available: true } : { available: false, reason }
}
