/**
 * The page's texts. English is part of the first load, and stands in where another language can't be loaded.
 */
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { english } from './english.ts'
import { type Language, languages } from './languages.ts'
import { wholeNumber } from './wholeNumber.ts'

/**
 * Makes the texts ready.
 * @param language the language to begin with
 * @returns when its texts are there
 */
export async function startI18n(language: Language): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: { en: english },
    lng: 'en',
    fallbackLng: 'en',
    supportedLngs: languages,
    defaultNS: 'common',
    // React escapes.
    interpolation: { escapeValue: false },
  })
  i18next.services.formatter?.add('number', (value) => wholeNumber(Number(value)))
  await showLanguage(language)
}

/** Turns the page to a language; its texts are loaded first. Rejects, and changes nothing, where they can't be. */
export async function showLanguage(language: Language): Promise<void> {
  if (language === 'ja' && !i18next.hasResourceBundle('ja', 'common')) {
    const { japanese } = await import('./japanese.ts')
    for (const [namespace, texts] of Object.entries(japanese)) {
      i18next.addResourceBundle('ja', namespace, texts)
    }
  }
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}
