import { cellStates } from '../../../../domain/grid/cell.ts'
import type { MapColors } from './drawMap.ts'

/** The states' colours of the present theme, as they are for an element. */
export function mapColors(element: Element): MapColors {
  const style = getComputedStyle(element)
  return new Map(
    cellStates.map((state) => {
      const name = state === 'missing' ? 'failing' : state
      return [state, style.getPropertyValue(`--en-color-${name}`).trim()]
    }),
  )
}

/**
 * Hears when the theme changes.
 * @returns stops it
 */
export function onThemeChange(listener: () => void): () => void {
  const observer = new MutationObserver(listener)
  observer.observe(document.documentElement, { attributeFilter: ['class'] })
  const contrast = matchMedia('(forced-colors: active)')
  contrast.addEventListener('change', listener)
  return () => {
    observer.disconnect()
    contrast.removeEventListener('change', listener)
  }
}
