/** A suggestion; `text` stands for values that can't be read, such as an empty one. */
export interface ComboOption {
  readonly value: string
  readonly text?: string
  readonly note?: string
}

const mostShown = 50

/** The options that contain what was typed, those that begin with it first, and how many more there are. */
export function matchingOptions(
  options: readonly ComboOption[],
  typed: string,
): { readonly shown: readonly ComboOption[]; readonly more: number } {
  const text = typed.toLowerCase()
  const place = ({ value }: ComboOption) => value.toLowerCase().indexOf(text)
  const found = options.filter((option) => place(option) >= 0)
  const first = found.filter((option) => place(option) === 0)
  const all = [...first, ...found.filter((option) => place(option) > 0)]
  return { shown: all.slice(0, mostShown), more: Math.max(0, all.length - mostShown) }
}
