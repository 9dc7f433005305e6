/** A node's name without the suffix that all nodes share (sharedSuffix): it says nothing where there is little room. */
export function shortName(name: string, suffix: string): string {
  return suffix !== '' && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name
}
