export const languages = ['en', 'ja'] as const

export type Language = (typeof languages)[number]

/** The language that a text such as `ja` or `ja-JP` names; undefined where the page doesn't speak it. */
export function languageOf(tag: string): Language | undefined {
  const [primary] = tag.toLowerCase().split('-')
  return languages.find((language) => language === primary)
}
