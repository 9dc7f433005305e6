import { showLanguage } from '../i18n/index.ts'
import { type Language, languageOf } from '../i18n/languages.ts'
import { recall, remember } from './storage.ts'

const key = 'everynode.language'

/**
 * The language to begin with: the one chosen in this browser, else the first of the browser's that the page speaks.
 * @param accepted the browser's languages, the preferred one first
 */
export function firstLanguage(accepted: readonly string[]): Language {
  const tags = [recall(key) ?? '', ...accepted]
  return tags.map(languageOf).find((language) => language !== undefined) ?? 'en'
}

/** Turns the page to a language, for good. Rejects where its texts can't be loaded. */
export async function chooseLanguage(language: Language): Promise<void> {
  await showLanguage(language)
  remember(key, language)
}
