/** Sets a field that is absent where it is empty. */
export function setText<K extends string>(
  target: { [Key in K]?: string },
  key: K,
  text: string | undefined,
): void {
  if (text !== undefined && text !== '') target[key] = text
}
