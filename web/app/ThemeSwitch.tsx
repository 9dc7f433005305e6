import { DesktopIcon } from '@patternfly/react-icons/dist/esm/icons/desktop-icon.js'
import { MoonIcon } from '@patternfly/react-icons/dist/esm/icons/moon-icon.js'
import { SunIcon } from '@patternfly/react-icons/dist/esm/icons/sun-icon.js'
import { useTranslation } from 'react-i18next'
import { ChoiceMenu } from './ChoiceMenu.tsx'
import { themes, useTheme } from './theme.ts'

const faces = { light: <SunIcon />, dark: <MoonIcon />, system: <DesktopIcon /> }

/** Light, dark, or as the system. */
export function ThemeSwitch() {
  const { t } = useTranslation('shell')
  const [theme, choose] = useTheme()
  return (
    <ChoiceMenu
      label={t('theme.label')}
      face={faces[theme]}
      options={themes.map((value) => ({ value, text: t(`theme.${value}`) }))}
      chosen={theme}
      onChoose={choose}
    />
  )
}
