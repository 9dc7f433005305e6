// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { applyTheme, storedTheme } from './theme.ts'

const root = document.documentElement
const usualMatchMedia = matchMedia

beforeEach(() => localStorage.clear())
afterEach(() => {
  root.removeAttribute('class')
  root.removeAttribute('style')
  vi.stubGlobal('matchMedia', usualMatchMedia)
})

function systemIs(dark: boolean): void {
  vi.stubGlobal('matchMedia', () => ({ matches: dark }))
}

/** Runs the script that index.html loads before everything else; it has no types, so its path hides from TypeScript. */
async function paintFirst(): Promise<void> {
  vi.resetModules()
  const script = '../../public/theme.js'
  await import(/* @vite-ignore */ script)
}

/** How the page looks: its class and colour scheme. */
function look(): string {
  return `${root.className} ${root.style.colorScheme}`
}

describe('the theme', () => {
  it.each([
    { stored: 'light', dark: true, looks: ' light' },
    { stored: 'light', dark: false, looks: ' light' },
    { stored: 'dark', dark: false, looks: 'pf-v6-theme-dark dark' },
    { stored: 'system', dark: true, looks: 'pf-v6-theme-dark dark' },
    { stored: 'system', dark: false, looks: ' light' },
    { stored: 'nonsense', dark: true, looks: 'pf-v6-theme-dark dark' },
    { stored: null, dark: false, looks: ' light' },
  ])(
    'is the same before the first paint and afterwards: $stored on a dark system ($dark)',
    async ({ stored, dark, looks }) => {
      systemIs(dark)
      if (stored !== null) localStorage.setItem('everynode.theme', stored)
      await paintFirst()
      expect(look()).toBe(looks)
      root.className = ''
      applyTheme(storedTheme())
      expect(look()).toBe(looks)
    },
  )
})
