import { GlobeIcon } from '@patternfly/react-icons/dist/esm/icons/globe-icon.js'
import { useTranslation } from 'react-i18next'
import { languageOf, languages } from '../i18n/languages.ts'
import { ChoiceMenu } from './ChoiceMenu.tsx'
import { chooseLanguage } from './language.ts'

/** English or Japanese. Where a language's texts can't be loaded the page stays as it is. */
export function LanguageSwitch() {
  const { t, i18n } = useTranslation('shell')
  return (
    <ChoiceMenu
      label={t('language.label')}
      face={<GlobeIcon />}
      options={languages.map((value) => ({ value, text: t(`language.${value}`) }))}
      chosen={languageOf(i18n.language) ?? 'en'}
      onChoose={(language) => {
        chooseLanguage(language).catch(() => undefined)
      }}
    />
  )
}
