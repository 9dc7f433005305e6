/** Annotations that never leave the server: as large as the object itself, and of no use for the console. */
export const dropped: ReadonlySet<string> = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
])
