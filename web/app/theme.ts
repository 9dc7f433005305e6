import { useCallback, useEffect, useState } from 'react'
import { recall, remember } from './storage.ts'

export const themes = ['light', 'dark', 'system'] as const

export type Theme = (typeof themes)[number]

const key = 'everynode.theme'
const systemIsDark = '(prefers-color-scheme: dark)'

/** The theme chosen in this browser; the system's where none was. */
export function storedTheme(): Theme {
  const stored = recall(key)
  return themes.find((theme) => theme === stored) ?? 'system'
}

/** Paints the page in a theme. public/theme.js does the same before the first paint. */
export function applyTheme(theme: Theme): void {
  const isDark = theme === 'dark' || (theme === 'system' && matchMedia(systemIsDark).matches)
  const root = document.documentElement
  root.classList.toggle('pf-v6-theme-dark', isDark)
  root.style.colorScheme = isDark ? 'dark' : 'light'
}

/** The page's theme, and how to choose another. It follows the system, and a choice in another tab. */
export function useTheme(): readonly [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState(storedTheme)
  useEffect(() => {
    applyTheme(theme)
    const system = matchMedia(systemIsDark)
    const follow = () => applyTheme(theme)
    const adopt = (event: StorageEvent) => {
      if (event.key === key) setTheme(storedTheme())
    }
    system.addEventListener('change', follow)
    window.addEventListener('storage', adopt)
    return () => {
      system.removeEventListener('change', follow)
      window.removeEventListener('storage', adopt)
    }
  }, [theme])
  const choose = useCallback((chosen: Theme) => {
    remember(key, chosen)
    setTheme(chosen)
  }, [])
  return [theme, choose]
}
