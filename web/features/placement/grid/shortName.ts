/** A node's name without the suffix that all nodes share; the corner of the grid says it once. */
export function shortName(name: string, suffix: string): string {
  return suffix !== '' && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name
}
